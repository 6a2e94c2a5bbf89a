"""manage.py density FILE: the density surface of a file's events as arrays; needs no database."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from geodata.errors import GeodataError
from geodata.management.density_of_file import DensityAsked, density_of_file, density_text
from geodata.management.event_file_options import EXIT_REFUSED, add_event_file, event_file, say, say_refusal


class Command(BaseCommand):
    """Writes FILE.npz with values, x, y in metres and their unit; exit 1 when the file is refused."""

    help = "Density of the events of a file on nodes every --cell metres, by a Gaussian kernel."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, the kernel and the place of the result."""
        add_event_file(parser)
        parser.add_argument(
            "--bandwidth", type=float, metavar="M", required=True, help="带宽（米）· bandwidth, metres"
        )
        parser.add_argument(
            "--cell", type=float, metavar="M", required=True, help="格点间距（米）· distance of nodes, metres"
        )
        parser.add_argument("--out", type=Path, metavar="FILE.npz", required=True, help="结果 · the result")
        parser.add_argument("--exact", action="store_true", help="逐点精确计算 · without binning")

    def handle(self, *args: Any, **given: Any) -> None:
        """Work out, write and print."""
        try:
            told = density_of_file(
                DensityAsked(
                    event_file(given), given["bandwidth"], given["cell"], given["out"], exact=given["exact"]
                )
            )
        except GeodataError as refusal:
            say_refusal(self, refusal, as_json=given["json"])
            sys.exit(EXIT_REFUSED)
        say(self, told, density_text(told), as_json=given["json"])
