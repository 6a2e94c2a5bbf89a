"""The options that every command on a plain file of events has, and how it says why it refuses."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from geodata.errors import GeodataError
from geodata.importers.files.encodings import ENCODINGS
from geodata.rules.datums import Datum

from .event_file import EventFile

EXIT_REFUSED = 1


def add_event_file(parser: CommandParser) -> None:
    """The file, its columns and how it is read."""
    parser.add_argument("path", type=Path, metavar="FILE", help="文件 · the file")
    parser.add_argument("--lon", metavar="COL", help="经度（东坐标）列 · column of longitude or easting")
    parser.add_argument("--lat", metavar="COL", help="纬度（北坐标）列 · column of latitude or northing")
    parser.add_argument("--time", metavar="COL", help="时间列 · column of time")
    parser.add_argument(
        "--tz", default="Asia/Shanghai", help="时区 · zone of the times, of days and of hours"
    )
    parser.add_argument("--encoding", choices=ENCODINGS, help="文字编码 · text encoding")
    parser.add_argument("--crs", type=int, metavar="EPSG", dest="srid", help="坐标系编号 · EPSG number")
    parser.add_argument(
        "--datum", type=Datum, choices=list(Datum), default=Datum.WGS84, help="坐标基准 · datum"
    )
    parser.add_argument("--json", action="store_true", help="以 JSON 输出 · print JSON")


def event_file(given: dict[str, Any]) -> EventFile:
    """What was said of the file."""
    names = ("path", "lon", "lat", "time", "encoding", "srid", "datum", "tz")
    return EventFile(**{name: given[name] for name in names})


def say(command: BaseCommand, told: dict[str, Any], text: str, *, as_json: bool) -> None:
    """Print a result."""
    shown = json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) if as_json else text
    command.stdout.write(shown.encode("utf-8", "replace").decode())


def say_refusal(command: BaseCommand, refusal: GeodataError, *, as_json: bool) -> None:
    """Print why nothing was worked out."""
    if as_json:
        told = {"code": refusal.code, "zh": refusal.zh, "en": refusal.en}
        command.stdout.write(json.dumps({"refused": told}, ensure_ascii=False))
    command.stderr.write(f"没有计算：{refusal.zh}\nNot worked out: {refusal.en}")
