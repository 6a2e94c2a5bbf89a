"""Who serves which grid: loads as even as can be, households keep the worker they know, workers stay near."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .block_graph import Floats, Ints

# Against an even load: households that lose the worker they know, and grids in a community the worker does not serve.
KNOWN, FAR = 0.6, 1.5
_LEAST_GAIN = 1e-9


def assign_workers(
    households: Floats, known: NDArray[np.float64], share: Floats, near: NDArray[np.bool_]
) -> Ints:
    """(g,) The worker of each grid.

    households: (g,) of each grid. known: (g, w) households of a grid that a worker serves today. share: (w,) of a full-time
    worker. near: (g, w) whether a worker serves the grid's community today. One worker may get several grids; every
    worker gets one where there are grids enough. Needs a worker.
    Source: greedy start, largest grid first, then single moves and swaps while the price falls.

    >>> known = np.array([[400.0, 0], [350, 0], [0, 300], [0, 0]])
    >>> assign_workers(np.array([400.0, 350, 300, 450]), known, np.ones(2), np.ones((4, 2), dtype=bool)).tolist()
    [0, 0, 1, 1]
    """
    mean = max(float(households.sum() / share.sum()), 1.0)
    lost = (households[:, None] - known) / mean
    fixed = KNOWN * lost + FAR * ~near * households[:, None] / mean
    prices = _Prices(households, fixed, share, mean)
    load = np.zeros(len(share))
    worker = np.full(len(households), -1, dtype=np.int64)
    for grid in np.argsort(-households, kind="stable"):
        rise = prices.of(load + households[grid]) - prices.of(load)
        worker[grid] = int(np.argmin(fixed[grid] + rise))
        load[worker[grid]] += households[grid]
    for _ in range(20 * len(households)):
        if not _moved(worker, load, prices) and not _swapped(worker, load, prices):
            break
    return worker


@dataclass(frozen=True)
class _Prices:
    """fixed: (g, w) what a grid costs with a worker whatever the load; share: (w,); mean: households of a full share."""

    households: Floats
    fixed: NDArray[np.float64]
    share: Floats
    mean: float

    def of(self, load: Floats) -> Floats:
        """(…, w) What loads cost: the squared miss of the mean, by share."""
        missed: Floats = self.share * (load / (self.share * self.mean) - 1) ** 2
        return missed


def _moved(worker: Ints, load: Floats, prices: _Prices) -> bool:
    """Whether the best single move was worth it, and so was made."""
    place, households, now = np.arange(len(worker)), prices.households, prices.of(load)
    entering = prices.of(load[None, :] + households[:, None]) - now[None, :]
    leaving = now[None, :] - prices.of(load[None, :] - households[:, None])
    gain = (leaving + prices.fixed)[place, worker][:, None] - entering - prices.fixed
    gain[place, worker] = 0.0
    grid, target = np.unravel_index(int(np.argmax(gain)), gain.shape)
    if gain[grid, target] <= _LEAST_GAIN:
        return False
    load[worker[grid]] -= households[grid]
    load[target] += households[grid]
    worker[grid] = target
    return True


def _swapped(worker: Ints, load: Floats, prices: _Prices) -> bool:
    """Whether the best exchange of two grids between their workers was worth it, and so was made."""
    households, own = prices.households, prices.share[worker]
    full = own * prices.mean
    change = households[None, :] - households[:, None]
    now = own * (load[worker] / full - 1) ** 2
    after = own[:, None] * ((load[worker][:, None] + change) / full[:, None] - 1) ** 2
    fixed = prices.fixed[:, worker]
    kept = np.diagonal(fixed)
    gain = now[:, None] + now[None, :] - after - after.T
    gain += kept[:, None] + kept[None, :] - fixed - fixed.T
    gain[worker[:, None] == worker[None, :]] = 0.0
    one, other = np.unravel_index(int(np.argmax(gain)), gain.shape)
    if gain[one, other] <= _LEAST_GAIN:
        return False
    load[worker[one]] += change[one, other]
    load[worker[other]] -= change[one, other]
    worker[one], worker[other] = worker[other], worker[one]
    return True
