"""The nearest service points on foot from a place, open ones first told. Public data; the place is kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from geodata.analysis.walking_graph import PacedNetwork
from geodata.analysis.walking_path import walk_path
from geodata.analysis.walking_places import to_lonlat, to_metres
from geodata.analysis.walking_search import Arrivals, Walk, arrivals, walk_from
from geodata.analysis.walking_way import WayFacts, way_facts
from geodata.queries.service_points import ServicePointCard, service_points
from geodata.queries.walking import (
    Walking,
    WalkPoints,
    WalkState,
    kept_points,
    kept_walking,
    walk_near,
    walk_state,
)
from geodata.rules.opening import OpeningNow, opening_now
from geodata.rules.walking import LONGEST_WALK_MINUTES, Pace
from geodata.rules.work_calendar import china

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
# No pace takes more times as long as another on any ground: stairs at 0.4 m/s against 1.2 m/s on the flat.
SLOWEST_TIMES = 4.0
_LONGEST_S = LONGEST_WALK_MINUTES * 60.0


@dataclass(frozen=True)
class NearbyAsk:
    """What is asked: a place in degrees WGS 84, kinds (none: all), whose pace orders, only open ones, how many, paths.

    only: the id of the one point asked about.
    """

    lon: float
    lat: float
    kinds: tuple[str, ...] = ()
    pace: Pace = Pace.ADULT
    open_only: bool = True
    limit: int = 5
    path: bool = False
    only: int | None = None


@dataclass(frozen=True)
class WalkTo:
    """A walk: metres, seconds at each pace, and where they were asked for its corners in degrees and what is on it."""

    metres: float
    seconds: Mapping[Pace, float]
    path: list[list[float]] | None = None
    facts: WayFacts | None = None


@dataclass(frozen=True)
class NearbyPoint:
    """A point found: its facts, whether it is open, straight metres, and the walk (None: not reached on foot)."""

    card: ServicePointCard
    opening: OpeningNow
    straight_m: float
    walk: WalkTo | None


@dataclass(frozen=True)
class Nearby:
    """Points nearest first; closed: the nearest one that is closed now, where only open ones were asked for.

    network_at: when the network was made, None where there is none; network_current: whether roads changed since.
    """

    points: list[NearbyPoint]
    closed: NearbyPoint | None
    network_at: datetime | None
    network_current: bool


@dataclass(frozen=True)
class _Found:
    """All points in order of nearness: rows of the kept points, straight metres, the walk, and the other paces."""

    points: WalkPoints
    order: Ints
    straight: Floats
    walk: Walk | None
    arrivals: Arrivals | None
    other_paces: Sequence[tuple[Pace, PacedNetwork]]
    xy: Floats


def nearby(ask: NearbyAsk, now: datetime) -> Nearby:
    """The nearest points (2 statements while nothing changed, at most 6).

    now: aware local moment opening is judged at. Points that are not reached on foot come last, by straight distance.
    """
    state = walk_state()
    walking = kept_walking(state)
    found = _ordered(ask, walking, kept_points(walking, state))
    rows, closed = _chosen(ask, found, now)
    walks = _walks(ask, found, [*rows, *closed])
    pks = [int(found.points.id[row]) for row in walks]
    cards = {card.pk: card for card in service_points(pks)}
    told = {
        row: NearbyPoint(cards[pk], _opening(found.points, row, now), float(found.straight[row]), walks[row])
        for row, pk in zip(walks, pks, strict=True)
        if pk in cards
    }
    shut = told.get(closed[0]) if closed else None
    return Nearby([told[row] for row in rows if row in told], shut, state.network_at, _network_current(state))


def walks_from(lon: float, lat: float) -> dict[int, WalkTo]:
    """Point id → the walk there from a place in degrees WGS 84, for every point reached on foot at both paces.

    1 statement while nothing changed; empty where there is no network near.
    """
    state = walk_state()
    walking = kept_walking(state)
    xy = to_metres(np.array([[lon, lat]]))[0]
    found = {pace: walk_near(walking, xy, pace, _LONGEST_S) for pace in Pace}
    if walking is None or any(walk is None for walk in found.values()):
        return {}
    points = kept_points(walking, state)
    reached = {pace: arrivals(walk, points.snaps) for pace, walk in found.items() if walk is not None}
    seconds = np.column_stack([reached[pace].seconds for pace in Pace])
    return {
        int(points.id[row]): WalkTo(
            float(reached[Pace.ADULT].metres[row]), dict(zip(Pace, map(float, seconds[row]), strict=True))
        )
        for row in np.flatnonzero(np.isfinite(seconds).all(axis=1)).tolist()
    }


def _network_current(state: WalkState) -> bool:
    before = state.made.get("nearest", {})
    return all(before.get(kind) == state.versions.get(kind) for kind in ("roads", "water"))


def _ordered(ask: NearbyAsk, walking: Walking | None, points: WalkPoints) -> _Found:
    """The points of the asked kinds by seconds, then by straight metres."""
    xy = to_metres(np.array([[ask.lon, ask.lat]]))[0]
    straight = np.hypot(*(points.xy - xy).T) if np.isfinite(xy).all() else np.full(len(points.id), np.inf)
    wanted = np.isin(points.kind, ask.kinds) if ask.kinds else np.ones(len(points.id), bool)
    if ask.only is not None:
        wanted &= points.id == ask.only
    walk = walk_near(walking, xy, ask.pace, _LONGEST_S)
    found = arrivals(walk, points.snaps) if walk else None
    seconds = found.seconds if found else np.full(len(points.id), np.inf)
    order = np.lexsort((points.id, straight, seconds))
    others = [(pace, net) for pace, net in walking.paced.items() if pace != ask.pace] if walking else []
    return _Found(points, order[wanted[order]], straight, walk, found, others, xy)


def _opening(points: WalkPoints, row: int, now: datetime) -> OpeningNow:
    return opening_now(points.opening_hours[row], now, china(), points.closed_until[row])


def _chosen(ask: NearbyAsk, found: _Found, now: datetime) -> tuple[list[int], list[int]]:
    """The rows told, and the nearest closed one where only open ones are."""
    if not ask.open_only:
        return [int(row) for row in found.order[: ask.limit]], []
    rows: list[int] = []
    closed: list[int] = []
    # At night every point is looked at; most keep the hours of many others.
    known: dict[object, bool] = {}
    for row in found.order.tolist():
        hours = (found.points.opening_hours[row], found.points.closed_until[row])
        if hours not in known:
            known[hours] = _opening(found.points, row, now).is_open
        if known[hours]:
            rows.append(row)
        elif not closed:
            closed.append(row)
        if len(rows) == ask.limit:
            break
    return rows, closed


def _walks(ask: NearbyAsk, found: _Found, rows: Sequence[int]) -> dict[int, WalkTo | None]:
    """The walk to each of the chosen points at both paces."""
    walk, reached = found.walk, found.arrivals
    if walk is None or reached is None or not rows:
        return dict.fromkeys(rows)
    chosen = found.points.snaps.take(np.array(rows))
    seconds = {ask.pace: reached.seconds[list(rows)]}
    limit_s = SLOWEST_TIMES * _farthest(seconds[ask.pace])
    for pace, other in found.other_paces:
        seconds[pace] = arrivals(walk_from(other, walk.place, limit_s), chosen).seconds
    return {
        row: WalkTo(
            float(reached.metres[row]),
            {pace: float(values[place]) for pace, values in seconds.items()},
            *(_way(found, row) if ask.path else ()),
        )
        if all(np.isfinite(values[place]) for values in seconds.values())
        else None
        for place, row in enumerate(rows)
    }


def _farthest(seconds: Floats) -> float:
    reached = seconds[np.isfinite(seconds)]
    return float(reached.max()) if len(reached) else 0.0


def _way(found: _Found, row: int) -> tuple[list[list[float]] | None, WayFacts | None]:
    """The corners of the way to a point and what is on it; None for both where it is not reached."""
    assert found.walk is not None
    assert found.arrivals is not None
    if not np.isfinite(found.arrivals.seconds[row]):
        return None, None
    ends = (found.xy, found.points.xy[row])
    corners = to_lonlat(walk_path(found.walk, found.arrivals, found.points.snaps, row, ends=ends))
    return corners, way_facts(found.walk, found.arrivals, found.points.snaps, row)
