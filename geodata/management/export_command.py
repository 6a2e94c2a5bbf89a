"""What all export commands share: options, exit codes, the printed report."""

import json
import sys
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, ProgrammingError

from geodata.errors import ExportRefused, GeodataError
from geodata.exporters.options import ExportOptions, Header
from geodata.exporters.run import ExportReport, run_export
from geodata.queries.export_rows import Asked
from geodata.rules.datums import Datum
from geodata.rules.export_kinds import FORMAT_NAMES, Format
from geodata.rules.import_kinds import KindName
from geodata.rules.levels import Level
from geodata.rules.viewer import Role, Viewer

EXIT_REFUSED = 1
# Whoever runs commands on the machine has the administrator's sight.
VIEWER = Viewer(Role.DISTRICT_ADMIN)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no date; write it as 2026-05-01") from None


_OWN: dict[str, dict[str, Any]] = {
    "level": {
        "type": Level,
        "choices": list(Level),
        "required": True,
        "help": "区域层级 · level of the areas",
    },
    "as-of": {"type": _day, "metavar": "DATE", "help": "哪一天生效的界线，默认今天 · boundaries of that day"},
    "from": {"type": _day, "metavar": "DATE", "dest": "first", "help": "第一天 · first local day"},
    "to": {"type": _day, "metavar": "DATE", "dest": "last", "help": "最后一天 · last local day"},
    "wkt": {"action": "store_true", "help": "CSV 里用一列 WKT 写图形 · shapes as a column of WKT in CSV"},
}
_SHARED: dict[str, dict[str, Any]] = {
    "format": {
        "type": Format,
        "choices": list(Format),
        "help": "格式，默认看结尾 · format, else by the ending",
    },
    "datum": {
        "type": Datum,
        "choices": list(Datum),
        "default": Datum.WGS84,
        "help": "坐标基准：高德、腾讯、DataV 用 gcj02，百度用 bd09 · datum the receiver needs",
    },
    "crs": {
        "type": int,
        "metavar": "EPSG",
        "dest": "srid",
        "default": 4326,
        "help": "坐标系编号，默认 4326 · EPSG number",
    },
    "area": {"default": "", "metavar": "CODE", "help": "只要这个区域及其以下 · only this area and below"},
    "header": {
        "type": Header,
        "choices": list(Header),
        "default": Header.NAMES,
        "help": "表头用英文名或中文 · column names of tables",
    },
    "force": {"action": "store_true", "help": "覆盖已有文件 · replace an existing file"},
    "json": {"action": "store_true", "help": "以 JSON 输出报告 · print the report as JSON"},
}


class ExportCommand(BaseCommand):
    """An export command: `kind` says what is exported, `own` names the options it takes beside the shared ones."""

    kind: ClassVar[KindName]
    own: ClassVar[tuple[str, ...]] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The file and the options."""
        parser.add_argument("path", type=Path, metavar="FILE", help="要写的文件 · the file to write")
        for name in self.own:
            parser.add_argument(f"--{name}", **_OWN[name])
        for name, form in _SHARED.items():
            parser.add_argument(f"--{name}", **form)

    def handle(self, *args: Any, **given: Any) -> None:
        """Export and print; exit 1 when refused."""
        try:
            report = run_export(VIEWER, self.kind, options_of(given))
        except GeodataError as refusal:
            self._refuse(refusal, as_json=given["json"])
        except (OperationalError, ProgrammingError) as problem:
            self._refuse(_no_database(problem), as_json=given["json"])
        else:
            self.stdout.write(
                json.dumps(report.as_dict(), ensure_ascii=False, indent=1)
                if given["json"]
                else report_text(report)
            )

    def _refuse(self, refusal: GeodataError, *, as_json: bool) -> None:
        if as_json:
            told = {"code": refusal.code, "zh": refusal.zh, "en": refusal.en}
            self.stdout.write(json.dumps({"refused": told}, ensure_ascii=False))
        self.stderr.write(f"没有导出：{refusal.zh}\nNot exported: {refusal.en}")
        sys.exit(EXIT_REFUSED)


def options_of(given: dict[str, Any]) -> ExportOptions:
    """The options a command line gives."""
    asked = {name: given[name] for name in Asked.__dataclass_fields__ if given.get(name) is not None}
    told = {name: given[name] for name in ExportOptions.__dataclass_fields__ if name in given}
    return ExportOptions(**told, asked=Asked(**asked))


def _no_database(problem: Exception) -> ExportRefused:
    first = str(problem).strip().split("\n", 1)[0]
    return ExportRefused(
        f"数据库不可用或未建好（{first}），请先运行 make run 或 make db DB_NAME=…。",
        f"the database is not there or not migrated ({first}); run make run or make db DB_NAME=… first.",
    )


def report_text(report: ExportReport) -> str:
    """The report for reading."""
    zh, en = report.to.title
    form, size = FORMAT_NAMES[report.format], f"{report.bytes:,}"
    lines = [
        f"已写出 {report.path}：{report.rows:,} 行，{form}，{size} 字节；{zh}，{report.to.datum}",
        f"wrote {report.rows:,} rows, {form}, {size} bytes; {en}, {report.to.datum}",
    ]
    return "\n".join(lines + [f"提示 · notice: {zh} / {en}" for zh, en in report.notices])
