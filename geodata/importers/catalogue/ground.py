"""What lies on the ground: roads, water, land cover."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from geodata.actions.record_import import StoredCounts
from geodata.actions.store_rows import StagedRows
from geodata.importers.fields import YES_NO, Cell, Field, number, text, word
from geodata.importers.kind import Kind, Moment, Records, Shape, store_plain
from geodata.importers.options import ImportOptions
from geodata.importers.report import Report
from geodata.models import ImportRun, LandCover, Road, Water
from geodata.rules.ground_kinds import LANDCOVER_KINDS, ROAD_CLASSES, WATER_KINDS
from geodata.rules.import_kinds import KindName
from geodata.rules.osm_tags import HIGHEST_LEVEL
from geodata.rules.slopes import slope_of

from .words import LANDCOVER_WORDS, ROAD_WORDS, WATER_WORDS

KEY = Field("key", "编号", "number", ("id", "osm_id", "编号", "编码", "objectid"), text(120))
NAME = Field("name", "名称", "name", ("name", "名称", "道路名称", "路名"), text(80), column="name")
# Width between kerbs where a file tells none; from the town's own street profiles.
USUAL_WIDTH_M = {
    "expressway": 24.0, "arterial": 30.0, "secondary": 22.0, "local": 12.0, "lane": 6.0, "path": 3.0, "rail": 8.0,
}  # fmt: skip
_LEVELS = number(-HIGHEST_LEVEL, HIGHEST_LEVEL)


def _read_level(value: Any) -> int | None:
    """Above 0 a bridge, below it a tunnel; None where the cell is empty."""
    found = _LEVELS.read(value)
    return None if found is None else int(found)


LEVEL = Cell(_read_level, _LEVELS.zh, _LEVELS.en)
SLOPE = Cell(
    lambda value: slope_of(str(value)),
    "百分数或角度，例如 8% 或 5°",
    "a percentage or degrees, e.g. 8% or 5°",
)
_SAME = {kind: kind for kind in ROAD_CLASSES}
_STEPS = frozenset({"steps", "台阶", "阶梯"})
# What is worked out for new roads where their file is silent; what is known of others stays.
_DERIVED = ("road_class", "width_m", "stairs", "walkable")
_AT_A_TIME = 10_000


def _settle_road(records: Records, options: ImportOptions, report: Report) -> dict[str, list[Any]]:
    """Stairs where a row tells of them, in words of its own or by its class; None where it is silent."""
    told = records.values.get("stairs") or [None] * len(records.row)
    classes = records.raw.get("road_class") or [None] * len(records.row)
    steps = [str(cell).strip().lower() in _STEPS for cell in classes]
    if not records.has("stairs") and not any(steps):
        return {}
    silent = [records.is_blank("stairs", place) for place in range(len(records.row))]
    return {
        "stairs": [
            True if step else None if blank else bool(one)
            for one, blank, step in zip(told, silent, steps, strict=True)
        ]
    }


def _store_road(kind: Kind, staged: StagedRows, run: ImportRun, moment: Moment) -> StoredCounts:
    """Store roads; new ones get what their file does not tell from the road they are a piece of, or from their class."""
    known = _known_roads(staged.key)
    first: dict[int, str] = {}
    for key, owner in zip(staged.key, staged.owners, strict=True):
        first.setdefault(owner, key)
    classes = staged.columns.get("road_class") or [None] * len(staged.key)
    columns = {name: list(values) for name, values in staged.columns.items()}
    for name in _DERIVED:
        columns.setdefault(name, [None] * len(staged.key))
    for place, (key, owner, road_class) in enumerate(zip(staged.key, staged.owners, classes, strict=True)):
        if key in known:
            continue
        for name, value in (known.get(first[owner]) or _usual(road_class or "local")).items():
            if columns[name][place] is None:
                columns[name][place] = value
    return store_plain(kind, replace(staged, columns=columns), run, moment)


def _usual(road_class: str) -> dict[str, Any]:
    """What a road of a class mostly is, where a file tells nothing of it."""
    return {
        "road_class": road_class,
        "width_m": USUAL_WIDTH_M[road_class],
        "stairs": False,
        "walkable": road_class not in ("expressway", "rail"),
    }


def _known_roads(keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    """By key, what is stored of roads and may be derived."""
    found: dict[str, dict[str, Any]] = {}
    if not Road.objects.exists():
        return found
    for start in range(0, len(keys), _AT_A_TIME):
        some = Road.objects.filter(external_key__in=keys[start : start + _AT_A_TIME])
        found |= {row.pop("external_key"): row for row in some.values("external_key", *_DERIVED)}
    return found


ROADS = Kind(
    KindName.ROADS,
    Shape.LINE,
    Road,
    (
        KEY,
        NAME,
        Field("road_class", "道路等级", "road class", ("road_class", "class", "highway", "等级", "道路等级", "类型", "fclass"),
              word(ROAD_WORDS | _SAME, "local", "local"), column="road_class"),
        Field("width_m", "路宽", "width in metres", ("width_m", "width", "宽度", "路宽"), number(0.1, 300),
              column="width_m"),
        Field("stairs", "台阶", "stairs", ("stairs", "台阶"), YES_NO),
        Field("walkable", "可步行", "walkable", ("walkable", "可步行"), YES_NO, column="walkable"),
        Field("level", "层", "level", ("osm_layer",), LEVEL, column="level"),
        Field("slope", "坡度", "slope", ("slope", "incline", "坡度"), SLOPE, column="slope"),
    ),
    (),
    settle=_settle_road,
    store=_store_road,
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
