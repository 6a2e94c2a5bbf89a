"""What a request asks of layers, read from its query; answers of the database that it needs are remembered by version."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.utils import timezone

from geodata.queries.event_filters import area_ids_below
from geodata.queries.events import category_ids, default_period
from geodata.rules.levels import CHANGE_KINDS
from geodata.rules.periods import Period
from geodata.rules.service_points import ServiceKind
from geodata.rules.viewer import Viewer

from .base import Question
from .event_filters import EVENT_FILTERS, STANDING_FILTER, filled_moment, filled_period, unknown_area
from .filters import read_filters, word
from .known_changes import KNOWN

READERS = {**EVENT_FILTERS, **STANDING_FILTER, "kind": word(*ServiceKind)}
MOST_REMEMBERED = 500

Found = TypeVar("Found")


def read_question(taken: tuple[str, ...], query: Mapping[str, str], viewer: Viewer) -> Question:
    """What is asked, with the default period filled in and categories resolved (0-3 statements)."""
    today = timezone.localdate()
    readers = {name: READERS[name] for name in taken}
    filters = read_filters(readers, query)
    if "from" in readers:
        filters = filled_period(filters, opening_period(today))
    filters = filled_moment(filters, timezone.now())
    if "category" in filters:
        filters["category_ids"] = _categories(filters["category"])
    if "area" in filters:
        filters["area_ids"] = _areas(filters["area"])
    return Question(viewer, today, filters)


def opening_period(today: date) -> Period:
    """The period events open on; it can change with any event (0-1 statements)."""
    return _remembered(("period", today), KNOWN.version("events"), lambda: default_period(today))


def _categories(codes: tuple[str, ...]) -> list[int]:
    """Ids of categories and those below; a changed category touches all events everywhere (0-1 statements)."""
    return _remembered(("category", codes), KNOWN.everywhere("events"), lambda: category_ids(*codes))


def _areas(code: str) -> list[int]:
    """Ids of an area and those below (0-1 statements)."""
    version = sum(KNOWN.version(kind) for kind in CHANGE_KINDS.values())
    found = _remembered(("area", code), version, lambda: area_ids_below(code))
    if not found:
        raise unknown_area("area", code)
    return found


_answers: dict[Any, tuple[int, Any]] = {}


def _remembered(key: Any, version: int, ask: Callable[[], Found]) -> Found:
    """An answer that holds while a version does, asked again otherwise and while nobody hears of versions."""
    if not KNOWN.hearing:
        return ask()
    held = _answers.get(key)
    if held is not None and held[0] == version:
        found: Found = held[1]
        return found
    if len(_answers) > MOST_REMEMBERED:
        _answers.clear()
    found = ask()
    _answers[key] = (version, found)
    return found
