"""What the export form asks for, read from a request and written back into the form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from geodata import crs
from geodata.errors import BadParameter, ExportRefused
from geodata.exporters.options import ExportOptions, Header
from geodata.exporters.target import target
from geodata.queries.areas import areas_in_force
from geodata.queries.export_rows import Asked
from geodata.rules.china_zones import CHINA_CRS, zone_srid
from geodata.rules.datums import Datum
from geodata.rules.export_kinds import ENDINGS, FORMAT_NAMES, Format, exports_for
from geodata.rules.import_kinds import KindName
from geodata.rules.levels import Level
from geodata.rules.viewer import Viewer

from .import_words import english, kind_about, kind_title, level_choices, said

FIELDS = ("kind", "format", "datum", "crs", "other", "area", "level", "as_of", "first", "last", "wkt")
_LONGEST_CRS = 6
_TITLES = {
    "kind": ("数据种类", "the kind of data"),
    "format": ("格式", "the format"),
    "level": ("区划的层级", "the level of the areas"),
    "datum": ("对方用的地图", "the receiver's map"),
}
# Nothing here is older or later; the calendar of Python and PostgreSQL ends beyond.
FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True)
class Wanted:
    """A kind and how to export it; path is the name the file gets."""

    kind: KindName
    options: ExportOptions


def read_wanted(query: Mapping[str, str], viewer: Viewer, by: str) -> Wanted:
    """What a form asks for; raises BadParameter for what is none of the choices."""
    kind = _one_of("kind", query, exports_for(viewer))
    form = _one_of("format", query, Format)
    is_areas, is_events = kind is KindName.AREAS, kind is KindName.EVENTS
    level = _one_of("level", query, Level) if is_areas and query.get("level") else None
    asked = Asked(
        area=query.get("area", ""),
        level=level,
        as_of=_day("as_of", query) if is_areas else None,
        first=_day("first", query) if is_events else None,
        last=_day("last", query) if is_events else None,
    )
    options = ExportOptions(
        path=Path(_name(kind, asked) + ENDINGS[form]),
        format=form,
        srid=_srid(query),
        datum=_one_of("datum", query, Datum),
        asked=asked,
        header=Header.NAMES if english() else Header.ZH,
        wkt=query.get("wkt") == "1",
        by=by,
    )
    return Wanted(kind, options)


def _one_of(name: str, query: Mapping[str, str], known: Any) -> Any:
    told = query.get(name, "")
    found = next((one for one in known if one == told), None)
    if found is None:
        zh, en = _TITLES[name]
        raise BadParameter(
            f"{zh}不能是“{told[:20]}”，请在下面重新选。", f"{en} cannot be “{told[:20]}”; choose one below."
        )
    return found


def _day(name: str, query: Mapping[str, str]) -> date | None:
    told = query.get(name, "").strip()
    if not told:
        return None
    try:
        day = date.fromisoformat(told)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValueError
        return day
    except ValueError:
        raise BadParameter(
            f"日期“{told[:20]}”应写成 2026-05-01。", f"{told[:20]} should be a date such as 2026-05-01."
        ) from None


def _srid(query: Mapping[str, str]) -> int:
    told = query.get("other", "").strip() or query.get("crs", "").strip()
    if not told.isascii() or not told.isdigit() or len(told) > _LONGEST_CRS:
        raise BadParameter(
            f"坐标系编号“{told[:20]}”应为整数，如 4326。", "the EPSG number is a whole number such as 4326."
        )
    return int(told)


def _name(kind: KindName, asked: Asked) -> str:
    """The file's name without its ending: what, where, which days."""
    area = asked.area if asked.area.isascii() and asked.area.isdigit() else ""
    days = [str(day) for day in (asked.first, asked.last) if day]
    parts = [kind, asked.level, area, *days, f"{asked.as_of or timezone.localdate():%Y%m%d}"]
    return "_".join(str(part) for part in parts if part)


def form_context(query: Mapping[str, str], viewer: Viewer) -> dict[str, Any]:
    """The choices of the form, with what was chosen; without a choice the usual one."""
    kinds = exports_for(viewer)
    today = timezone.localdate()
    levels = (Level.DISTRICT, Level.SUBDISTRICT, Level.COMMUNITY)
    chosen = {name: query.get(name, "") for name in FIELDS}
    return {
        "kinds": [(kind.value, kind_title(kind), kind_about(kind)) for kind in kinds],
        "formats": [(form.value, FORMAT_NAMES[form], about) for form, about in _formats().items()],
        "datums": [(datum.value, title, about) for datum, (title, about) in _datums().items()],
        "systems": _systems(),
        "levels": level_choices(),
        "areas": [
            (one.code, (english() and one.name_en) or one.name, one.level) for one in areas_in_force(today, *levels)
        ],
        "chosen": chosen
        | {
            "kind": chosen["kind"] or (kinds[0].value if len(kinds) == 1 else ""),
            "format": chosen["format"] or Format.GPKG.value,
            "datum": chosen["datum"] or Datum.WGS84.value,
            "crs": chosen["crs"] or str(crs.LONLAT),
        },
        "only_areas": kinds == [KindName.AREAS],
        "has_events": KindName.EVENTS in kinds,
    }  # fmt: skip


def _formats() -> dict[Format, str]:
    """What each format is good for."""
    return {
        Format.GPKG: _("各种 GIS 软件都能打开，保留类型和中文，没有长度限制"),
        Format.SHAPEFILE: _("老软件用；字段名最多 10 个字符，包里的 README 有对照表"),
        Format.GEOJSON: _("网页和程序用，只有经纬度"),
        Format.XLSX: _("在 Excel 里看和改；长编号不会变样"),
        Format.CSV: _("给程序读；用 Excel 打开会改写长编号，要改请选 xlsx"),
    }


def _datums() -> dict[Datum, tuple[str, str]]:
    """What each datum is called and who needs it."""
    return {
        Datum.WGS84: ("WGS 84 / CGCS2000", _("测绘、规划、国家平台和大多数 GIS 软件")),
        Datum.GCJ02: ("GCJ-02", _("叠加到高德、腾讯、DataV 的地图上")),
        Datum.BD09: ("BD-09", _("叠加到百度的地图上")),
    }


def _systems() -> list[tuple[str, str]]:
    """The usual coordinate systems of this place: EPSG number and name."""
    numbers = [crs.LONLAT, 4490, crs.MEASURE]
    own = CHINA_CRS.get(crs.MEASURE)
    if own is not None:
        numbers.append(zone_srid(own.family, own.degrees, own.zone, prefixed=True))
    numbers.append(crs.WEB)
    titles = [(number, target(number, Datum.WGS84).title) for number in numbers]
    return [(str(number), said({"zh": zh, "en": en})) for number, (zh, en) in titles]


def busy() -> ExportRefused:
    """The refusal while others export."""
    return ExportRefused(
        "正在为别人导出，请过一分钟再试。", "other exports are being made; try again in a minute."
    )
