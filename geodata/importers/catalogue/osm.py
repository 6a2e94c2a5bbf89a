"""A whole OpenStreetMap extract: buildings, roads, water, land cover and service points in one run."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from geodata.errors import ImportRefused
from geodata.importers.fields import Cell, Field
from geodata.importers.files.batch import Batch
from geodata.importers.files.contents import Contents
from geodata.importers.kind import Kind
from geodata.importers.locate import reference_of
from geodata.importers.options import ImportOptions
from geodata.importers.provenance import new_report
from geodata.importers.report import Report
from geodata.importers.run import Progress, contents_of, silent, store_parts

from .buildings import BUILDINGS
from .ground import LANDCOVER, ROADS, WATER
from .places import SERVICE_POINTS

# The column in which the reader says what a record is.
_KIND = "osm_kind"
# Role → column of the reader, by the kind it calls a record.
PARTS: tuple[tuple[str, Kind, dict[str, str]], ...] = (
    ("landcover", LANDCOVER, {"key": "osm_id", "name": "name", "kind": "kind"}),
    ("water", WATER, {"key": "osm_id", "name": "name", "kind": "kind"}),
    (
        "building",
        BUILDINGS,
        {"key": "osm_id", "use": "building", "floors": "building:levels", "address": "addr:full"},
    ),
    (
        "road",
        ROADS,
        {
            "key": "osm_id",
            "name": "name",
            "road_class": "kind",
            "stairs": "stairs",
            "walkable": "walkable",
            "level": "level",
            "slope": "incline",
        },
    ),
    (
        "service_point",
        SERVICE_POINTS,
        {
            "key": "osm_id",
            "name": "name",
            "name_en": "name:en",
            "category": "kind",
            "phone": "phone",
            "opening_hours": "opening_hours",
            "accessibility": "wheelchair",
            "address": "addr:full",
        },
    ),
)


@dataclass
class Part(Contents):
    """The records of a file that are of one kind."""

    osm_kind: str = ""

    def batches(self) -> Iterator[Batch]:
        """The records of the kind, in file order."""
        for batch in super().batches():
            mine = [place for place, kind in enumerate(batch.values[_KIND]) if kind == self.osm_kind]
            values = {name: [cells[place] for place in mine] for name, cells in batch.values.items()}
            geometry = None if batch.geometry is None else batch.geometry[mine]
            yield Batch(batch.row[np.array(mine, dtype=np.int64)], values, geometry)


def import_osm(options: ImportOptions, progress: Progress = silent) -> Report:
    """The report of an import of an extract; written only with options.commit.

    Raises ImportRefused where the file cannot be used as a whole.
    """
    contents = contents_of(options, progress)
    if _KIND not in contents.columns:
        raise ImportRefused(
            f"{contents.name} 不是 OpenStreetMap 数据（.osm.pbf、.osm.gz 或 .osm），请按数据种类单独导入。",
            f"{contents.name} is no OpenStreetMap extract (.osm.pbf, .osm.gz or .osm); import it as what it holds.",
        )
    report = new_report("osm", contents, reference_of(contents, options), options)
    parts = []
    for osm_kind, kind, roles in PARTS:
        columns = {role: column for role, column in roles.items() if column in contents.columns}
        parts.append((_mapped(kind, columns), _part(contents, osm_kind)))
    return store_parts(parts, options, report, progress)


def _part(contents: Contents, osm_kind: str) -> Part:
    values = {one.name: getattr(contents, one.name) for one in fields(Contents)}
    return Part(**values, osm_kind=osm_kind)


def _mapped(kind: Kind, columns: dict[str, str]) -> Kind:
    """The kind with its columns fixed to the extract's, and cells read as far as they can be."""
    return replace(kind, fields=tuple(_lenient(one, columns) for one in kind.fields if one.role in columns))


def _lenient(field: Field, columns: dict[str, str]) -> Field:
    """The field with empty cells where tags hold something else: whoever mapped it, the place is still there."""
    read = field.cell.read

    def tolerant(value: Any) -> Any:
        try:
            return read(value)
        except (ValueError, OverflowError):
            return read("")

    cell = Cell(tolerant, field.cell.zh, field.cell.en, field.cell.known, field.cell.other)
    return replace(field, cell=cell, usual=(columns[field.role].lower(),), filled=False)
