"""The polygons of a plain file in metres, measured without any database, and the records that are none."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata import crs
from geodata.analysis.polygon_faults import find_invalid
from geodata.errors import ImportRefused
from geodata.rules.datums import Datum

from .coordinates import Pairs, Reference, reference, to_lonlat
from .epsg import crs_title, is_degrees, system, to_wgs84_transformer
from .files.contents import Contents, CrsFound, ReadOptions
from .files.process import read_file
from .polygon_types import as_multipolygons
from .report import Problem, Severity

# A projection that keeps areas to this is measured in as it is; web mercator and the like are not.
TRUE_AREA = 0.003


@dataclass(frozen=True)
class Reading:
    """How to read a file: what the user said, None leaves it to the file."""

    path: Path
    layer: str | None = None
    encoding: str | None = None
    srid: int | None = None
    datum: Datum = Datum.WGS84


@dataclass(frozen=True)
class Measure:
    """What metres are measured in.

    srid None: the file's coordinates are taken as metres. unit_m: metres in the system's unit (feet have 0.3048).
    """

    srid: int | None
    unit_m: float = 1.0

    @property
    def title(self) -> tuple[str, str]:
        """What it is called, in Chinese and English."""
        if self.srid is None:
            return "按米读取的坐标（没有坐标系）", "coordinates taken as metres (no CRS)"
        zh, en = crs_title(self.srid)
        return f"EPSG:{self.srid} {zh}", f"EPSG:{self.srid} {en}"


@dataclass(frozen=True)
class PlainPolygons:
    """Valid polygons (n,) in metres of `measure` and their rows in the file; read counts all records.

    invalid: how many records are polygons but not valid: those are made valid so that the rest can be judged, and
    told in problems.
    """

    polygon: NDArray[np.object_]
    row: list[int]
    read: int
    invalid: int
    measure: Measure
    problems: list[Problem]


def read_plain(reading: Reading, measure: Measure | None = None) -> PlainPolygons:
    """The polygons of a file, in metres of the given system or else of one chosen for the file itself.

    That is the file's own projection where it keeps areas, for then no border is bent; else the zone of its middle.
    Raises ImportRefused where the file or its CRS cannot be used.
    """
    return plain_of(read_plain_file(reading), reading, measure)


def read_plain_file(reading: Reading) -> Contents:
    """What the file holds, read in a confined process; raises ImportRefused where it cannot be used."""
    return read_file(ReadOptions(reading.path, encoding=reading.encoding, layer=reading.layer, repair=True))


def plain_of(contents: Contents, reading: Reading, measure: Measure | None = None) -> PlainPolygons:
    """The polygons of a file that was read: `read_plain` for those who need its columns too."""
    shapes, row = _shapes_of(contents)
    polygons, problems = as_multipolygons(shapes, row, repair=True)
    pairs = shapely.get_coordinates(polygons)
    known = _reference(contents.crs, reading, pairs)
    chosen = measure or _measure(known, pairs)
    metres = shapely.set_coordinates(polygons.copy(), _to(pairs, known, chosen))
    found = find_invalid(metres)
    for one in found:
        metres[one.position] = shapely.make_valid(
            metres[one.position], method="structure", keep_collapsed=False
        )
        problems.append(_invalid(one.what, row[one.position]))
    there = np.flatnonzero(shapely.area(metres) > 0)
    rows = [row[place] for place in there]
    told = [*contents.problems, *problems]
    return PlainPolygons(metres[there], rows, contents.read, len(found), chosen, told)


def _invalid(what: str, row: int) -> Problem:
    zh, en = (
        f"图形无效（{what}），检查时按修复后的图形计算",
        f"it is invalid ({what}) and was judged as mended",
    )
    return Problem("invalid_geometry", zh, en, row, severity=Severity.NOTICE)


def _shapes_of(contents: Contents) -> tuple[NDArray[np.object_], list[int]]:
    shapes: list[NDArray[np.object_]] = []
    row: list[int] = []
    for batch in contents.batches():
        if batch.geometry is None:
            raise ImportRefused(
                f"“{contents.name}”是没有图形的表格，这里需要面。",
                f"{contents.name} is a table without geometry; polygons are needed here.",
            )
        shapes.append(batch.geometry)
        row += batch.row.tolist()
    return np.concatenate(shapes) if shapes else np.array([], dtype=object), row


def _reference(found: CrsFound | None, reading: Reading, pairs: Pairs) -> Reference | None:
    """What the coordinates refer to; None where nothing tells and they look like metres."""
    srid = reading.srid or (found.srid if found else None)
    if srid is None and len(pairs) and _look_like_degrees(pairs):
        srid = crs.LONLAT
    return None if srid is None else reference(srid, reading.datum)


def _look_like_degrees(pairs: Pairs) -> bool:
    return bool((np.abs(pairs[:, 0]) <= 180).all() and (np.abs(pairs[:, 1]) <= 90).all())


def _measure(known: Reference | None, pairs: Pairs) -> Measure:
    if known is None or not len(pairs):
        return Measure(None)
    lonlat = to_lonlat(pairs, known)
    usable = lonlat[np.isfinite(lonlat).all(axis=1)]
    if not len(usable):
        raise ImportRefused(
            f"坐标不在 EPSG:{known.srid} 的范围内，请检查 --crs。",
            f"the coordinates are outside EPSG:{known.srid}; check --crs.",
        )
    lon, lat = np.median(usable, axis=0)
    if known.datum == Datum.WGS84 and not known.in_degrees and _keeps_area(known.srid, lon, lat):
        return Measure(known.srid, float(system(known.srid).axis_info[0].unit_conversion_factor))
    return Measure(crs.srid_for_longitude(float(lon)))


def _keeps_area(srid: int, lon: float, lat: float) -> bool:
    from pyproj import Proj

    scale = Proj(system(srid)).get_factors(lon, lat).areal_scale
    return bool(abs(scale - 1) <= TRUE_AREA)


def _to(pairs: Pairs, known: Reference | None, measure: Measure) -> Pairs:
    """Metres (n, 2) of a file's coordinates."""
    if known is None or not len(pairs):
        return pairs
    if measure.srid == known.srid:
        return pairs * measure.unit_m
    if measure.srid is None or is_degrees(measure.srid):
        raise ImportRefused(
            "两个文件一个有坐标系、一个没有，无法比较；请用 --crs 给出。",
            "one of the two files has a CRS and the other has none; give it with --crs.",
        )
    lonlat = to_lonlat(pairs, known)
    x, y = to_wgs84_transformer(measure.srid).transform(lonlat[:, 0], lonlat[:, 1], direction="INVERSE")
    return np.nan_to_num(np.column_stack([x, y]) * measure.unit_m)
