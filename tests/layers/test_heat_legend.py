"""Very many events: the legend is told from a part of them, the surface from counted squares."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from geodata.actions.fold_heat_counts import fold_heat_counts
from geodata.actions.settle_repeats import settle_repeats
from geodata.models import Event
from layers import heat_places, heat_surface
from layers.heat_places import event_places, usual_places, what_is_usual
from layers.heat_surface import Frame, heat_frame
from tests import factories

pytestmark = pytest.mark.django_db
LAST = date(2026, 4, 30)
YEAR = {"from": LAST - timedelta(days=364), "to": LAST}


def densities(frame: Frame) -> NDArray[np.float64]:
    """The densities that the legend is told from."""
    values: NDArray[np.float64] = heat_surface._density(frame, usual_places(frame.bounds, YEAR), 365).values
    return values


def make_events(many: int, *, spread_m: float = 900) -> None:
    """Counted events of 300 days around the middle, of two sources, some of them repeats."""
    chance, category = random.Random(1), factories.make_category("noise")
    last = datetime(2026, 4, 29, tzinfo=UTC)
    moments = [last - timedelta(days=chance.uniform(0, 300)) for _ in range(many)]
    Event.objects.bulk_create(
        Event(
            category=category, priority="general", source=chance.choice(["resident", "worker"]), reported_at=at, due_at=at,
            geom=factories.point(chance.gauss(0, spread_m), chance.gauss(0, spread_m)),
        )
        for at in moments
    )  # fmt: skip
    settle_repeats()
    fold_heat_counts()


def test_densities_told_from_a_part_stand_for_all_events(monkeypatch: pytest.MonkeyPatch) -> None:
    make_events(3000)
    frame = heat_frame(LAST)
    assert frame is not None
    whole = densities(frame)
    monkeypatch.setattr(heat_places, "USUAL_POINTS", 1500)
    part = densities(frame)
    # Pages are taken whole: a part of some dozen pages is a rough one, one that forgets to be scaled up is half.
    assert not np.array_equal(part, whole)
    assert part.sum() == pytest.approx(whole.sum(), rel=0.3)
    assert np.corrcoef(part.ravel(), whole.ravel())[0, 1] > 0.9


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"source": ("worker",)},
        {"hours": tuple(range(40, 90))},
        {"count": "incidents"},
        {"priority": ("urgent",)},
    ],
    ids=str,
)
def test_counted_squares_make_the_surface_of_the_events(
    monkeypatch: pytest.MonkeyPatch, words: dict[str, Any]
) -> None:
    # Close together: what squares are off by is chance, and grows less with the events that a place is told by.
    make_events(5000, spread_m=200)
    # Counted no more: these come from the rows.
    factories.make_event(None, 40, 40, datetime(2026, 4, 20, 3, tzinfo=UTC), source="worker")
    frame = heat_frame(LAST)
    assert frame is not None
    # Nothing lies on the edge of the frame, where a square is inside and some of its events are not.
    frame = replace(
        frame,
        bounds=(frame.bounds[0] - 900, frame.bounds[1] - 900, frame.bounds[2] + 900, frame.bounds[3] + 900),
    )
    filters = YEAR | words
    exact, many = heat_surface.surface(frame, filters)
    assert event_places(frame.bounds, filters).square_m == 0
    monkeypatch.setattr(heat_places, "MOST_POINTS", 0 if "priority" not in words else -1)
    assert event_places(frame.bounds, filters).square_m == 0, "of too few"
    monkeypatch.setattr(heat_places, "LEAST_COUNTED", 0)
    counted, same = heat_surface.surface(frame, filters)
    assert same == many
    assert (many > 100) is ("priority" not in words)
    assert np.abs(counted.values - exact.values).max() <= 0.005 * exact.values.max()
    if many:
        assert 30 < event_places(frame.bounds, filters).square_m < 38


def test_a_report_changes_what_is_usual_where_events_are_few_only(monkeypatch: pytest.MonkeyPatch) -> None:
    make_events(50)
    assert what_is_usual(YEAR, "before") != what_is_usual(YEAR, "after")
    monkeypatch.setattr(heat_places, "USUAL_POINTS", 20)
    assert what_is_usual(YEAR, "before") == what_is_usual(YEAR, "after") == 50
    assert what_is_usual(YEAR | {"state": "open"}, "before") == "before"
