"""The walking service other parts call: the stored network, kept in this process until it is made anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.analysis.walking_edges import WalkNetwork
from geodata.analysis.walking_graph import PacedNetwork, at_pace
from geodata.analysis.walking_lines import WalkLines
from geodata.analysis.walking_network import make_network
from geodata.analysis.walking_search import Walk, walk_from
from geodata.analysis.walking_snap import Snapper, Snaps
from geodata.queries.kept_value import KeptValue
from geodata.queries.walking_source import walk_barriers
from geodata.rules.walking import Pace
from geodata.sql import rows

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
SOURCES = ("buildings", "roads", "service_points", "water")


@dataclass(frozen=True)
class WalkState:
    """When the walking data was made (None: never), and whether everything in it is as the tables are now.

    made: part → what it was made from; versions: data versions now.
    """

    network_at: datetime | None
    nearest_at: datetime | None
    current: bool
    made: Mapping[str, Mapping[str, Any]]
    versions: Mapping[str, int]


@dataclass(frozen=True)
class Walking:
    """The network at both paces and where places meet it; made_at: when it was made."""

    network: WalkNetwork
    paced: Mapping[Pace, PacedNetwork]
    snapper: Snapper
    made_at: datetime


@dataclass(frozen=True)
class WalkPoints:
    """Service points as walks end there, one row a point: metres of MEASURE, snaps to the network they came with."""

    id: Ints
    kind: NDArray[np.str_]
    opening_hours: tuple[str, ...]
    closed_until: tuple[date | None, ...]
    xy: Floats
    snaps: Snaps


def walk_state() -> WalkState:
    """What is there and whether it is current (1 statement)."""
    (found,) = rows("read_walk_state")
    made, versions = found["made"], found["versions"]
    sources = {part: one["made_from"] for part, one in made.items()}
    at = {part: datetime.fromisoformat(one["made_at"]) for part, one in made.items()}
    return WalkState(
        at.get("network"),
        at.get("nearest"),
        "nearest" in made and sources["nearest"] == dict(versions),
        sources,
        versions,
    )


_NETWORK: KeptValue[Walking] = KeptValue()
_POINTS: KeptValue[WalkPoints] = KeptValue()


def kept_walking(state: WalkState | None = None) -> Walking | None:
    """The stored network, read when it was made anew (1 statement, else 3); None where there is none.

    state: of walk_state, where the caller has it (no statement while the network is kept).
    """
    at = (state or walk_state()).network_at
    if at is None:
        return None
    found = _NETWORK.of(at, partial(_read, at))
    return found if len(found.network.length) else None


def kept_points(walking: Walking | None, state: WalkState) -> WalkPoints:
    """The service points as they are now, snapped where there is a network (no statement while none changed, else 1)."""
    if walking is None:
        return read_points(_nowhere())
    key = (walking.made_at, state.versions.get("service_points", 0))
    return _POINTS.of(key, partial(read_points, walking.snapper))


def walk_near(walking: Walking | None, xy: Floats, pace: Pace, limit_s: float) -> Walk | None:
    """The walk from a place (2,) in metres of MEASURE, as far as a limit; None where it is off the network."""
    if walking is None or not np.isfinite(xy).all():
        return None
    place = walking.snapper.snap(xy)
    return walk_from(walking.paced[pace], place, limit_s) if place.edge[0] >= 0 else None


def _nowhere() -> Snapper:
    """A snapper without a network."""
    return Snapper(make_network(WalkLines.of(np.zeros(0, dtype=object))))


def forget_walking() -> None:
    """Read everything anew next time: for tests, whose transactions are rolled back."""
    _NETWORK.forget()
    _POINTS.forget()


def read_points(snapper: Snapper) -> WalkPoints:
    """The service points as they are now (1 statement)."""
    found = rows("list_walk_points")
    xy = np.array([(row["x"], row["y"]) for row in found], float).reshape(-1, 2)
    return WalkPoints(
        np.array([row["id"] for row in found], np.int64),
        np.array([row["kind"] for row in found], str),
        tuple(row["opening_hours"] for row in found),
        tuple(row["closed_until"] for row in found),
        xy,
        snapper.snap(xy),
    )


def _read(at: datetime) -> Walking:
    network = read_network()
    paced = {pace: at_pace(network, pace) for pace in Pace} if len(network.length) else {}
    return Walking(network, paced, Snapper(network, walk_barriers()), at)


def read_network() -> WalkNetwork:
    """The stored network (1 statement); row is the road's id, levels are not kept."""
    found = rows("list_walk_edges")
    line = np.asarray(shapely.from_wkb([bytes(row["outline"]) for row in found]), dtype=object).reshape(-1)
    corner, of = shapely.get_coordinates(line, return_index=True)
    counts = np.bincount(of, minlength=len(line)).astype(np.int64)
    last = np.cumsum(counts) - 1
    first = last - counts + 1
    start = np.array([row["from_node"] for row in found], np.int64)
    end = np.array([row["to_node"] for row in found], np.int64)
    node = np.zeros((int(max(start.max(), end.max())) + 1 if len(found) else 0, 2))
    node[end], node[start] = corner[last], corner[first]
    return WalkNetwork(
        node=node,
        start=start,
        end=end,
        length=np.array([row["length_m"] for row in found], float),
        stairs=np.array([row["stairs"] for row in found], bool),
        slope=np.array([row["slope"] for row in found], float),
        row=np.array([-1 if row["road_id"] is None else row["road_id"] for row in found], np.int64),
        level=np.zeros(len(found), np.int64),
        corner=corner,
        first=first,
        last=last,
    )
