"""The best sites by MCLP and p-median, 1,500 places × 150 candidates, beside spopt and beside our own aim.

Both get the same costs and are timed from the costs to the sites. Values are compared too: MCLP must reach the same
number of people; the median's mean walk may be longer by what its own bound admits.
"""

import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from geodata.analysis.siting_cover import Sites, best_cover
from geodata.analysis.siting_median import best_median

from .processes import CHECKOUT, PEERS
from .result import Result, target

PLACES, CANDIDATES, COUNT = 1_500, 150, 10
LIMIT_S = 900.0
# Walks are longer than the straight line by about this much in a town.
DETOUR, SPEED_M_S = 1.3, 0.8
MOST_S = 10.0
PATIENCE_S = 300


def problem() -> dict[str, np.ndarray]:
    """People around 40 centres on 12 by 12 km, candidates among them; seconds on foot at an elderly person's pace."""
    rng = np.random.default_rng(20261126)
    centre = rng.uniform(0, 12_000, (40, 2))
    places = centre[rng.integers(0, 40, PLACES)] + rng.normal(0, 700, (PLACES, 2))
    sites = places[rng.choice(PLACES, CANDIDATES, replace=False)]
    metres = np.hypot(*(places[:, None] - sites[None]).transpose(2, 0, 1)) * DETOUR
    people = rng.integers(20, 900, PLACES).astype(float)
    return {
        "cost": metres / SPEED_M_S,
        "people": people,
        "count": np.array(COUNT),
        "limit": np.array(LIMIT_S),
    }


def run() -> Iterator[Result]:
    """Seconds of both, the aim, and how the answers compare."""
    given = problem()
    ours = {"mclp": _timed(_cover, given), "p_median": _timed(_median, given)}
    for name, (seconds, _) in ours.items():
        yield target(f"siting {name} {PLACES}×{CANDIDATES}, k = {COUNT}", "s", seconds, MOST_S)
    theirs = _peer(given)
    if theirs is None:
        return
    peer = f"spopt + {theirs['solver']}"
    for name, (seconds, found) in ours.items():
        if name not in theirs:
            print(f"{peer}: no {name} within {PATIENCE_S} s")
            continue
        yield Result(f"siting {name} {PLACES}×{CANDIDATES}", "s", seconds, peer, theirs[name])
        value, best = found.value, theirs[f"{name}_value"]
        if name == "mclp":
            yield Result(
                "  people left uncovered", "people", _left(given, value), peer, _left(given, best), 1.0
            )
        else:
            yield Result("  mean walk", "s", value, peer, best, 1.0 + found.gap)


def _cover(given: dict[str, np.ndarray]) -> Sites:
    return best_cover(given["cost"] <= LIMIT_S, given["people"], COUNT)


def _median(given: dict[str, np.ndarray]) -> Sites:
    return best_median(given["cost"], given["people"], COUNT)


def _timed(work, given) -> tuple[float, Sites]:  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    found = work(given)
    return time.perf_counter() - began, found


def _left(given: dict[str, np.ndarray], covered: float) -> float:
    return float(given["people"].sum()) - covered


def _peer(given: dict[str, np.ndarray]) -> dict[str, Any] | None:
    """What the peer needs and finds; None where its environment is not there."""
    python = PEERS / "python"
    if not python.exists():
        print("spopt: no environment of peers (.venv-bench); left out")
        return None
    with TemporaryDirectory() as folder:
        path = Path(folder) / "siting.npz"
        np.savez(path, **given)
        words = ["timeout", str(PATIENCE_S), str(python), "-m", "tests.bench.siting_peers", str(path)]
        done = subprocess.run(words, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        print(f"spopt: no answer within {PATIENCE_S} s. {done.stderr[-300:]}")
        return None
    found: dict[str, Any] = json.loads(lines[-1])
    return found
