"""manage.py backtest_hotspots FILE: how well rankings of cells would have foretold a file; needs no database."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from geodata.errors import GeodataError
from geodata.management.backtest_of_file import BacktestAsked, backtest_of_file, backtest_text
from geodata.management.event_file_options import EXIT_REFUSED, add_event_file, event_file, say, say_refusal
from geodata.rules.heat_limits import FORECAST_CELL_M, FORECAST_ORIGINS


class Command(BaseCommand):
    """Prints hit rate, PAI and PEI of every method, the count among them; exit 1 when the file is refused."""

    help = "Back-test of hot spot forecasts: hit rate, PAI and PEI at 1, 5 and 10 % of the area."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, the horizon and the cells."""
        add_event_file(parser)
        parser.add_argument(
            "--horizon", type=int, metavar="DAYS", required=True, help="预测天数 · days to foretell"
        )
        parser.add_argument(
            "--cell", type=float, metavar="M", default=FORECAST_CELL_M, help="方格边长（米）· side, metres"
        )
        parser.add_argument(
            "--origins", type=int, metavar="N", default=FORECAST_ORIGINS, help="起点数 · rolling origins"
        )

    def handle(self, *args: Any, **given: Any) -> None:
        """Work out and print."""
        try:
            told = backtest_of_file(
                BacktestAsked(event_file(given), given["horizon"], given["cell"], given["origins"])
            )
        except GeodataError as refusal:
            say_refusal(self, refusal, as_json=given["json"])
            sys.exit(EXIT_REFUSED)
        say(self, told, backtest_text(told), as_json=given["json"])
