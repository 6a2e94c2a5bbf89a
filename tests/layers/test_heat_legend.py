"""The legend of very many events is told from a part of them."""

import random
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from geodata.actions.fold_heat_counts import fold_heat_counts
from geodata.models import Event
from layers import heat_surface
from layers.heat_surface import Frame, heat_frame
from tests import factories

pytestmark = pytest.mark.django_db
LAST = date(2026, 4, 30)
YEAR = {"from": LAST - timedelta(days=364), "to": LAST}


def densities(frame: Frame) -> NDArray[np.float64]:
    """The densities that the legend is told from."""
    points, part = heat_surface._year_points(frame, YEAR)
    values: NDArray[np.float64] = heat_surface._density(frame, points, 365).values / part
    return values


def test_densities_told_from_a_part_stand_for_all_events(monkeypatch: pytest.MonkeyPatch) -> None:
    chance, category = random.Random(1), factories.make_category("noise")
    last = datetime(2026, 4, 29, tzinfo=UTC)
    moments = [last - timedelta(days=chance.uniform(0, 300)) for _ in range(3000)]
    Event.objects.bulk_create(
        Event(
            category=category, priority="general", source="resident", reported_at=at, due_at=at,
            geom=factories.point(chance.gauss(0, 900), chance.gauss(0, 900)),
        )
        for at in moments
    )  # fmt: skip
    fold_heat_counts()
    frame = heat_frame(LAST)
    assert frame is not None
    whole = densities(frame)
    monkeypatch.setattr(heat_surface, "MOST_POINTS", 1500)
    part = densities(frame)
    # Pages are taken whole: a part of some dozen pages is a rough one, one that forgets to be scaled up is half.
    assert not np.array_equal(part, whole)
    assert part.sum() == pytest.approx(whole.sum(), rel=0.3)
    assert np.corrcoef(part.ravel(), whole.ravel())[0, 1] > 0.9
