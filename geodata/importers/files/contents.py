"""What a file holds, as every reader tells it and every import kind takes it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from geodata.importers.report import Problem

from .batch import Batch
from .stored_batches import load_batches


@dataclass(frozen=True)
class Limits:
    """How much of a machine one file may take; beyond any of these it is refused by name.

    bytes of the file, inflated_bytes of all archive members together, members of an archive, vertices of one
    geometry, depth of nesting, records, columns, seconds of wall clock, memory_bytes of the reading process.
    """

    bytes: int = 2 * 1024**3
    inflated_bytes: int = 4 * 1024**3
    ratio: int = 200
    members: int = 1_000
    vertices: int = 1_000_000
    depth: int = 64
    records: int = 20_000_000
    columns: int = 500
    seconds: float = 900.0
    memory_bytes: int = 3 * 1024**3


@dataclass(frozen=True)
class ReadOptions:
    """How to read a file: what the user said; None leaves it to detection.

    name: the file's own name where path is a stored copy. layer: table, sheet or layer of a file with several.
    first_records: stop after so many (previews); the counts then say so. repair: put right what can be put right
    while reading, such as closing open rings, and say so; otherwise such records are rejected. tables: what is wanted
    has no geometry, so a table comes before a layer with one.
    """

    path: Path
    name: str | None = None
    encoding: str | None = None
    layer: str | None = None
    first_records: int | None = None
    limits: Limits = field(default_factory=Limits)
    repair: bool = False
    tables: bool = False

    @property
    def file_name(self) -> str:
        """The name people know the file by."""
        return self.name or self.path.name


@dataclass(frozen=True)
class Reason:
    """Why something was concluded, for people."""

    zh: str
    en: str


@dataclass(frozen=True)
class EncodingTry:
    """The same texts read in one encoding: samples, and how many texts come out damaged."""

    encoding: str
    samples: tuple[str, ...]
    damaged: int


@dataclass(frozen=True)
class EncodingFound:
    """The text encoding used; sure is False where the user should look at `tries` (the used one is first)."""

    name: str
    sure: bool
    reason: Reason
    tries: tuple[EncodingTry, ...] = ()


@dataclass(frozen=True)
class CrsFound:
    """What the file says of its coordinates; srid None = nothing usable, label = what it calls them.

    degrees: True/False where the file or its format tells (GeoJSON, KML: True), None where only values can. datum: what
    the file calls its shift (wgs84, gcj02, bd09), '' where it does not say.
    """

    srid: int | None
    label: str
    reason: Reason
    degrees: bool | None = None
    datum: str = ""


@dataclass(frozen=True)
class LayerFound:
    """A layer, table or sheet of the file; records is -1 where the file does not tell, geometry '' for a table."""

    name: str
    records: int
    geometry: str


@dataclass(frozen=True)
class Opened:
    """A file as one format's reader (inside the reading process) presents it; batches are made lazily."""

    format: str
    layers: tuple[LayerFound, ...]
    layer: str
    columns: tuple[str, ...]
    encoding: EncodingFound | None
    crs: CrsFound | None
    batches: Iterator[Batch]
    problems: list[Problem] = field(default_factory=list)


@dataclass
class Contents:
    """A file that was read whole. `problems` are the file's own (row None) and the records' in order.

    Of a file that is wrong throughout only the first problems are listed here (the batches carry all of them);
    rejected counts exactly how many records were left out.

    format: geojson, shapefile, gpkg, kml, dxf, flatgeobuf, gml, osm, csv, xlsx, xls ... geometry_types counts what the
    records hold. read counts all records, rejected ones included. batches() may be walked as often as needed.
    """

    name: str
    sha256: str
    size: int
    format: str
    layers: tuple[LayerFound, ...]
    layer: str
    columns: tuple[str, ...]
    encoding: EncodingFound | None
    crs: CrsFound | None
    read: int
    truncated: bool
    geometry_types: dict[str, int]
    bounds: tuple[float, float, float, float] | None
    vertices: int
    problems: list[Problem]
    folder: Path
    rejected: int = 0

    def batches(self) -> Iterator[Batch]:
        """The records in file order."""
        return load_batches(self.folder)
