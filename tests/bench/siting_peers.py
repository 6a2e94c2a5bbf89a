"""`python -m tests.bench.siting_peers FILE`: the same siting problems by spopt and HiGHS; prints JSON of seconds and values.

FILE: an .npz with cost (places × candidates, seconds), people, count and limit (seconds). A program of its own, in the
peers' environment; imports nothing of the product.
"""

import json
import sys
import time
from typing import Any

import numpy as np

LIMIT_S = 120


def solved(model: Any, solver: Any) -> tuple[float, Any]:
    """Seconds to the proven optimum, and the model."""
    began = time.perf_counter()
    found = model.solve(solver)
    return time.perf_counter() - began, found


def main(path: str) -> None:
    """Print seconds to build and solve, and what was reached."""
    import pulp
    from spopt.locate import MCLP, PMedian

    given = np.load(path)
    high = pulp.HiGHS(msg=False, timeLimit=LIMIT_S)
    # Where the peers' environment has no HiGHS, the solver that comes with PuLP stands in and is named.
    solver, name = (
        (high, "HiGHS") if high.available() else (pulp.PULP_CBC_CMD(msg=False, timeLimit=LIMIT_S), "CBC")
    )
    cost, people, count, limit = (given[name] for name in ("cost", "people", "count", "limit"))
    began = time.perf_counter()
    cover = MCLP.from_cost_matrix(cost, people, float(limit), p_facilities=int(count))
    built = time.perf_counter() - began
    cover_s, cover = solved(cover, solver)
    told: dict[str, Any] = {
        "solver": name,
        "mclp": built + cover_s,
        "mclp_value": float(pulp.value(cover.problem.objective)),
    }
    # Told at once: whoever waits may lose patience with the median.
    print(json.dumps(told), flush=True)
    began = time.perf_counter()
    median = PMedian.from_cost_matrix(cost, people, p_facilities=int(count))
    built = time.perf_counter() - began
    median_s, median = solved(median, solver)
    told |= {
        "p_median": built + median_s,
        "p_median_value": float(pulp.value(median.problem.objective) / people.sum()),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1])
