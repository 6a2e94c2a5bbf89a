"""What all import commands share: options, exit codes, the printed report."""

import json
import sys
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, OperationalError, ProgrammingError

from geodata.errors import GeodataError, ImportRefused
from geodata.importers.files.encodings import ENCODINGS
from geodata.importers.kinds import import_file
from geodata.importers.options import ImportOptions
from geodata.importers.report import Report, Severity
from geodata.rules.datums import Datum
from geodata.rules.import_kinds import KindName
from geodata.rules.levels import Level

MOST_SHOWN = 20
EXIT_REFUSED = 1


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no date; write it as 2026-05-01") from None


def _pair(text: str) -> tuple[str, str]:
    first, sign, second = text.partition("=")
    if not sign or not first:
        raise ArgumentTypeError(f"{text!r} is no pair; write it as NAME=VALUE")
    return first, second


_FORMS: dict[str, dict[str, Any]] = {
    "level": {
        "type": Level,
        "choices": list(Level),
        "required": True,
        "help": "区域层级 · level of the areas",
    },
    "code": {"metavar": "COLUMN", "help": "代码所在属性 · property with the code"},
    "name": {"metavar": "COLUMN", "help": "名称所在列 · column with the name"},
    "parent": {"metavar": "COLUMN", "help": "上级代码所在属性 · property with the parent's code"},
    "time": {"metavar": "COLUMN", "help": "上报时间所在列 · column with the reporting time"},
    "tz": {"metavar": "ZONE", "help": "时间所属时区，默认 Asia/Shanghai · time zone of the times"},
    "closed": {"metavar": "COLUMN", "help": "办结时间所在列 · column with the closing time, empty = open"},
    "lon": {"metavar": "COLUMN", "help": "经度（或东坐标）列 · column with the longitude (or easting)"},
    "lat": {"metavar": "COLUMN", "help": "纬度（或北坐标）列 · column with the latitude (or northing)"},
    "category": {"metavar": "COLUMN", "help": "类别列 · column with the category"},
    "address": {
        "metavar": "COLUMN",
        "help": "地址列，用于没有坐标的行 · column with the address, for rows without place",
    },
    "valid-from": {
        "type": _day,
        "metavar": "DATE",
        "help": "界线生效日，默认今天 · first day of the boundaries",
    },
}
_SHARED: dict[str, dict[str, Any]] = {
    "layer": {"metavar": "NAME", "help": "图层或工作表，默认第一个 · layer or sheet"},
    "column": {
        "type": _pair,
        "action": "append",
        "default": [],
        "metavar": "ROLE=COLUMN",
        "dest": "column_pairs",
        "help": "其他字段所在列，可重复 · column of a further field, repeatable",
    },
    "word": {
        "type": _pair,
        "action": "append",
        "default": [],
        "metavar": "THEIRS=OURS",
        "dest": "word_pairs",
        "help": "文件用词对应的类别，可重复 · our word for one of the file's, repeatable",
    },
    "crs": {"type": int, "metavar": "EPSG", "dest": "srid", "help": "坐标系编号，默认 4326 · EPSG number"},
    "datum": {"type": Datum, "choices": list(Datum), "help": "坐标基准，高德 gcj02，百度 bd09 · datum"},
    "encoding": {"choices": ENCODINGS, "help": "文字编码，默认自动识别 · text encoding"},
    "repair": {
        "action": "store_true",
        "help": "修复无效图形而不是拒绝 · mend invalid geometry, not reject it",
    },
    "strict": {
        "action": "store_true",
        "help": "有任何一行被拒绝就全部不写入 · refuse all when a row is rejected",
    },
    "commit": {"action": "store_true", "help": "写入；不加则只试运行 · write; without it nothing is"},
    "json": {"action": "store_true", "help": "以 JSON 输出报告 · print the report as JSON"},
}


class ImportCommand(BaseCommand):
    """An import command: `kind` says what is imported, `columns` names the options it takes beside the shared ones."""

    kind: ClassVar[KindName]
    columns: ClassVar[tuple[str, ...]] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The file and the options."""
        parser.add_argument("path", type=Path, metavar="FILE", help="文件 · the file")
        for name in self.columns:
            parser.add_argument(f"--{name}", **_FORMS[name])
        for name, form in _SHARED.items():
            parser.add_argument(f"--{name}", **form)

    def handle(self, *args: Any, **given: Any) -> None:
        """Import and print; exit 1 when refused or when --strict meets a rejected row."""
        options = options_of(given)
        try:
            report = import_file(self.kind, options)
        except GeodataError as refusal:
            self._refuse(refusal, as_json=given["json"])
        except (OperationalError, ProgrammingError) as problem:
            self._refuse(_no_database(problem), as_json=given["json"])
        except DatabaseError as problem:
            self._refuse(not_stored(problem), as_json=given["json"])
        else:
            told = (
                json.dumps(report.as_dict(), ensure_ascii=False, indent=1)
                if given["json"]
                else report_text(report)
            )
            self.stdout.write(_printable(told))
            if options.strict and report.rejected:
                sys.exit(EXIT_REFUSED)

    def _refuse(self, refusal: GeodataError, *, as_json: bool) -> None:
        if as_json:
            told = {"code": refusal.code, "zh": refusal.zh, "en": refusal.en}
            self.stdout.write(_printable(json.dumps({"refused": told}, ensure_ascii=False)))
        self.stderr.write(f"没有导入：{refusal.zh}\nNot imported: {refusal.en}")
        sys.exit(EXIT_REFUSED)


def options_of(given: dict[str, Any]) -> ImportOptions:
    """The options a command line gives."""
    fields = ImportOptions.__dataclass_fields__
    told = {name: value for name, value in given.items() if name in fields}
    return ImportOptions(**told, columns=dict(given["column_pairs"]), words=dict(given["word_pairs"]))


def _printable(text: str) -> str:
    """The text without the lone surrogates that JSON may spell and no terminal takes."""
    return text.encode("utf-8", "replace").decode()


def _no_database(problem: DatabaseError) -> ImportRefused:
    first = str(problem).strip().split("\n", 1)[0]
    return ImportRefused(
        f"数据库不可用或未建好（{first}），请先运行 make run 或 make db DB_NAME=…。",
        f"the database is not there or not migrated ({first}); run make run or make db DB_NAME=… first.",
    )


def not_stored(problem: DatabaseError) -> ImportRefused:
    first = str(problem).strip().split("\n", 1)[0]
    return ImportRefused(
        f"数据库没有接受这些数据（{first}）。", f"the database did not accept the data ({first})."
    )


def report_text(report: Report) -> str:
    """The report for reading: counts, then rejected rows, repairs and notices."""
    r = report
    lines = [
        f"{r.source['file']}：读取 {r.read:,} = 载入 {r.loaded:,} + 拒绝 {r.rejected:,}；"
        f"载入中修复 {r.repaired:,}，新增 {r.created:,}，更新 {r.updated:,}，未变 {r.unchanged:,}",
        f"read {r.read:,} = loaded {r.loaded:,} + rejected {r.rejected:,}; of the loaded, repaired "
        f"{r.repaired:,}, created {r.created:,}, updated {r.updated:,}, unchanged {r.unchanged:,}",
    ]
    for severity, title in (
        (Severity.REJECTED, "拒绝 · rejected"),
        (Severity.REPAIRED, "修复 · repaired"),
        (Severity.NOTICE, "提示 · notices"),
    ):
        lines += _problem_lines(report, severity, title)
    lines.append(_ending(report))
    return "\n".join(lines)


def _problem_lines(report: Report, severity: Severity, title: str) -> list[str]:
    found = [problem for problem in report.problems if problem.severity is severity]
    if not found:
        return []
    lines = [f"{title}:"]
    for problem in found[:MOST_SHOWN]:
        row = f"第 {problem.row} 行 · row {problem.row}: " if problem.row is not None else ""
        lines.append(f"  {row}{problem.zh} / {problem.en}")
    if len(found) > MOST_SHOWN:
        lines.append(f"  … 另有 {len(found) - MOST_SHOWN:,} 条，见 --json · more with --json")
    return lines


def _ending(report: Report) -> str:
    if report.committed:
        return "已写入。 · Written."
    return "试运行，没有写入；加 --commit 写入。 · Dry run, nothing was written; add --commit."
