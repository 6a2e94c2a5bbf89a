"""How many people have a service within some minutes, and what a change would do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.analysis.walking_graph import PacedNetwork
from geodata.analysis.walking_nearest import nearest_targets
from geodata.analysis.walking_snap import Snaps, join_snaps

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Share:
    """Within reach and all, in whatever was counted."""

    within: float
    total: float

    @property
    def part(self) -> float | None:
        """Between 0 and 1; None where there is nobody."""
        return self.within / self.total if self.total else None


def share_within(seconds: Floats, weight: Floats, minutes: float) -> Share:
    """How much weight has a walk of at most so many minutes.

    Parameters: seconds (n,), inf where nothing is reached; weight (n,): people, or 1 for buildings.

    >>> share_within(np.array([60.0, 900.0, np.inf]), np.array([10.0, 5.0, 5.0]), 15)
    Share(within=15.0, total=20.0)
    """
    return Share(float(weight[seconds <= minutes * 60.0].sum()), float(weight.sum()))


@dataclass(frozen=True)
class Change:
    """A what-if: rows of the points that close (a moved one too), and new places as snapped to the network."""

    closed: tuple[int, ...] = ()
    opened: Snaps | None = None


def seconds_after(paced: PacedNetwork, places: Snaps, points: Snaps, change: Change) -> Floats:
    """Seconds from every place to its nearest point after a change.

    Parameters: places (n rows); points (p rows) as they are now; change. Returns: (n,), inf where nothing is reached.
    Source: nearest_targets over the changed set of points.
    """
    keep = np.ones(len(points), bool)
    keep[list(change.closed)] = False
    after = points.take(keep)
    if change.opened is not None:
        after = join_snaps(after, change.opened)
    return nearest_targets(paced, places, after).seconds


@dataclass(frozen=True)
class Difference:
    """What a change does: shares before and after, and how many people gain or lose
    the service, or walk shorter or longer."""

    before: Share
    after: Share
    gained: float
    lost: float
    nearer: float
    farther: float


def difference(before_s: Floats, after_s: Floats, people: Floats, minutes: float) -> Difference:
    """What a change does to people.

    Parameters: before_s, after_s, people: (n,). nearer, farther: people whose walk changes by more than a second.

    >>> difference(np.array([1200.0, 60.0]), np.array([300.0, 60.0]), np.array([4.0, 6.0]), 15).gained
    4.0
    """
    limit = minutes * 60.0
    was, now = before_s <= limit, after_s <= limit
    with np.errstate(invalid="ignore"):
        step = np.where(before_s == after_s, 0.0, after_s - before_s)
    return Difference(
        share_within(before_s, people, minutes),
        share_within(after_s, people, minutes),
        float(people[now & ~was].sum()),
        float(people[was & ~now].sum()),
        float(people[step < -1.0].sum()),
        float(people[step > 1.0].sum()),
    )
