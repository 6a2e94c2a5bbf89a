"""Places of a table's rows: two columns of numbers to metres in MEASURE."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.crs import LONLAT
from geodata.rules.coordinate_text import read_columns

from .columns import Wanted
from .coordinates import (
    Pairs,
    Reference,
    assumed_datum,
    check_extent,
    place_problems,
    reference,
    to_lonlat,
    to_measure,
)
from .delimited import Table, read_table
from .options import ImportOptions
from .provenance import new_report
from .reading import open_text, read_source
from .report import Problem, Report, Severity

SNAP_DECIMALS = 2
_USUAL_LON = ("lon", "lng", "long", "longitude", "经度")
_USUAL_LAT = ("lat", "latitude", "纬度")


@dataclass(frozen=True)
class Places:
    """Of each row: the numbers in the file, WGS 84, metres snapped to 1 cm (all (n, 2)), and whether it is usable."""

    stated: Pairs
    lonlat: Pairs
    metres: Pairs
    usable: NDArray[np.bool_]
    problems: list[Problem]


def coordinate_columns(options: ImportOptions) -> dict[str, Wanted]:
    """The two columns a place is read from (x and y where --crs names a CRS in metres)."""
    return {
        "lon": Wanted("--lon", options.lon, _USUAL_LON),
        "lat": Wanted("--lat", options.lat, _USUAL_LAT),
    }


def read_places(lon: Sequence[str], lat: Sequence[str], row: list[int], known: Reference) -> Places:
    """The places of a table's rows; raises ImportRefused where their bulk does not belong here."""
    stated = read_columns(lon, lat)
    lonlat = to_lonlat(stated, known)
    check_extent(lonlat, stated, known)
    problems = place_problems(lonlat, np.isfinite(stated).all(axis=1), row)
    rejected = {problem.row for problem in problems}
    usable = np.array([number not in rejected for number in row], dtype=bool)
    metres = np.full_like(lonlat, np.nan)
    metres[usable] = to_measure(lonlat[usable]).round(SNAP_DECIMALS)
    return Places(stated, lonlat, metres, usable, problems)


def read_points(
    kind: str, options: ImportOptions, wanted: Mapping[str, Wanted]
) -> tuple[Table, Places, Report]:
    """The wanted columns and the places of a delimited file, and the report as far as reading goes.

    Raises ImportRefused where the file or its options cannot be used as a whole.
    """
    known = reference(options.srid or LONLAT, options.datum_used)
    source = read_source(options.path)
    text = open_text(source, options.encoding)
    table = read_table(text, wanted)
    report = new_report(kind, source, text, known, options)
    report.read = table.read
    report.add(*table.problems)
    places = read_places(table.columns["lon"], table.columns["lat"], table.row, known)
    report.add(*places.problems)
    if options.datum is None and known.in_degrees:
        report.add(*assumed_datum(places.lonlat))
    return table, places, report


def report_outside(report: Report, outside: int, what: tuple[str, str]) -> None:
    """Note how many of the loaded places lie in no area; what: their Chinese and English name."""
    report.figures["outside_areas"] = outside
    if outside:
        zh = f"{outside:,} 个{what[0]}不在任何已载入的区域内，已保留"
        en = f"{outside:,} {what[1]} lie in no area that is loaded; they are kept"
        report.add(Problem("outside_areas", zh, en, None, float(outside), Severity.NOTICE))
