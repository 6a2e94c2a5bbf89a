"""`verify_tile_counts`: whether the counts behind far-out tiles are those of the rows."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from geodata.actions.recount_tiles import recount_tiles
from geodata.queries.tile_counts import wrong_cells


class Command(BaseCommand):
    """Exit 0 where every count is right (or was mended), 1 otherwise."""

    help = "Compare the kept counts per cell of events and buildings with the rows."

    def add_arguments(self, parser: CommandParser) -> None:
        """--repair counts anew where something differs."""
        parser.add_argument("--repair", action="store_true", help="count anew where something differs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the number of wrong cells by kind."""
        wrong = wrong_cells()
        for kind, cells in wrong.items():
            self.stdout.write(f"{kind}: {cells} 个格子的计数不符 · cells with a wrong count")
        if not any(wrong.values()):
            return
        if not options["repair"]:
            raise CommandError("计数不符；加 --repair 重新计数。/ Counts differ; --repair counts anew.")
        recount_tiles()
        self.stdout.write("已重新计数 · counted anew")
