"""manage.py suggest_grids FILE: blocks of any file put together to even, compact grids; needs no database."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from geodata.errors import GeodataError
from geodata.importers.files.encodings import ENCODINGS
from geodata.importers.plain_polygons import Reading
from geodata.management.event_file_options import EXIT_REFUSED, say, say_refusal
from geodata.management.grids_of_file import GridsAsked, grids_of_file, grids_text
from geodata.rules.datums import Datum


class Command(BaseCommand):
    """Writes FILE.gpkg (layer grids, table block_grids) and prints its figures; exit 1 when the file is refused."""

    help = "Suggest grids of connected blocks with about the same number of households, inside their parents."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, its columns, the band and the place of the result."""
        parser.add_argument("path", type=Path, metavar="FILE", help="街块文件 · file of blocks")
        parser.add_argument(
            "--households", metavar="FIELD", required=True, help="户数列 · column of households"
        )
        parser.add_argument("--parent", metavar="FIELD", help="上级（社区）列 · column of the parent")
        parser.add_argument(
            "--band",
            type=float,
            nargs=2,
            metavar=("LOW", "HIGH"),
            default=(300, 500),
            help="户数范围 · households of a grid",
        )
        parser.add_argument("--grids", type=int, metavar="K", help="网格总数 · number of grids in all")
        parser.add_argument(
            "--seed", type=int, default=1, metavar="N", help="随机种子 · the same gives the same"
        )
        parser.add_argument("--out", type=Path, metavar="FILE.gpkg", required=True, help="结果 · the result")
        parser.add_argument("--layer", help="图层名 · layer of a file with several")
        parser.add_argument("--encoding", choices=ENCODINGS, help="文字编码 · text encoding")
        parser.add_argument("--crs", type=int, metavar="EPSG", dest="srid", help="坐标系编号 · EPSG number")
        parser.add_argument(
            "--datum", type=Datum, choices=list(Datum), default=Datum.WGS84, help="坐标基准 · datum"
        )
        parser.add_argument("--json", action="store_true", help="以 JSON 输出 · print JSON")

    def handle(self, *args: Any, **given: Any) -> None:
        """Divide, write and print."""
        reading = Reading(given["path"], given["layer"], given["encoding"], given["srid"], given["datum"])
        asked = {name: given[name] for name in ("households", "parent", "grids", "seed", "out")}
        try:
            told = grids_of_file(GridsAsked(reading=reading, band=tuple(given["band"]), **asked))
        except GeodataError as refusal:
            say_refusal(self, refusal, as_json=given["json"])
            sys.exit(EXIT_REFUSED)
        say(self, told, grids_text(told), as_json=given["json"])
