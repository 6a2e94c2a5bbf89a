"""A kind of data that can be exported: its columns and the geometry its rows have."""

from dataclasses import dataclass
from enum import StrEnum

from geodata.rules.import_kinds import KindName


class Shape(StrEnum):
    """The geometry of a kind's rows; the words are those of the formats."""

    MULTIPOLYGON = "MultiPolygon"
    POLYGON = "Polygon"
    LINE = "LineString"
    POINT = "Point"
    NONE = "None"


class Cell(StrEnum):
    """What a column's values are."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    YES_NO = "yes_no"
    DAY = "day"
    MOMENT = "moment"


# Field names of a shapefile's table hold so many bytes.
SHORT_BYTES = 10


@dataclass(frozen=True)
class Column:
    """A column: its name in files, its Chinese title, the name shapefiles use, and the width of its cells.

    Both name and title are names the importer knows the field by, so that a file finds its way back.
    """

    name: str
    zh: str
    cell: Cell = Cell.TEXT
    short: str = ""
    width: int = 12

    @property
    def short_name(self) -> str:
        """The name in a shapefile."""
        return self.short or self.name


@dataclass(frozen=True)
class ExportKind:
    """A kind: shape of its rows, and its columns in the order its query gives them.

    dated: rows belong to a day and can be asked for from one day to another. levelled: rows of one level.
    """

    name: KindName
    shape: Shape
    columns: tuple[Column, ...]
    dated: bool = False
    levelled: bool = False
