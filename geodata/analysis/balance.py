"""How evenly something is spread, as one number."""

import numpy as np

from .block_graph import Floats


def balance_index(values: Floats) -> float:
    """1 less the Gini coefficient of non-negative values (n,): 1 where all are the same; 1 for none.

    Source: Gini 1912, by the mean difference of sorted values.

    >>> balance_index(np.array([3.0, 3.0, 3.0])), round(balance_index(np.array([0.0, 0.0, 3.0])), 3)
    (1.0, 0.333)
    """
    count, total = len(values), float(values.sum())
    if count == 0 or total == 0:
        return 1.0
    rank = np.arange(1, count + 1)
    gini = float((2 * rank - count - 1) @ np.sort(values)) / (count * total)
    return round(1 - gini, 12)
