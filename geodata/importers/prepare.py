"""From a file's contents to records that are read, located and checked as far as the file itself goes."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely
from django.utils import timezone
from numpy.typing import NDArray

from geodata.errors import ImportRefused
from geodata.queries.reference_ground import district_in_force
from geodata.rules.coordinate_text import read_columns, read_pairs
from geodata.rules.datums import Datum

from .addresses import Waiting, place_by_address
from .away import report_away
from .columns import find_column, find_columns
from .coordinates import Reference
from .datum_notice import shift_notices, with_proposals
from .files.contents import Contents
from .kind import Kind, Records, Shape
from .locate import (
    ADDRESS,
    CONTEXT,
    PLACE_FIELDS,
    Located,
    locate_points,
    locate_shapes,
    reference_of,
    refuse_placeless,
)
from .options import ImportOptions
from .records import CellReader, Gathered, gather
from .reference_guess import CoordinateFacts, spread_sample
from .report import Report, Severity

_POINTS = (Shape.POINT, Shape.OPTIONAL_POINT)
# A row with one of these faults has no place yet; where it has an address it may still get one.
_UNREADABLE = "coordinates_unreadable"
_PLACELESS = frozenset({"coordinates_missing", _UNREADABLE, "geometry_missing", "geometry_empty"})


@dataclass
class Prepared:
    """Records on their way to the database, and those of them that wait for a place."""

    records: Records
    waiting: list[Waiting]


def prepare(kind: Kind, contents: Contents, options: ImportOptions, report: Report) -> Prepared:
    """The records of a file; raises ImportRefused where a column or every place is missing."""
    roles = find_columns(contents.columns, kind.fields, options)
    places = {} if kind.shape is Shape.NONE else place_columns(contents, options)
    gathered = gather(contents, roles | places)
    count = len(gathered.row)
    use = np.ones(count, dtype=bool)
    values = CellReader(gathered.row, options.words, report, use).values(kind.fields, gathered.cells)
    if kind.shape is Shape.NONE:
        return Prepared(Records(gathered.row, values, gathered.cells, None, [None] * count, use), [])
    known = reference_of(contents, options)
    try:
        located = _located(kind, gathered, known, options, report)
    except ImportRefused as refusal:
        raise explained(refusal, contents, gathered, options) from None
    has_address = kind.shape in _POINTS and "address" in gathered.cells
    waits = has_address or kind.shape is Shape.OPTIONAL_POINT
    use &= _placed(located, gathered.row, report, waits=waits)
    _notice_datum(located, known, options, report)
    if not shapely.is_missing(located.shapes).all():
        report_away(located.shapes, district_in_force(timezone.localdate()), report, options)
    addresses = _texts(gathered.cells.get("address"), count)
    stated = _stated(located, addresses)
    waiting: list[Waiting] = []
    placeless = shapely.is_missing(located.shapes)
    if kind.shape is Shape.POINT and has_address:
        contexts = _texts(gathered.cells.get("context"), count)
        waiting = place_by_address(located.shapes, use, list(zip(addresses, contexts, strict=True)), report)
    found = np.flatnonzero(placeless & ~shapely.is_missing(located.shapes)).tolist()
    records = Records(gathered.row, values, gathered.cells, located.shapes, stated, use, addresses, found)
    return Prepared(records, waiting)


def _stated(located: Located, addresses: list[str]) -> list[object]:
    """What tells the place of each row: where it states no coordinates, its address, or rows would change places."""
    pairs = zip(located.shapes, located.stated, addresses, strict=True)
    return [address if shape is None and address else stated for shape, stated, address in pairs]


def explained(
    refusal: ImportRefused, contents: Contents, gathered: Gathered, options: ImportOptions
) -> ImportRefused:
    """The refusal with the systems that would fit, where neither the file nor anybody told its system."""
    told = contents.crs is not None and contents.crs.srid is not None
    if options.srid is not None or told or not (pairs := coordinates_of(gathered)).size:
        return refusal
    return with_proposals(refusal, CoordinateFacts(spread_sample([pairs]), contents.crs, contents.columns))


def coordinates_of(gathered: Gathered) -> NDArray[np.float64]:
    """The coordinates (n, 2) a file states, in its own numbers."""
    if gathered.geometry is not None:
        return shapely.get_coordinates(gathered.geometry)
    if "lon" in gathered.cells and "lat" in gathered.cells:
        return read_columns(gathered.cells["lon"], gathered.cells["lat"])
    return read_pairs(gathered.cells["place"]) if "place" in gathered.cells else np.empty((0, 2))


def place_columns(contents: Contents, options: ImportOptions) -> dict[str, str]:
    """Role → column of what a place can be read from."""
    fields = (*PLACE_FIELDS, ADDRESS, CONTEXT)
    found = {one.role: find_column(contents.columns, one, options.column_told(one.role)) for one in fields}
    return {role: column for role, column in found.items() if column is not None}


def _located(
    kind: Kind, gathered: Gathered, known: Reference, options: ImportOptions, report: Report
) -> Located:
    """Where the rows lie: by geometry, by coordinate columns, or nowhere yet."""
    row, cells = gathered.row, gathered.cells
    if gathered.geometry is not None:
        return locate_shapes(gathered.geometry, row, kind.shape, known, options)
    if kind.shape in _POINTS:
        if "lon" in cells and "lat" in cells:
            return locate_points(cells["lon"], cells["lat"], row, known)
        if "place" in cells:
            return locate_points(cells["place"], None, row, known)
        if "address" in cells or kind.shape is Shape.OPTIONAL_POINT:
            nowhere = np.full(len(row), None, dtype=object)
            return Located(nowhere, _texts(cells.get("address"), len(row)), np.empty((0, 2)))
    if not len(row):
        return Located(np.empty(0, dtype=object), [], np.empty((0, 2)))
    raise refuse_placeless(kind.shape, report)


def _placed(located: Located, row: NDArray[np.int64], report: Report, *, waits: bool) -> NDArray[np.bool_]:
    """Which rows may go on: those with a place, and where rows may wait for one those without."""
    told = [one for one in located.problems if not (waits and one.code in _PLACELESS)]
    # A place that could not be read is said even where its row may go on without.
    unread = [one for one in located.problems if waits and one.code == _UNREADABLE]
    report.add(*told, *(replace(one, severity=Severity.NOTICE) for one in unread))
    rejected = {one.row for one in told if one.severity is Severity.REJECTED}
    return np.array([number not in rejected for number in row.tolist()], dtype=bool)


def _notice_datum(located: Located, known: Reference, options: ImportOptions, report: Report) -> None:
    if options.datum is None and known.datum is Datum.WGS84 and known.in_degrees and len(located.lonlat):
        report.add(*shift_notices(located.lonlat))


def _texts(cells: list[Any] | None, count: int) -> list[Any]:
    return [""] * count if cells is None else ["" if cell is None else str(cell).strip() for cell in cells]
