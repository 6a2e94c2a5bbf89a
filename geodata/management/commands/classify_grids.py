"""manage.py classify_grids: give every grid in force its type by the visible rule."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from geodata.actions.classify_grids import classify_grids
from geodata.rules.grid_types import GRID_TYPE_NAMES, GridKind


class Command(BaseCommand):
    """Classifies all grids anew."""

    help = "按楼栋与用地判定网格类型 · find the type of every grid from buildings and land cover"

    def add_arguments(self, parser: CommandParser) -> None:
        """One option."""
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many grids have which type."""
        found = classify_grids(timezone.now())
        if options["json"]:
            self.stdout.write(json.dumps({kind.value: found[kind] for kind in GridKind}))
            return
        for kind in GridKind:
            zh, en, *_ = GRID_TYPE_NAMES[kind]
            self.stdout.write(f"{found[kind]:>6,}  {zh} · {en}")
