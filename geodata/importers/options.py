"""The options of an import, as the commands and later the mapping page fill them in."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from geodata.rules.datums import Datum
from geodata.rules.levels import Level


@dataclass(frozen=True)
class ImportOptions:
    """How to read a file. Column options name columns or properties; None means "find it by its usual name".

    datum None means "not told": WGS 84 is assumed and, in China, said so. srid None means what the file says.
    """

    path: Path
    commit: bool = False
    strict: bool = False
    repair: bool = False
    datum: Datum | None = None
    srid: int | None = None
    encoding: str | None = None
    level: Level | None = None
    code: str | None = None
    name: str | None = None
    parent: str | None = None
    time: str | None = None
    tz: str | None = None
    closed: str | None = None
    lon: str | None = None
    lat: str | None = None
    category: str | None = None
    valid_from: date | None = None

    @property
    def datum_used(self) -> Datum:
        """The datum the coordinates are read in."""
        return self.datum or Datum.WGS84

    def as_dict(self) -> dict[str, Any]:
        """The options that were given, for the run's provenance (the path is kept as a file name elsewhere)."""
        given = {key: value for key, value in asdict(self).items() if key != "path"}
        return {key: _plain(value) for key, value in given.items() if value not in (None, False)}


def _plain(value: object) -> object:
    return value if isinstance(value, bool | int) else str(value)
