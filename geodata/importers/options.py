"""The options of an import, as the commands and the import pages fill them in."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from geodata.rules.datums import Datum
from geodata.rules.levels import Level

# What belongs to one call and not to how a file is understood.
_OF_THE_CALL = {"path", "file_name", "folder", "by_id", "department_id", "commit"}


@dataclass(frozen=True)
class ImportOptions:
    """How to read a file. Column options name columns or properties; None means "find it by its usual name".

    datum None means "not told": WGS 84 is assumed and, in China, said so. srid None means what the file says.
    columns: role → column for roles without an option of their own. words: a file's word → ours (categories, kinds).
    consent: keys of the findings to repair; None with repair means all of them. shift_m: measured east and
    north correction in MEASURE. place_confirmed: a person has looked at where the file lies. folder: where the file was
    read into before, to be used again.
    """

    path: Path
    commit: bool = False
    strict: bool = False
    repair: bool = False
    datum: Datum | None = None
    srid: int | None = None
    encoding: str | None = None
    layer: str | None = None
    level: Level | None = None
    code: str | None = None
    name: str | None = None
    parent: str | None = None
    time: str | None = None
    tz: str | None = None
    closed: str | None = None
    lon: str | None = None
    lat: str | None = None
    address: str | None = None
    category: str | None = None
    valid_from: date | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    consent: frozenset[str] | None = None
    shift_m: tuple[float, float] = (0.0, 0.0)
    place_confirmed: bool = False
    file_name: str | None = None
    folder: Path | None = None
    by_id: int | None = None
    department_id: int | None = None

    @property
    def repairs_rows(self) -> bool:
        """Whether broken geometry of single rows may be mended: all was agreed to, or "rows" was."""
        return self.repair and (self.consent is None or "rows" in self.consent)

    @property
    def datum_used(self) -> Datum:
        """The datum the coordinates are read in."""
        return self.datum or Datum.WGS84

    def column_told(self, role: str) -> str | None:
        """The column named for a role; '' means that the file has none for it."""
        named = getattr(self, role, None) if role in _NAMED else None
        return named if named is not None else self.columns.get(role)

    def as_dict(self) -> dict[str, Any]:
        """The options that were given, for the run's provenance (the path is kept as a file name elsewhere)."""
        given = {key: value for key, value in asdict(self).items() if key not in _OF_THE_CALL}
        kept = {key: value for key, value in given.items() if value not in (None, False, {}, (0.0, 0.0))}
        return {key: _plain(value) for key, value in kept.items()}


_NAMED = frozenset({"code", "name", "parent", "time", "closed", "lon", "lat", "address", "category"})


def _plain(value: Any) -> object:
    if isinstance(value, bool | int | dict):
        return value
    if isinstance(value, frozenset | tuple):
        return sorted(value) if isinstance(value, frozenset) else list(value)
    return str(value)
