"""`suggest_plan`: divisions of a plan, or a part of it, to choose from; with --subdivide one is taken at once."""

import json
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from geodata.actions.find_plan_divisions import find_plan_divisions
from geodata.actions.start_plan_suggestion import start_plan_suggestion
from geodata.errors import GeodataError
from geodata.queries.plan_suggestions import suggestion_told
from geodata.rules.viewer import Role, Viewer


class Command(BaseCommand):
    """Prints the alternatives as JSON; they stay with the plan."""

    help = "为划分方案计算建议 · suggest divisions for a boundary plan"

    def add_arguments(self, parser: CommandParser) -> None:
        """Which plan and area, or the suggestion that says it."""
        parser.add_argument(
            "--suggestion", type=UUID, help="计算已登记的建议 · work on one that was asked for"
        )
        parser.add_argument("--plan", type=UUID, help="方案 · the plan's uuid")
        parser.add_argument(
            "--area", default="", metavar="CODE", help="社区、街道或区的代码 · code of the area"
        )
        parser.add_argument(
            "--subdivide", action="store_true", help="算完直接写入 · take the division at once"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Work the divisions out and print them."""
        try:
            found = find_plan_divisions(options["suggestion"] or self._asked(options))
        except GeodataError as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(json.dumps(suggestion_told(found), ensure_ascii=False))

    def _asked(self, options: dict[str, Any]) -> UUID:
        if not options["plan"] or not options["area"]:
            raise CommandError("请给出 --plan 和 --area · name --plan and --area")
        return start_plan_suggestion(
            options["plan"],
            options["area"],
            Viewer(Role.PLANNER),
            user_id=0,
            now=timezone.now(),
            subdivide=options["subdivide"],
        ).uuid
