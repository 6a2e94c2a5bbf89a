"""What makes a row of each kind complete: the columns that should be filled, and whether it needs a place."""

from collections.abc import Mapping
from dataclasses import dataclass

from .import_kinds import KindName

_EMPTY = ("", "{}")


@dataclass(frozen=True)
class Column:
    """A column of the kind's table that a complete row has filled, with its name; blank are values that say nothing."""

    name: str
    zh: str
    en: str
    blank: tuple[str, ...] = _EMPTY


@dataclass(frozen=True)
class Wanted:
    """The table a kind is stored in and the columns of a complete row."""

    table: str
    columns: tuple[Column, ...]


def _column(name: str, zh: str, en: str, *blank: str) -> Column:
    return Column(name, zh, en, (*_EMPTY, *blank))


_NAME = _column("name", "名称", "name")
_ADDRESS = _column("address", "地址", "address")
_PHONE = _column("phone", "电话", "phone")
_CHECKED = _column("checked_on", "核对日期", "date checked")
_AREA = _column("area_id", "所在网格", "area")
_KIND = _column("kind", "类别", "kind", "other")
_MEMBERS = _column("members", "人数", "members")

# What is recommended, not what is required: a row without these is kept, and counted as incomplete. A place counts
# as told by the area it lies in, since a place outside every area serves nobody; kinds without an area need a point.
WANTED: Mapping[KindName, Wanted] = {
    KindName.AREAS: Wanted("geodata_area", (_NAME,)),
    KindName.ROADS: Wanted("geodata_road", (_NAME, _column("road_class", "道路等级", "road class"))),
    KindName.WATER: Wanted("geodata_water", (_NAME,)),
    KindName.LANDCOVER: Wanted("geodata_landcover", (_column("kind", "地类", "kind of land"),)),
    KindName.BUILDINGS: Wanted(
        "geodata_building",
        (_ADDRESS, _column("use", "用途", "use", "unknown"), _column("built_year", "建成年份", "year built"), _AREA),
    ),
    KindName.DWELLINGS: Wanted(
        "geodata_dwelling", (_column("state", "状态", "state", "unknown"), _CHECKED)
    ),
    KindName.HOUSEHOLDS: Wanted(
        "geodata_building",
        (_column("households", "户数", "households", "0"), _column("persons_15_59", "年龄段人数", "persons by age", "0")),
    ),
    KindName.SERVICE_POINTS: Wanted(
        "geodata_servicepoint",
        (_NAME, _KIND, _ADDRESS, _PHONE, _column("opening_hours", "开放时间", "opening hours"), _AREA),
    ),
    KindName.STAFF: Wanted("geodata_staff", (_NAME, _column("role", "岗位", "role"))),
    KindName.EVENTS: Wanted(
        "geodata_event",
        (_column("category_id", "类别", "category"), _column("status_known", "办理状态", "status", "false"), _AREA),
    ),
    KindName.BUSINESSES: Wanted(
        "geodata_business",
        (_NAME, _column("category", "类别", "category"), _ADDRESS, _CHECKED, _AREA),
    ),
    KindName.RESOURCES: Wanted(
        "geodata_resource",
        (_NAME, _KIND, _column("quantity", "数量", "quantity"), _PHONE, _CHECKED, _AREA),
    ),
    KindName.DEVICES: Wanted(
        "geodata_device",
        (_NAME, _KIND, _column("state", "状态", "state", "unknown"), _column("state_at", "状态时间", "time of the state"), _AREA),
    ),
    KindName.PARTY_BRANCHES: Wanted(
        "geodata_partybranch", (_NAME, _MEMBERS, _ADDRESS, _column("geom", "位置", "place"))
    ),
    KindName.PARTNERS: Wanted(
        "geodata_partner", (_NAME, _MEMBERS, _column("services", "服务内容", "services"), _PHONE)
    ),
}  # fmt: skip


def share_of(complete: int, rows: int) -> float | None:
    """The share of complete rows (0..1); None where there are none.

    Parameters: counts of rows. Returns: share. Source: definition.

    >>> share_of(3, 4), share_of(0, 0)
    (0.75, None)
    """
    return complete / rows if rows else None
