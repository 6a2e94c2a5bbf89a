"""manage.py check_coverage FILE: how polygons of any file cover the ground; needs no database."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from geodata.errors import GeodataError
from geodata.importers.coverage_check import check_coverage
from geodata.importers.coverage_check_text import check_text
from geodata.importers.files.encodings import ENCODINGS
from geodata.importers.plain_polygons import Reading
from geodata.rules.datums import Datum

EXIT_REFUSED = 1


class Command(BaseCommand):
    """Checks a coverage and prints what was found; exit 0 with findings too, 1 when the file is refused."""

    help = "Check the polygons of a file for overlaps, gaps, voids and invalid shapes, measured in m²."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The file and how to read it."""
        parser.add_argument("path", type=Path, metavar="FILE", help="文件 · the file")
        parser.add_argument(
            "--parent", type=Path, metavar="FILE", help="上级区域的文件 · file of the parents"
        )
        parser.add_argument("--layer", help="图层名 · layer of a file with several")
        parser.add_argument("--encoding", choices=ENCODINGS, help="文字编码 · text encoding")
        parser.add_argument(
            "--crs", type=int, metavar="EPSG", dest="srid", help="坐标系编号 · EPSG number, both files"
        )
        parser.add_argument(
            "--datum", type=Datum, choices=list(Datum), default=Datum.WGS84, help="坐标基准 · datum"
        )
        parser.add_argument("--json", action="store_true", help="以 JSON 输出 · print JSON")

    def handle(self, *args: Any, **given: Any) -> None:
        """Check and print."""
        how = {name: given[name] for name in ("encoding", "srid", "datum")}
        parent = Reading(given["parent"], **how) if given["parent"] else None
        try:
            told = check_coverage(Reading(given["path"], layer=given["layer"], **how), parent).as_dict()
        except GeodataError as refusal:
            self._refuse(refusal, as_json=given["json"])
            sys.exit(EXIT_REFUSED)
        text = json.dumps(told, ensure_ascii=False, indent=1) if given["json"] else check_text(told)
        self.stdout.write(text.encode("utf-8", "replace").decode())

    def _refuse(self, refusal: GeodataError, *, as_json: bool) -> None:
        if as_json:
            told = {"code": refusal.code, "zh": refusal.zh, "en": refusal.en}
            self.stdout.write(json.dumps({"refused": told}, ensure_ascii=False))
        self.stderr.write(f"没有检查：{refusal.zh}\nNot checked: {refusal.en}")
