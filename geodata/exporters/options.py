"""The options of an export, as the commands and the export page fill them in."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from geodata.crs import LONLAT
from geodata.queries.export_rows import Asked
from geodata.rules.datums import Datum
from geodata.rules.export_kinds import Format


class Header(StrEnum):
    """The names of a table's columns: short English ones, or Chinese titles."""

    NAMES = "names"
    ZH = "zh"


@dataclass(frozen=True)
class ExportOptions:
    """What to write and how. format None goes by the file's ending; asked: which rows.

    wkt: lines and polygons as a column of text in CSV. force: an existing file is replaced. by: who asked, for the
    log, a number or a word and never a name. columns: only these, all of the kind where there are none. about: further
    lines (zh, en) on the file.
    """

    path: Path
    format: Format | None = None
    srid: int = LONLAT
    datum: Datum = Datum.WGS84
    asked: Asked = field(default_factory=Asked)
    header: Header = Header.NAMES
    wkt: bool = False
    force: bool = False
    by: str = "command"
    columns: tuple[str, ...] = ()
    about: tuple[tuple[str, str], ...] = ()
