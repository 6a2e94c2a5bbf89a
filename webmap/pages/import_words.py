"""Words of the import pages: texts that data brings in both languages, states, formats, sizes."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from geodata.rules.import_flow import JobState
from geodata.rules.import_kinds import KIND_TITLES, KindName

from .import_options import page_words

SHOWN_STATES = {
    JobState.UPLOADED: "uploaded", JobState.READING: "working", JobState.CHECKING: "working", JobState.WRITING: "working",
    JobState.READ: "waiting", JobState.CHECKED: "waiting", JobState.DONE: "done", JobState.REFUSED: "refused",
    JobState.CANCELLED: "cancelled",
}  # fmt: skip
FORMAT_NAMES = {
    "shapefile": "Shapefile", "geojson": "GeoJSON", "gpkg": "GeoPackage", "kml": "KML", "dxf": "DXF", "csv": "CSV",
    "xlsx": "Excel (.xlsx)", "xls": "Excel (.xls)", "flatgeobuf": "FlatGeobuf", "gml": "GML", "osm": "OpenStreetMap",
}  # fmt: skip
_KIBI, _MEBI, _GIBI = 1024, 1024**2, 1024**3


def english() -> bool:
    """Whether the page is in English."""
    return (get_language() or "").startswith("en")


def said(pair: Mapping[str, Any], zh: str = "zh", en: str = "en") -> str:
    """The text of a pair in the language of the page, in the words of the pages."""
    return page_words(str(pair[en] if english() else pair[zh]), english=english())


def kind_title(kind: str) -> str:
    """What a kind is called."""
    title = KIND_TITLES[KindName(kind)]
    return title.en if english() else title.zh


def kind_about(kind: str) -> str:
    """What a file of a kind holds."""
    title = KIND_TITLES[KindName(kind)]
    return title.about_en if english() else title.about_zh


def state_word(state: str) -> str:
    """What a state is called."""
    return {
        JobState.UPLOADED: _("已上传"),
        JobState.READING: _("正在读取"),
        JobState.READ: _("待核对"),
        JobState.CHECKING: _("正在检查"),
        JobState.CHECKED: _("待确认写入"),
        JobState.WRITING: _("正在写入"),
        JobState.DONE: _("已写入"),
        JobState.REFUSED: _("未通过"),
        JobState.CANCELLED: _("已放弃"),
    }[JobState(state)]


def step_word(step: str) -> str:
    """What a worker is doing."""
    return {
        "reading": _("正在读取记录"),
        "guessing": _("正在识别编码、坐标系和基准"),
        "locating": _("正在确定位置"),
        "checking": _("正在检查"),
        "writing": _("正在写入数据库"),
        "saving": _("正在保存"),
    }.get(step, _("正在启动"))


def size_text(size: int) -> str:
    """A file's size for people."""
    if size < _MEBI:
        return f"{max(1, round(size / _KIBI)):,} KB"
    if size < _GIBI:
        return f"{size / _MEBI:,.1f} MB"
    return f"{size / _GIBI:,.1f} GB"


def format_name(name: str) -> str:
    """A file format's usual name."""
    return FORMAT_NAMES.get(name, name)


def unit_word(kind: str, options: Mapping[str, Any]) -> str:
    """What rows of a kind are counted in, for the button that writes them."""
    units = {
        KindName.AREAS: _("个区域"),
        KindName.ROADS: _("条道路"),
        KindName.BUILDINGS: _("栋楼"),
        KindName.EVENTS: _("件事件"),
        KindName.SERVICE_POINTS: _("个服务点"),
        KindName.STAFF: _("名人员"),
    }
    levels = {
        "district": _("个区"),
        "subdistrict": _("个街道"),
        "community": _("个社区"),
        "grid": _("个网格"),
    }
    if kind == KindName.AREAS and options.get("level") in levels:
        return levels[options["level"]]
    return units.get(KindName(kind), _("条记录"))


def level_choices() -> list[tuple[str, str]]:
    """Area levels as choices."""
    return [
        ("district", _("区")),
        ("subdistrict", _("街道、镇")),
        ("community", _("社区、村")),
        ("grid", _("网格")),
    ]
