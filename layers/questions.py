"""What a request asks of layers, read from its query; answers of the database that it needs are remembered by version."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.utils import timezone

from geodata.queries.events import category_ids, default_period
from geodata.rules.periods import Period
from geodata.rules.service_points import ServiceKind
from geodata.rules.viewer import Viewer

from .base import Question
from .event_filters import EVENT_FILTERS, STANDING_FILTER, filled_period
from .filters import read_filters, word
from .known_changes import KNOWN

READERS = {**EVENT_FILTERS, **STANDING_FILTER, "kind": word(*ServiceKind)}
MOST_REMEMBERED = 500

Found = TypeVar("Found")


def read_question(taken: tuple[str, ...], query: Mapping[str, str], viewer: Viewer) -> Question:
    """What is asked, with the default period filled in and categories resolved (0-2 statements)."""
    today = timezone.localdate()
    readers = {name: READERS[name] for name in taken}
    filters = read_filters(readers, query)
    if "from" in readers:
        filters = filled_period(filters, opening_period(today))
    if "category" in filters:
        filters["category_ids"] = _categories(filters["category"])
    return Question(viewer, today, filters)


def opening_period(today: date) -> Period:
    """The period events open on; it can change with any event (0-1 statements)."""
    return _remembered(("period", today), KNOWN.version("events"), lambda: default_period(today))


def _categories(code: str) -> list[int]:
    """Ids of a category and its children; a changed category touches all events everywhere (0-1 statements)."""
    return _remembered(("category", code), KNOWN.everywhere("events"), lambda: category_ids(code))


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
