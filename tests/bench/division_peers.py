"""Peers of the suggester, run in the environment of the peers: `python division_peers.py METHOD TASK.npz OUT.npz`.

TASK: households, part, one, other, place of a graph, grids of each part. OUT: label (n,), −1 where a part got no
division in its time; seconds of each part.
"""

import signal
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

LIMIT_S = 120
# All parts together; what is left then has no division.
ALL_LIMIT_S = 600
SEED = 1
BAND = 0.25


@dataclass(frozen=True)
class Piece:
    """One connected part: households (n,), borders between positions, places, and the number of grids."""

    households: np.ndarray
    one: np.ndarray
    other: np.ndarray
    place: np.ndarray
    grids: int


def gerrychain(piece: Piece, epsilon: float, steps: int = 0) -> np.ndarray:
    """Recursive spanning trees; with steps, short bursts of ReCom from there towards fewer cut edges."""
    import networkx
    from gerrychain import Graph, Partition, updaters

    joined = networkx.Graph()
    joined.add_nodes_from((at, {"pop": float(count)}) for at, count in enumerate(piece.households))
    joined.add_edges_from(zip(piece.one.tolist(), piece.other.tolist(), strict=True))
    parts = Partition.from_random_assignment(
        Graph.from_networkx(joined),
        piece.grids,
        epsilon,
        "pop",
        {"pop": updaters.Tally("pop"), "cut": updaters.cut_edges},
        rng=SEED,
    )
    parts = _bursts(parts, piece, epsilon, steps) if steps else parts
    _, label = np.unique([parts.assignment[at] for at in range(len(piece.households))], return_inverse=True)
    return label


def _bursts(parts, piece: Piece, epsilon: float, steps: int):  # type: ignore[no-untyped-def]
    from functools import partial

    from gerrychain import constraints
    from gerrychain.optimization import SingleMetricOptimizer
    from gerrychain.proposals import recom

    mean = float(piece.households.sum()) / piece.grids
    proposal = partial(recom, pop_col="pop", pop_target=mean, epsilon=epsilon, node_repeats=1)
    bound = constraints.within_percent_of_ideal_population(parts, epsilon, "pop")
    search = SingleMetricOptimizer(
        proposal, [bound], parts, lambda one: len(one["cut"]), maximize=False, rng=SEED
    )
    for _ in search.short_bursts(10, steps // 10):
        pass
    return search.best_part


def spopt(piece: Piece, solver: str) -> np.ndarray:
    """A regionalisation of spopt by households; these aim at likeness, none at equal sums."""
    import geopandas
    import libpysal
    from spopt import region

    frame = geopandas.GeoDataFrame(
        {"pop": piece.households}, geometry=geopandas.points_from_xy(piece.place[:, 0], piece.place[:, 1])
    )
    near: dict[int, list[int]] = {at: [] for at in range(len(piece.households))}
    for one, other in zip(piece.one.tolist(), piece.other.tolist(), strict=True):
        near[one].append(other)
        near[other].append(one)
    weights = libpysal.weights.W(near, silence_warnings=True)
    np.random.seed(SEED)
    made = {
        "ward": lambda: region.WardSpatial(frame, weights, ["pop"], piece.grids),
        "skater": lambda: region.Skater(frame, weights, ["pop"], n_clusters=piece.grids, floor=1),
        "azp": lambda: region.AZP(frame, weights, ["pop"], piece.grids, random_state=SEED),
    }[solver]()
    made.solve()
    return np.unique(np.asarray(made.labels_), return_inverse=True)[1]


METHODS: dict[str, Callable[[Piece], np.ndarray]] = {
    "GerryChain tree .25": lambda piece: gerrychain(piece, BAND),
    "GerryChain tree .10": lambda piece: gerrychain(piece, 0.10),
    "GerryChain bursts .10": lambda piece: gerrychain(piece, 0.10, 200),
    "spopt Ward": lambda piece: spopt(piece, "ward"),
    "spopt Skater": lambda piece: spopt(piece, "skater"),
    "spopt AZP": lambda piece: spopt(piece, "azp"),
}


def main(method: str, task: str, out: str) -> None:
    """Divide every part within its time and store what came out."""
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGALRM, _too_late)
    given = np.load(task)
    label = np.full(len(given["households"]), -1)
    seconds, first, began = [], 0, time.monotonic()
    for number, grids in enumerate(given["grids"].tolist()):
        own = np.flatnonzero(given["part"] == number)
        left = min(LIMIT_S, int(ALL_LIMIT_S - (time.monotonic() - began)))
        start = time.monotonic()
        found = _in_time(METHODS[method], _piece(given, own, grids), left) if left > 0 else None
        seconds.append(time.monotonic() - start)
        if found is not None and len(np.unique(found)) == grids:
            label[own] = first + found
        first += grids
    np.savez(out, label=label, seconds=np.array(seconds))


def _piece(given, own: np.ndarray, grids: int) -> Piece:  # type: ignore[no-untyped-def]
    place = np.full(len(given["households"]), -1)
    place[own] = np.arange(len(own))
    kept = (place[given["one"]] >= 0) & (place[given["other"]] >= 0)
    ends = place[given["one"][kept]], place[given["other"][kept]]
    return Piece(given["households"][own], *ends, given["place"][own], grids)


def _in_time(method: Callable[[Piece], np.ndarray], piece: Piece, limit: int) -> np.ndarray | None:
    if piece.grids == 1:
        return np.zeros(len(piece.households), dtype=int)
    signal.alarm(limit)
    try:
        return method(piece)
    except Exception as problem:
        print(f"{type(problem).__name__}: {str(problem)[:120]}", file=sys.stderr)
        return None
    finally:
        signal.alarm(0)


def _too_late(*_: object) -> None:
    raise TimeoutError("no division in its time")


if __name__ == "__main__":
    main(*sys.argv[1:])
