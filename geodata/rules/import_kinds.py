"""Which kinds of data can be imported, what they are called, and by whom."""

from dataclasses import dataclass
from enum import StrEnum

from .viewer import Role, Viewer


class KindName(StrEnum):
    """The kinds, in the order people load a district in."""

    AREAS = "areas"
    ROADS = "roads"
    WATER = "water"
    LANDCOVER = "landcover"
    BUILDINGS = "buildings"
    OSM = "osm"
    DWELLINGS = "dwellings"
    HOUSEHOLDS = "households"
    SERVICE_POINTS = "service_points"
    STAFF = "staff"
    EVENTS = "events"
    BUSINESSES = "businesses"
    RESOURCES = "resources"
    DEVICES = "devices"
    PARTY_BRANCHES = "party_branches"
    PARTNERS = "partners"
    CARE = "care"


@dataclass(frozen=True)
class KindTitle:
    """What a kind is called and what a file of it holds."""

    zh: str
    en: str
    about_zh: str
    about_en: str


KIND_TITLES = {
    KindName.AREAS: KindTitle(
        "区划边界", "Areas", "区、街道、社区、网格的面", "Polygons of one level of areas"
    ),
    KindName.ROADS: KindTitle("道路", "Roads", "道路、步道、铁路的线", "Lines of roads, paths and rail"),
    KindName.WATER: KindTitle("水系", "Water", "河、湖、塘的面", "Polygons of rivers, lakes and ponds"),
    KindName.LANDCOVER: KindTitle("地类", "Land cover", "绿地、耕地、校园等的面", "Polygons of land by use"),
    KindName.BUILDINGS: KindTitle(
        "楼栋", "Buildings", "楼栋轮廓，可带户数、层数", "Outlines, with households and floors"
    ),
    KindName.OSM: KindTitle(
        "OpenStreetMap 底图",
        "OpenStreetMap extract",
        "楼栋、道路、水系、地类和服务点",
        "Buildings, roads, water, land cover, service points",
    ),
    KindName.DWELLINGS: KindTitle(
        "房屋",
        "Dwellings",
        "每户的门牌、状态、核查日期，不含姓名",
        "Doors with state and date checked, no names",
    ),
    KindName.HOUSEHOLDS: KindTitle(
        "人口与户数",
        "Households and persons",
        "每栋的户数、年龄段人数、流动人口",
        "Households and persons by age per building",
    ),
    KindName.SERVICE_POINTS: KindTitle(
        "服务点", "Service points", "工作站、服务室、卫生服务等", "Stations, rooms, clinics and others"
    ),
    KindName.STAFF: KindTitle(
        "人员", "Staff", "网格员、网格长及其负责的网格", "Grid workers and the areas they serve"
    ),
    KindName.EVENTS: KindTitle(
        "事件", "Events", "上报时间、位置、类别、办结时间", "Time, place, category, closing time"
    ),
    KindName.BUSINESSES: KindTitle(
        "商户", "Businesses", "商铺、企业的位置和类别", "Premises with place and category"
    ),
    KindName.RESOURCES: KindTitle(
        "应急资源与物资",
        "Resources and supplies",
        "避难场所、仓库、物资、队伍",
        "Shelters, stores, supplies, teams",
    ),
    KindName.DEVICES: KindTitle(
        "设备", "Devices", "摄像头、传感器及其状态", "Cameras and sensors with their state"
    ),
    KindName.PARTY_BRANCHES: KindTitle(
        "党支部", "Party branches", "支部及其覆盖的网格", "Branches and the grids they serve"
    ),
    KindName.PARTNERS: KindTitle(
        "志愿队伍与共建单位",
        "Volunteers and partners",
        "队伍、单位、人数，不含姓名",
        "Teams and organisations, no persons",
    ),
    KindName.CARE: KindTitle("关爱对象", "People in care", "含敏感个人信息", "Sensitive personal data"),
}

_EVERYTHING = frozenset({Role.DISTRICT_ADMIN})
# A planner brings boundaries; everything else is the administrator's.
_AUDIENCE = {KindName.AREAS: frozenset({Role.DISTRICT_ADMIN, Role.PLANNER})}
IMPORTERS = frozenset({Role.DISTRICT_ADMIN, Role.PLANNER})


def may_import(viewer: Viewer, kind: str) -> bool:
    """Whether the viewer may load (and undo) files of this kind.

    >>> may_import(Viewer(Role.PLANNER), "areas"), may_import(Viewer(Role.PLANNER), "events")
    (True, False)
    """
    return kind in set(KindName) and viewer.role in _AUDIENCE.get(KindName(kind), _EVERYTHING)


def kinds_for(viewer: Viewer) -> list[KindName]:
    """The kinds the viewer may load, in loading order."""
    return [kind for kind in KindName if may_import(viewer, kind)]
