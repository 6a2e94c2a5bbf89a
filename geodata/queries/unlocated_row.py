"""A row without a place as staff see it: of its values only the name, the category and the time leave this module."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from geodata.models import EventCategory, UnlocatedRow
from geodata.queries.gazetteer import kept_address_index, locate_rows
from geodata.rules.import_flow import UnlocatedState
from geodata.rules.import_kinds import KindName
from geodata.rules.resource_kinds import DEVICE_KIND_NAMES, RESOURCE_KIND_NAMES
from geodata.rules.service_points import SERVICE_KIND_NAMES

MOST_CANDIDATES = 5
_KIND_NAMES: dict[str, dict[Any, tuple[str, str]]] = {
    KindName.SERVICE_POINTS: dict(SERVICE_KIND_NAMES),
    KindName.RESOURCES: dict(RESOURCE_KIND_NAMES),
    KindName.DEVICES: dict(DEVICE_KIND_NAMES),
}


@dataclass(frozen=True)
class Line:
    """A row of the list; best: score (0..1) of its best candidate, None without one."""

    uuid: str
    kind: str
    row: int
    address: str
    name: str
    state: str
    best: float | None

    @property
    def percent(self) -> int:
        """The best score in percent."""
        return round((self.best or 0) * 100)


@dataclass(frozen=True)
class Choice:
    """A possible place, degrees WGS 84; score 0..1; uncertainty_m how far off it may be."""

    lon: float
    lat: float
    score: float
    precision: str
    uncertainty_m: int
    name: str
    why_zh: str
    why_en: str


@dataclass(frozen=True)
class Open:
    """A row in full, as far as it is shown; category is (Chinese, English), reported_at is aware."""

    uuid: str
    kind: str
    row: int
    file_name: str
    address: str
    name: str
    category: tuple[str, str]
    reported_at: datetime | None
    state: UnlocatedState
    reason: str
    decided_by: str
    decided_at: datetime | None
    choices: tuple[Choice, ...]


def search_choices(address: str) -> tuple[Choice, ...]:
    """Places for a corrected address, best first (2 statements once the index is kept)."""
    (found,) = locate_rows([address], None, kept_address_index(), most=MOST_CANDIDATES)
    return tuple(_choice(one.as_dict()) for one in found.candidates[:MOST_CANDIDATES])


def line_of(row: UnlocatedRow) -> Line:
    """The row in the list."""
    best = row.candidates[0]["score"] if row.candidates else None
    return Line(str(row.uuid), row.kind, row.row, row.address, _name(row), row.state, best)


def open_of(row: UnlocatedRow) -> Open:
    """The row in full; its run and decider are joined (1 statement for events, else none)."""
    return Open(
        uuid=str(row.uuid),
        kind=row.kind,
        row=row.row,
        file_name=row.run.file_name,
        address=row.address,
        name=_name(row),
        category=_category(row),
        reported_at=_moment(row.values.get("reported_at")),
        state=UnlocatedState(row.state),
        reason=row.reason,
        decided_by=row.decided_by.get_username() if row.decided_by else "",
        decided_at=row.decided_at,
        choices=tuple(_choice(one) for one in row.candidates[:MOST_CANDIDATES]),
    )


def _choice(one: dict[str, Any]) -> Choice:
    return Choice(
        float(one["lon"]),
        float(one["lat"]),
        float(one["score"]),
        str(one.get("precision", "")),
        round(one.get("uncertainty_m") or 0),
        str(one.get("name", "")),
        str(one.get("why_zh", "")),
        str(one.get("why_en", "")),
    )


def _name(row: UnlocatedRow) -> str:
    return str(row.values.get("name") or "")


def _category(row: UnlocatedRow) -> tuple[str, str]:
    """The row's category in Chinese and English; events ask for theirs (1 statement)."""
    if row.kind == KindName.EVENTS:
        names = EventCategory.objects.filter(pk=row.values.get("category_id") or 0)
        zh, en = names.values_list("name", "name_en").first() or ("", "")
        return zh, en or zh
    word = str(row.values.get("kind") or row.values.get("category") or "")
    names_of_kind = {str(code): names for code, names in _KIND_NAMES.get(row.kind, {}).items()}
    return names_of_kind.get(word, (word, word))


def _moment(told: Any) -> datetime | None:
    return datetime.fromisoformat(str(told)) if told else None
