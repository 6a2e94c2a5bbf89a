"""Scan the days since the last refresh for what is emerging: new warnings are raised, known ones go on."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from geodata.actions.store_hotspots import box_polygon
from geodata.analysis.cells import Box, Flags, Integers
from geodata.analysis.emerging import Emerging, find_emerging, history_until, new_warnings, usual_chance
from geodata.analysis.space_time_scan import Chance, History
from geodata.models import EmergingWarning, WarningStep
from geodata.queries.hotspot_events import KnownEvents
from geodata.rules.heat_limits import (
    WARNING_BASELINE_DAYS,
    WARNING_CHANCE_DAYS,
    WARNING_LEAST_DAYS,
    WARNING_QUIET_DAYS,
)
from geodata.rules.warning_flow import WarningStepKind
from geodata.rules.work_calendar import china


@dataclass(frozen=True)
class KnownChance:
    """How large statistics get by chance in a category, and the day (ordinal) it was worked out on."""

    chance: Chance
    day: int

    def as_json(self) -> dict[str, float]:
        """What is kept of it."""
        one = self.chance
        return {"location": one.location, "scale": one.scale, "share": one.share, "day": self.day}

    @classmethod
    def of_json(cls, kept: dict[str, float] | None) -> "KnownChance | None":
        """What was kept, None where nothing was."""
        if kept is None:
            return None
        return cls(Chance(kept["location"], kept["scale"], kept["share"]), int(kept["day"]))


@dataclass(frozen=True)
class Watch:
    """A category to be scanned: its reports (all), the box studied, the day looked at last, and when now is."""

    category_id: int
    reports: KnownEvents
    bounds: Box
    last_day: date
    now: datetime


def carry_warnings(watch: Watch, known: KnownChance | None, seen_until: date | None) -> KnownChance | None:
    """What chance does in this category, worked out anew when it is a week old; None where history is too short.

    seen_until: the last day that was scanned before; at most WARNING_QUIET_DAYS missed days are scanned now.
    """
    incidents = watch.reports.incidents
    last = watch.last_day.toordinal()
    length = min(WARNING_BASELINE_DAYS, last - int(incidents.day.min(initial=last)) + 1)
    if length < WARNING_LEAST_DAYS:
        return None
    if known is None or not 0 <= last - known.day < WARNING_CHANCE_DAYS:
        known = KnownChance(usual_chance(_history(watch, incidents, last, length)[0]), last)
    start = max(last - WARNING_QUIET_DAYS + 1, (seen_until or date.min).toordinal() + 1)
    for day in range(min(start, last), last + 1):
        history, number = _history(watch, incidents, day, length)
        _carry(watch, find_emerging(history, number, day, chance=known.chance))
    return known


def _history(watch: Watch, incidents: KnownEvents, last: int, length: int) -> tuple[History, Integers]:
    return history_until(incidents.points, incidents.day, watch.bounds, kinds_of_days(last, length), last)


def kinds_of_days(last: int, length: int) -> Integers:
    """1 for each day off and 0 for each working day, of so many days up to last (ordinal), oldest first."""
    days = (date.fromordinal(day) for day in range(last - length + 1, last + 1))
    return np.array([0 if china().is_working(day) else 1 for day in days], dtype=np.int64)


def _carry(watch: Watch, found: list[Emerging]) -> None:
    """Raise what is new of one day's warnings and note what goes on."""
    if not found:
        return
    since = date.fromordinal(found[0].last_day) - timedelta(days=WARNING_QUIET_DAYS)
    kept = EmergingWarning.objects.select_for_update().filter(
        category_id=watch.category_id, last_seen_on__gte=since
    )
    earlier = list(kept.order_by("last_seen_on", "id"))
    new, goes_on = new_warnings(found, [_as_found(one) for one in earlier])
    for place, one in goes_on:
        _go_on(watch, earlier[place], one)
    for one in new:
        warning = EmergingWarning(category_id=watch.category_id, raised_on=date.fromordinal(one.last_day))
        _tell(watch, warning, one)
        WarningStep.objects.create(warning=warning, step=WarningStepKind.RAISED.value, at=watch.now)


def _as_found(warning: EmergingWarning) -> Emerging:
    return Emerging(
        warning.geom.extent,
        warning.starts_on.toordinal(),
        warning.last_seen_on.toordinal(),
        warning.observed,
        warning.expected,
        warning.observed / max(warning.expected, 1e-6),
        warning.recurrence_days,
        (),
    )


def _go_on(watch: Watch, warning: EmergingWarning, one: Emerging) -> None:
    """A known warning with today's figures; a day before the one it was seen last on changes nothing."""
    if one.last_day >= warning.last_seen_on.toordinal():
        _tell(watch, warning, one)


def _tell(watch: Watch, warning: EmergingWarning, one: Emerging) -> None:
    """Write what was found now; an unchanged warning is left alone, so that nobody is told of it again."""
    told = {
        "starts_on": date.fromordinal(one.start_day),
        "last_seen_on": date.fromordinal(one.last_day),
        "observed": one.observed,
        "expected": one.expected,
        "recurrence_days": one.recurrence_days,
        "reports": int(_inside(watch.reports, one).sum()),
    }
    if warning.pk and all(getattr(warning, name) == value for name, value in told.items()):
        return
    for name, value in told.items():
        setattr(warning, name, value)
    warning.geom = box_polygon(one.box)
    warning.save()


def _inside(reports: KnownEvents, one: Emerging) -> Flags:
    x, y = reports.points.T
    west, south, east, north = one.box
    day = reports.day
    days = (day >= one.start_day) & (day <= one.last_day)
    return np.asarray(days & (x >= west) & (x < east) & (y >= south) & (y < north))
