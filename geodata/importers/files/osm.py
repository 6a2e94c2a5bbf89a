"""OpenStreetMap extracts (.osm, .osm.pbf): buildings, roads, water, land cover and service points as one stream."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geodata.errors import ImportRefused
from geodata.importers.report import Problem
from geodata.rules.osm_tags import (
    is_building,
    landcover_kind,
    road_facts,
    road_level,
    service_kind,
    water_kind,
)

from .batch import Batch
from .contents import CrsFound, EncodingFound, LayerFound, Opened, ReadOptions, Reason
from .gdal_files import GdalFile, gdal_file, head_of
from .notices import Notices, most_records, summed_up
from .ogr import OgrLayer, layer_batches
from .osm_blocks import check_blocks
from .safe_xml import check_whole, root_name

KINDS = {
    "building": "Polygon",
    "road": "LineString",
    "water": "Polygon",
    "landcover": "Polygon",
    "service_point": "Point",
}
TAG_COLUMNS = (
    "name", "name:en", "building", "building:levels", "highway", "railway", "amenity", "healthcare", "opening_hours",
    "phone", "addr:full", "addr:street", "addr:housenumber", "wheelchair", "foot", "access", "surface", "width", "covered",
    "incline", "bridge", "tunnel", "natural", "water", "waterway", "landuse", "leisure",
)  # fmt: skip
# osm_kind names the layer, kind is our own word for what it is (road class, water kind, land cover, service kind).
COLUMNS = ("osm_id", "osm_kind", "kind", "walkable", "stairs", "level", *TAG_COLUMNS, "tags")
BATCH_RECORDS = 10_000
_PBF = b"OSMHeader"
_AREA_KEYS = (
    "building",
    "natural",
    "landuse",
    "leisure",
    "waterway",
    "amenity",
    "healthcare",
    "place",
    "highway",
)
# GDAL's layers in the order they are read, with the keys that make an object of them interesting.
_SOURCES = {
    "multipolygons": _AREA_KEYS,
    "lines": ("highway", "railway"),
    "points": ("amenity", "healthcare"),
}
# What GDAL would tell of a layer, at the price of reading the file once more.
_STREAM = {"features": -1, "capabilities": {"fast_set_next_by_index": False, "random_read": False}}
# Which sources each kind of thing comes from.
_SOURCES_OF = {
    "building": ("multipolygons",), "road": ("lines",), "water": ("multipolygons",), "landcover": ("multipolygons",),
    "service_point": ("multipolygons", "points"),
}  # fmt: skip
_AREAS_OF_CLOSED_WAYS = (
    "aeroway,amenity,boundary,building,craft,geological,healthcare,historic,landuse,leisure,military,natural,office,place,"
    "shop,sport,tourism,water,waterway=riverbank,waterway=dock,highway=platform,public_transport=platform"
)


def open_osm(path: Path, options: ReadOptions) -> Opened:
    """An extract; options.layer is one of KINDS, None reads all five. Raises ImportRefused for any other file."""
    head = head_of(path)
    suffix = ".osm.pbf" if _PBF in head[:64] else ".osm"
    if suffix == ".osm":
        _check_xml(path)
    else:
        check_blocks(path)
    if options.layer is not None and options.layer not in KINDS:
        raise ImportRefused(
            f"没有图层“{options.layer}”，可选：{'、'.join(KINDS)}。",
            f"there is no layer {options.layer}; choose one of: {', '.join(KINDS)}.",
        )
    notices = Notices()
    reason = Reason(
        "OpenStreetMap 规定为 WGS 84 经纬度", "OpenStreetMap is always longitude and latitude in WGS 84"
    )
    return Opened(
        format="osm",
        layers=tuple(LayerFound(name, -1, geometry) for name, geometry in KINDS.items()),
        layer=options.layer or "",
        columns=COLUMNS,
        encoding=EncodingFound("utf-8", True, Reason("此格式固定为 UTF-8", "this format is always UTF-8")),
        crs=CrsFound(4326, "WGS 84", reason, degrees=True),
        batches=summed_up(_batches(gdal_file(path, suffix), notices, options), notices, options),
    )


def _check_xml(path: Path) -> None:
    root = root_name(path)
    if root != "osm":
        raise ImportRefused(
            f"不是 OpenStreetMap 数据（最外层是“{root[:30]}”），需要 .osm 或 .osm.pbf。",
            f"this is no OpenStreetMap extract (its root is {root[:30]!r}); an .osm or .osm.pbf is needed.",
        )
    check_whole(path)


def _batches(file: GdalFile, notices: Notices, options: ReadOptions) -> Iterator[Batch]:
    """The things of every source, numbered through in the order they come."""
    wanted = {options.layer} if options.layer else set(KINDS)
    most, read = most_records(options), 0
    with tempfile.NamedTemporaryFile("w", suffix=".ini", encoding="utf-8") as config:
        config.write(_config())
        config.flush()
        for source in (one for one in _SOURCES if not options.layer or one in _SOURCES_OF[options.layer]):
            layer = _layer(file, source, _SOURCES[source], config.name)
            for batch in layer_batches(layer, notices, replace(options, first_records=None)):
                things = _things(batch, source, wanted, read)
                for some in things.batches():
                    read += some.read
                    yield some
                if read >= most:
                    return


def _config() -> str:
    """How GDAL shall tell the objects: with all their tags, and which closed ways are areas."""
    lines = [
        f"closed_ways_are_polygons={_AREAS_OF_CLOSED_WAYS}",
        "attribute_name_laundering=no",
        "tags_format=json",
    ]
    for source, keys in _SOURCES.items():
        lines += [f"[{source}]", "osm_id=yes", f"attributes={','.join(keys)}", "all_tags=yes"]
    return "\n".join([*lines, "[multilinestrings]", "osm_id=yes", "[other_relations]", "osm_id=yes", ""])


def _layer(file: GdalFile, source: str, keys: tuple[str, ...], config: str) -> OgrLayer:
    where = " OR ".join(f'"{key}" IS NOT NULL' for key in keys)
    return OgrLayer(file, source, _STREAM, {"CONFIG_FILE": config, "where": where})


@dataclass
class _Things:
    """What the objects of one batch are, before it is cut into batches again; first: records read before."""

    first: int
    rows: list[int] = field(default_factory=list)
    values: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    geometry: list[Any] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, values: dict[str, Any], geometry: Any) -> None:
        """One more thing."""
        self.rows.append(self.first + len(self.rows) + 1)
        self.geometry.append(geometry)
        for name, column in self.values.items():
            column.append(values.get(name))

    def batches(self) -> Iterator[Batch]:
        """The things in batches of the usual size; problems come with the last."""
        number = len(self.rows)
        for start in range(0, number, BATCH_RECORDS):
            part = slice(start, start + BATCH_RECORDS)
            geometry = np.full(len(self.rows[part]), None, dtype=object)
            geometry[:] = self.geometry[part]
            yield Batch(
                np.array(self.rows[part], np.int64),
                {name: column[part] for name, column in self.values.items()},
                geometry,
                read=len(geometry),
            )
        if self.problems:
            numbered = [
                replace(one, row=self.first + number + i) for i, one in enumerate(self.problems, start=1)
            ]
            yield Batch(np.empty(0, np.int64), {}, None, numbered, len(numbered))


def _things(batch: Batch, source: str, wanted: set[str | None], first: int) -> _Things:
    things = _Things(first, problems=batch.problems)
    if batch.geometry is None or not batch.values:
        return things
    ids = _ids(batch, source)
    for osm_id, text, geometry in zip(ids, batch.values["all_tags"], batch.geometry, strict=True):
        tags = json.loads(text or "{}")
        for osm_kind, facts, shape in _meanings(tags, source, geometry):
            if osm_kind in wanted and shape is not None:
                told = {name: tags.get(name) for name in TAG_COLUMNS}
                things.add({"osm_id": osm_id, "osm_kind": osm_kind, "tags": text, **told, **facts}, shape)
    return things


def _ids(batch: Batch, source: str) -> list[str]:
    """Each object's address in OpenStreetMap: node/1, way/2, relation/3."""
    if source != "multipolygons":
        word = "node" if source == "points" else "way"
        return [f"{word}/{one}" for one in batch.values["osm_id"]]
    ways, relations = batch.values["osm_way_id"], batch.values["osm_id"]
    return [f"way/{way}" if way else f"relation/{one}" for way, one in zip(ways, relations, strict=True)]


def _meanings(tags: dict[str, str], source: str, geometry: Any) -> Iterator[tuple[str, dict[str, Any], Any]]:
    """What an object is: osm_kind, our words for it, its geometry."""
    if source == "lines":
        road = road_facts(tags)
        if road is not None:
            facts = {"kind": road.road_class, "walkable": road.walkable, "stairs": road.stairs}
            yield "road", facts | {"level": road_level(tags)}, geometry
        return
    if source == "multipolygons":
        if is_building(tags):
            yield "building", {"kind": tags["building"]}, geometry
        for osm_kind, kind in (("water", water_kind(tags)), ("landcover", landcover_kind(tags))):
            if kind is not None:
                yield osm_kind, {"kind": kind}, geometry
    service = service_kind(tags)
    if service is not None:
        yield (
            "service_point",
            {"kind": str(service)},
            shapely.point_on_surface(geometry) if geometry else None,
        )
