"""What a request about heat asks for: filters, the district's days, and the words of single answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from django.utils import timezone

from geodata.errors import BadParameter
from geodata.queries.event_filters import EventFilters
from geodata.queries.heat_areas import LEVELS, Borders
from geodata.queries.heat_cells import earlier
from geodata.queries.heat_summary import Span
from geodata.rules.levels import Level
from geodata.rules.periods import Period
from geodata.rules.viewer import Viewer
from layers.base import Question
from layers.event_filters import EVENT_FILTERS, event_filters
from layers.filters import bbox, day
from layers.geojson import web_box
from layers.questions import opening_period, read_question

LONGEST_DAYS = 3 * 366
YEAR_DAYS = 365
CLOSEST_CELL = 20

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True)
class HeatQuery:
    """A request understood. opening: the period pages open on, its last day is the data's."""

    question: Question
    filters: EventFilters
    opening: Period
    now: datetime

    @property
    def span(self) -> Span:
        """The year that ends with the data's last day, widened to what is asked."""
        last = self.opening.last
        return Span(last - timedelta(days=YEAR_DAYS - 1), last).wide_for(self.filters)


def read_heat(query: Mapping[str, str], viewer: Viewer) -> HeatQuery:
    """The filters of a request (1-3 statements); nonsense is a BadParameter naming the accepted form."""
    question = read_question(tuple(EVENT_FILTERS), query, viewer)
    filters = event_filters(question.filters)
    _check_length(filters.days, "to")
    return HeatQuery(question, filters, opening_period(question.today), timezone.now())


def _check_length(days: int, name: str) -> None:
    if days > LONGEST_DAYS:
        raise BadParameter(
            f"{name}：时段有 {days} 天，最长 {LONGEST_DAYS} 天；请缩短。",
            f"{name}: the period has {days} days, at most {LONGEST_DAYS}; choose a shorter one.",
        )


def read_word(query: Mapping[str, str], name: str, words: type[Word], default: Word) -> Word:
    """One of some words."""
    text = query.get(name) or default.value
    if text not in set(words):
        accepted = ", ".join(words)
        raise BadParameter(
            f"{name}={text[:40]!r} 不能识别；可用：{accepted}。",
            f"{name}={text[:40]!r} is not known; accepted: {accepted}.",
        )
    return words(text)


def read_level(query: Mapping[str, str], default: Level) -> Level:
    """The level of the areas that are listed."""
    level = read_word(query, "level", Level, default)
    if level not in LEVELS:
        raise BadParameter(
            "level=district 不能识别；可用：grid、community、subdistrict。",
            "level=district is not known; accepted: grid, community, subdistrict.",
        )
    return level


def read_borders(query: Mapping[str, str]) -> Borders:
    """By which borders areas are counted: today's unless those of the day are asked for."""
    return read_word(query, "borders", Borders, Borders.NOW)


def read_box(query: Mapping[str, str]) -> tuple[float, float, float, float] | None:
    """The box in EPSG:3857 metres; None where none is asked."""
    return web_box(bbox(query["box"])) if query.get("box") else None


def read_before(query: Mapping[str, str], filters: EventFilters) -> EventFilters:
    """The filters of the period that is compared with: before, year_ago, or FIRST..LAST."""
    text = query.get("with") or "before"
    if text in {"before", "year_ago"}:
        return earlier(filters, text)
    first, dots, last = text.partition("..")
    if not dots:
        raise BadParameter(
            f"with={text[:40]!r} 不能识别；应为 before、year_ago 或 起始日..结束日（YYYY-MM-DD..YYYY-MM-DD）。",
            f"with={text[:40]!r} is not understood; write before, year_ago or YYYY-MM-DD..YYYY-MM-DD.",
        )
    days: tuple[date, date] = day("with", first), day("with", last)
    if days[0] > days[1]:
        raise BadParameter(
            f"with={text}：起点晚于终点。",
            f"with={text}: the first day is after the last; write the earlier one first.",
        )
    found = filters.over(*days)
    _check_length(found.days, "with")
    return found


def read_cell(text: str) -> tuple[int, int, int]:
    """Zoom, column and row of 'z/x/y', zoom at most CLOSEST_CELL."""
    parts = text.split("/")
    if len(parts) == 3 and all(part.isascii() and part.isdigit() and len(part) < 8 for part in parts):
        zoom, x, y = map(int, parts)
        if zoom <= CLOSEST_CELL and x < 2**zoom and y < 2**zoom:
            return zoom, x, y
    raise BadParameter(
        f"cell={text[:40]!r} 不能识别；应写成 级/列/行，例如 17/102777/55991（级不超过 {CLOSEST_CELL}）。",
        f"cell={text[:40]!r} is not understood; write z/x/y such as 17/102777/55991 (z up to {CLOSEST_CELL}).",
    )


def read_uuid(query: Mapping[str, str], name: str) -> UUID | None:
    """A uuid; None where it is not given."""
    text = query.get(name)
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise BadParameter(
            f"{name}={text[:40]!r} 不是编号（uuid）。",
            f"{name}={text[:40]!r} is no uuid; write one as the API gives it.",
        ) from None
