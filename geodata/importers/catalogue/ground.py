"""What lies on the ground: roads, water, land cover."""

from typing import Any

from geodata.importers.fields import YES_NO, Field, number, text, word
from geodata.importers.kind import Kind, Records, Shape
from geodata.importers.options import ImportOptions
from geodata.importers.report import Report
from geodata.models import LandCover, Road, Water
from geodata.rules.ground_kinds import LANDCOVER_KINDS, ROAD_CLASSES, WATER_KINDS
from geodata.rules.import_kinds import KindName

from .words import LANDCOVER_WORDS, ROAD_WORDS, WATER_WORDS

KEY = Field("key", "编号", "number", ("id", "osm_id", "编号", "编码", "objectid"), text(120))
NAME = Field("name", "名称", "name", ("name", "名称", "道路名称", "路名"), text(80), column="name")
# Width between kerbs where a file tells none; from the town's own street profiles.
USUAL_WIDTH_M = {
    "expressway": 24.0, "arterial": 30.0, "secondary": 22.0, "local": 12.0, "lane": 6.0, "path": 3.0, "rail": 8.0,
}  # fmt: skip
_SAME = {kind: kind for kind in ROAD_CLASSES}


def _settle_road(records: Records, options: ImportOptions, report: Report) -> dict[str, list[Any]]:
    """Width by class where none is told; stairs and walkability by class where the file is silent."""
    classes = records.values.get("road_class") or ["local"] * len(records.row)
    told = records.values.get("width_m") or [None] * len(classes)
    columns: dict[str, list[Any]] = {
        "width_m": [
            width or USUAL_WIDTH_M[kind or "local"] for width, kind in zip(told, classes, strict=True)
        ]
    }
    steps = [
        str(cell).lower() in {"steps", "台阶", "阶梯"} for cell in records.raw.get("road_class") or classes
    ]
    stairs = records.values.get("stairs") or [False] * len(classes)
    columns["stairs"] = [bool(one or step) for one, step in zip(stairs, steps, strict=True)]
    if not records.has("walkable"):
        columns["walkable"] = [kind not in ("expressway", "rail") for kind in classes]
    return columns


ROADS = Kind(
    KindName.ROADS,
    Shape.LINE,
    Road,
    (
        KEY,
        NAME,
        Field("road_class", "道路等级", "road class", ("road_class", "class", "highway", "等级", "道路等级", "类型", "fclass"),
              word(ROAD_WORDS | _SAME, "local", "local"), column="road_class"),
        Field("width_m", "路宽", "width in metres", ("width_m", "width", "宽度", "路宽"), number(0.1, 300)),
        Field("stairs", "台阶", "stairs", ("stairs", "台阶"), YES_NO),
        Field("walkable", "可步行", "walkable", ("walkable", "可步行"), YES_NO, column="walkable"),
    ),
    (),
    settle=_settle_road,
    fixed={"road_class": "local"},
)  # fmt: skip

WATER = Kind(
    KindName.WATER,
    Shape.POLYGON,
    Water,
    (
        KEY,
        NAME,
        Field("kind", "水体类型", "kind of water", ("kind", "water", "waterway", "type", "类型", "fclass"),
              word(WATER_WORDS | {kind: kind for kind in WATER_KINDS}, "lake", "lake"), column="kind"),
    ),
    (),
    fixed={"kind": "lake"},
)  # fmt: skip

LANDCOVER = Kind(
    KindName.LANDCOVER,
    Shape.POLYGON,
    LandCover,
    (
        KEY,
        NAME,
        Field("kind", "地类", "kind of land", ("kind", "landuse", "landcover", "地类", "用地", "类型", "fclass"),
              word(LANDCOVER_WORDS | {kind: kind for kind in LANDCOVER_KINDS}, None, "mixed"),
              required=True, column="kind"),
    ),
    (),
    fixed={"kind": "mixed"},
)  # fmt: skip
