"""Make the walking network and the nearest points anew as far as what they are made from has changed."""

from dataclasses import dataclass
from datetime import datetime
from time import perf_counter

import numpy as np
from django.db import transaction

from geodata.actions.store_walk_nearest import PacedNearest, store_nearest
from geodata.actions.store_walk_network import note_made, store_access, store_network
from geodata.analysis.walking_nearest import nearest_targets
from geodata.analysis.walking_network import make_network
from geodata.analysis.walking_snap import Snaps
from geodata.models import WalkMade, WalkNearest
from geodata.queries.walking import (
    SOURCES,
    Walking,
    WalkPoints,
    WalkState,
    kept_walking,
    read_points,
    walk_state,
)
from geodata.queries.walking_source import points_digest, walk_buildings, walk_source
from geodata.rules.walking import Pace
from geodata.sql import rows

_NEAREST = "nearest:"


@dataclass(frozen=True)
class Refreshed:
    """What was made anew: the network, the buildings' ways to it, kinds of points; changed: rows of nearest points."""

    network: bool
    access: bool
    kinds: tuple[str, ...]
    changed: int
    seconds: float


@dataclass(frozen=True)
class StoredBuildings:
    """Buildings as they are stored: ids and snaps."""

    id: np.ndarray
    snaps: Snaps


def refresh_walking(now: datetime, *, force: bool = False) -> Refreshed:
    """What was made anew, in one transaction; nothing where all is current.

    Refreshes wait for each other; readers see the old data until the commit. force: make everything.
    """
    began = perf_counter()
    with transaction.atomic():
        rows("lock_walking")
        state = walk_state()
        if state.current and not force:
            return Refreshed(False, False, (), 0, perf_counter() - began)
        network = _see_to_network(state, now, force=force)
        # Read as stored, so that every process walks on the same numbers.
        walking = kept_walking()
        access = _see_to_access(walking, state, now, force=force or network)
        kinds, changed = _see_to_nearest(walking, state, now, force=force or access)
        versions = {kind: state.versions[kind] for kind in SOURCES if kind in state.versions}
        note_made("nearest", now, versions, {"changed": changed})
    return Refreshed(network, access, kinds, changed, perf_counter() - began)


def _unchanged(state: WalkState, *kinds: str) -> bool:
    """Whether no row of these kinds of data was written since the last refresh."""
    before = state.made.get("nearest")
    return before is not None and all(before.get(kind) == state.versions.get(kind) for kind in kinds)


def _see_to_network(state: WalkState, now: datetime, *, force: bool) -> bool:
    """Whether the network was made anew."""
    if not force and _unchanged(state, "roads", "water"):
        return False
    source = walk_source()
    if not force and state.made.get("network", {}).get("digest") == source.digest:
        return False
    network = make_network(source.lines, source.barriers)
    store_network(network, source.road_id)
    figures = {"edges": len(network.length), "metres": round(float(network.length.sum()))}
    note_made("network", now, {"digest": source.digest}, figures)
    return True


def _see_to_access(walking: Walking | None, state: WalkState, now: datetime, *, force: bool) -> bool:
    """Whether the buildings were joined to the network anew."""
    if not force and _unchanged(state, "buildings"):
        return False
    places = walk_buildings()
    if not force and state.made.get("access", {}).get("digest") == places.digest:
        return False
    snaps = _nowhere(len(places.id)) if walking is None else walking.snapper.snap(places.xy)
    store_access(places.id, snaps)
    figures = {"off": int((snaps.edge < 0).sum()), "blocked": int(snaps.blocked.sum())}
    note_made("access", now, {"digest": places.digest}, figures)
    return True


def _nowhere(count: int) -> Snaps:
    return Snaps(np.full(count, -1), np.zeros(count), np.zeros(count), np.zeros(count, bool))


def stored_access() -> StoredBuildings:
    """Where buildings meet the network, as stored (1 statement)."""
    (row,) = rows("list_walk_access")
    ids, edge = (np.array(row[name] or [], np.int64) for name in ("building_ids", "edges"))
    along, off = (np.array(row[name] or [], float) for name in ("alongs", "offs"))
    return StoredBuildings(ids, Snaps(edge, along, off, np.zeros(len(ids), bool)))


def _see_to_nearest(
    walking: Walking | None, state: WalkState, now: datetime, *, force: bool
) -> tuple[tuple[str, ...], int]:
    """The kinds whose nearest points were looked for, and how many rows that changed."""
    if walking is None:
        return (), WalkNearest.objects.all().delete()[0]
    points = read_points(walking.snapper)
    kinds = sorted(set(points.kind.tolist()))
    gone = {part.removeprefix(_NEAREST) for part in state.made if part.startswith(_NEAREST)} - set(kinds)
    changed = WalkNearest.objects.filter(kind__in=gone).delete()[0] if gone else 0
    WalkMade.objects.filter(part__in=[_NEAREST + kind for kind in gone]).delete()
    digests = {kind: _digest(points, kind) for kind in kinds}
    stale = [
        kind for kind in kinds
        if force or state.made.get(_NEAREST + kind, {}).get("digest") != digests[kind]
    ]  # fmt: skip
    if stale:
        buildings = stored_access()
        for kind in stale:
            changed += _store_kind(walking, points, kind, buildings)
            note_made(_NEAREST + kind, now, {"digest": digests[kind]}, {})
    return tuple(stale), changed


def _digest(points: WalkPoints, kind: str) -> str:
    of = points.kind == kind
    return points_digest(points.id[of], points.xy[of])


def _store_kind(walking: Walking, points: WalkPoints, kind: str, buildings: StoredBuildings) -> int:
    """Look for the nearest points of a kind and store what changed."""
    of = np.flatnonzero(points.kind == kind)
    found = {
        pace: nearest_targets(walking.paced[pace], buildings.snaps, points.snaps.take(of)) for pace in Pace
    }
    return store_nearest(
        kind, buildings.id, points.id[of], PacedNearest(found[Pace.ADULT], found[Pace.ELDERLY])
    )
