"""Texts that name options of the import commands, as the pages say them: with the titles of questions and fields."""

import re
from collections.abc import Callable
from functools import cache

from geodata.importers.catalogue.areas import FIELDS as AREA_FIELDS
from geodata.importers.kinds import KINDS
from geodata.importers.locate import ADDRESS, BOTH, LAT, LON

_DATUM_NAMES = {"wgs84": "WGS 84", "gcj02": "GCJ-02", "bd09": "BD-09"}
_QUESTIONS = {
    "crs": ("坐标系", "Coordinate system"),
    "datum": ("基准", "Datum"),
    "encoding": ("文字编码", "Text encoding"),
    "layer": ("图层或工作表", "Layer or sheet"),
    "level": ("区划的层级", "Level of the areas"),
    "tz": ("时间所属时区", "Time zone of the times"),
    "valid-from": ("界线生效日", "First day of the borders"),
    "column": ("字段对应", "Columns"),
    "word": ("词的对应", "Words"),
    "strict": ("全部合格才写入", "All or nothing"),
    "repair": ("同意修补无效图形", "Mend invalid geometry"),
    "format": ("什么格式", "Which format"),
    "wkt": (
        "线和面在 CSV 里用一列文字（WKT）写出",
        "Write lines and polygons as a column of text (WKT) in CSV",
    ),
}
# Where kinds call a field differently, its plainest name.
_PLAIN = {
    "name": ("名称", "name"),
    "key": ("编号", "number"),
    "category": ("类别", "category"),
    "kind": ("类型", "kind"),
    "time": ("上报时间", "reporting time"),
    "members": ("人数", "members"),
}
_OPTION = re.compile(
    r"(?P<tick>加 (?=--(?:repair|wkt)))?"
    r"(?: (?=--))?"
    r"(?:--column (?P<roles>[a-z_0-9]+=…?(?: [a-z_0-9]+=…)*)|--(?P<name>[a-z][a-z-]*)(?: (?P<value>gcj02|bd09|wgs84|\d{4,6}))?)"
    r"(?: (?=[\u4e00-\u9fff]))?"
)
# A new database is nothing a page could offer: what to do about it there.
_ELSEWHERE = (
    (re.compile(r"，或导入到新的库（DB_NAME）|, or import into a new database \(DB_NAME\)"), ""),
    (re.compile(r"请另建一个库（make db DB_NAME=…）再导入"), "请联系维护人员为它另建一个库"),
    (re.compile(r"(?<=database of its own) \(make db DB_NAME=…\)"), ", set up by maintenance"),
    (
        re.compile(r"请另建一个库：make db .*?，再用同一个 DB_NAME 导入。"),
        "请核对文件是不是本区的；确实是另一个地方，请联系维护人员为它另建一个库。",
    ),
    (
        re.compile(r"Make a database for it: make db .*?, and import with the same DB_NAME\."),
        "Check that the file is of this district; for another place ask maintenance to set up a database of its own.",
    ),
)


def page_words(text: str, *, english: bool) -> str:
    """A text with the titles of questions and fields where it names options of a command.

    >>> page_words("请用 --lon 和 --lat 指定两列", english=False)
    '请用“经度（东坐标）”和“纬度（北坐标）”指定两列'
    >>> page_words("give --datum gcj02 or confirm WGS 84", english=True)
    'give “Datum: GCJ-02” or confirm WGS 84'
    """
    for elsewhere, instead in _ELSEWHERE:
        text = elsewhere.sub(instead, text)
    return _OPTION.sub(_in_english if english else _in_chinese, text) if "--" in text else text


def _in_chinese(found: re.Match[str]) -> str:
    told = _said(found, 0, lambda title, value: f"“{title}：{value}”" if value else f"“{title}”")
    return f"勾选{told}" if found["tick"] else told


def _in_english(found: re.Match[str]) -> str:
    told = _said(found, 1, lambda title, value: f"“{title}: {value}”" if value else f"“{title}”")
    agreed = f"agreeing to {told}" if found["name"] == "repair" else told
    return f" {agreed}" if found[0].startswith(" ") else agreed


def _said(found: re.Match[str], language: int, quoted: Callable[[str, str], str]) -> str:
    if found["roles"]:
        roles = [one.partition("=")[0] for one in found["roles"].split()]
        return (", " if language else "、").join(quoted(_title(role)[language], "") for role in roles)
    value = found["value"] or ""
    named = _DATUM_NAMES.get(value, f"EPSG:{value}" if value else "")
    return quoted(_title(found["name"])[language], named)


def _title(name: str) -> tuple[str, str]:
    return _QUESTIONS.get(name) or _PLAIN.get(name) or _field_titles().get(name, (name, name))


@cache
def _field_titles() -> dict[str, tuple[str, str]]:
    """Role → title of its field in Chinese and English."""
    fields = [
        LON,
        LAT,
        BOTH,
        ADDRESS,
        *AREA_FIELDS,
        *(field for kind in KINDS.values() for field in kind.fields),
    ]
    return {field.role: (field.zh, field.en) for field in reversed(fields)}
