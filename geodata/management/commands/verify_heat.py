"""`verify_heat`: whether the kept counts of heat are those of the rows."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from geodata.actions.fold_heat_counts import recount_heat
from geodata.queries.heat_counts import wrong_heat_counts


class Command(BaseCommand):
    """Exit 0 where every count is right (or was mended), 1 otherwise."""

    help = "Compare the kept counts of heat by day, kind, cell and hour, and their sums, with the rows."

    def add_arguments(self, parser: CommandParser) -> None:
        """--repair counts anew where something differs."""
        parser.add_argument("--repair", action="store_true", help="count anew where something differs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many numbers are wrong."""
        wrong = wrong_heat_counts()
        self.stdout.write(f"{wrong} 个计数不符 · wrong counts")
        if not wrong:
            return
        if not options["repair"]:
            raise CommandError("计数不符；加 --repair 重新计数。/ Counts differ; --repair counts anew.")
        recount_heat()
        self.stdout.write("已重新计数 · counted anew")
