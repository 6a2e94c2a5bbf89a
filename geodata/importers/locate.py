"""Where the rows of a file lie: its geometry, its coordinate columns or its addresses, in MEASURE."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.crs import LONLAT
from geodata.errors import ImportRefused
from geodata.rules.datums import Datum

from .coordinates import Reference, reference
from .fields import Field, text
from .files.contents import Contents
from .kind import Shape
from .lines import measure_lines
from .options import ImportOptions
from .points import read_places
from .polygons import measure_polygons
from .report import Problem, Report, Severity

LON = Field("lon", "经度（东坐标）", "longitude or easting",
            ("lon", "lng", "long", "longitude", "经度", "x", "东坐标", "坐标x", "x坐标"), text(80))  # fmt: skip
LAT = Field("lat", "纬度（北坐标）", "latitude or northing",
            ("lat", "latitude", "纬度", "y", "北坐标", "坐标y", "y坐标"), text(80))  # fmt: skip
BOTH = Field("place", "坐标（一格两数）", "coordinates in one cell",
             ("坐标", "经纬度", "location", "coordinates", "lonlat", "位置坐标"), text(200))  # fmt: skip
ADDRESS = Field(
    "address",
    "地址",
    "address",
    ("address", "addr", "地址", "详细地址", "事发地址", "位置", "地点", "发生地点", "主要路段", "路段"),
    text(200),
)
CONTEXT = Field(
    "context",
    "所属街道或社区",
    "subdistrict or community",
    ("街道", "社区", "所属街道", "所属社区", "subdistrict", "community"),
    text(200),
)
PLACE_FIELDS = (LON, LAT, BOTH)


@dataclass
class Located:
    """Shapes in MEASURE (None where a row has no place), what the file says of each place, WGS 84 of a sample."""

    shapes: NDArray[np.object_]
    stated: list[object]
    lonlat: NDArray[np.float64]
    problems: list[Problem] = field(default_factory=list)


def reference_of(contents: Contents, options: ImportOptions) -> Reference:
    """What the coordinates refer to: what was told, else what the file says, else degrees."""
    told = contents.crs.srid if contents.crs else None
    said = contents.crs.datum if contents.crs else ""
    datum = options.datum or (Datum(said) if said else Datum.WGS84)
    return reference(options.srid or told or LONLAT, datum, options.shift_m)


def locate_shapes(
    geometry: NDArray[np.object_],
    row: NDArray[np.int64],
    shape: Shape,
    known: Reference,
    options: ImportOptions,
) -> Located:
    """The geometries of a file in MEASURE, each checked for the shape that is needed."""
    rows = row.tolist()
    if shape is Shape.POLYGON:
        measured = measure_polygons(geometry, rows, known, repair=options.repairs_rows)
        return Located(measured.polygon, _digests(measured.polygon), measured.lonlat, measured.problems)
    if shape is Shape.LINE:
        drawn = measure_lines(geometry, rows, known, repair=options.repairs_rows)
        lines = np.full(len(row), None, dtype=object)
        if not len(drawn.source):
            return Located(lines, _digests(lines), drawn.lonlat, drawn.problems)
        starts = np.flatnonzero(np.diff(drawn.source, prepend=-1))
        for pieces, place in zip(np.split(drawn.line, starts[1:]), drawn.source[starts], strict=True):
            lines[place] = shapely.MultiLineString(list(pieces))
        return Located(lines, _digests(lines), drawn.lonlat, drawn.problems)
    points, taken = _as_points(geometry)
    found = locate_points(shapely.get_x(points), shapely.get_y(points), row, known)
    found.problems[:0] = taken
    return found


def locate_points(
    lon: Sequence[Any], lat: Sequence[Any] | None, row: NDArray[np.int64], known: Reference
) -> Located:
    """Points of two columns of coordinates in MEASURE; rows without coordinates have None and no problem yet."""
    places = read_places(lon, lat, row.tolist(), known)
    shapes = np.full(len(row), None, dtype=object)
    shapes[places.usable] = shapely.points(places.metres[places.usable])
    stated = [(repr(float(x)), repr(float(y))) for x, y in places.stated]
    return Located(shapes, list(stated), places.lonlat, places.problems)


def _as_points(geometry: NDArray[np.object_]) -> tuple[NDArray[np.object_], list[Problem]]:
    """A point for each geometry: itself, or a point inside a surface or on a line, which is noticed once."""
    others = np.array([shape is not None and shape.geom_type != "Point" for shape in geometry], dtype=bool)
    points = np.where(others, shapely.point_on_surface(geometry), geometry)
    points[shapely.is_empty(points)] = None
    if not others.any():
        return points, []
    zh = f"{others.sum():,} 个图形不是点，取图形内的一点"
    en = f"{others.sum():,} geometries are no points; a point on each is taken"
    return points, [Problem("point_taken", zh, en, None, float(others.sum()), Severity.NOTICE)]


def _digests(shapes: NDArray[np.object_]) -> list[object]:
    return [None if wkb is None else wkb for wkb in shapely.to_wkb(shapes, hex=True)]


def refuse_placeless(shape: Shape, report: Report) -> ImportRefused:
    """The refusal of a file with neither geometry nor the columns a place is read from."""
    available = "、".join(report.source.get("columns", [])[:40])
    if shape in (Shape.POLYGON, Shape.LINE):
        return ImportRefused(
            "文件里没有图形（面或线），只有表格：请用 GeoJSON、Shapefile、GeoPackage、KML 等格式。",
            "the file has no geometry, only a table: use GeoJSON, a shapefile, GeoPackage, KML or the like.",
        )
    return ImportRefused(
        f"文件里没有坐标：请用 --lon 和 --lat 指定两列，或用 --address 指定地址列。现有列：{available}。",
        f"the file has no coordinates: name two columns with --lon and --lat, or --address. Columns: {available}.",
    )
