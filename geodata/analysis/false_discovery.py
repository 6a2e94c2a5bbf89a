"""Which of many tests may be believed together: the Benjamini-Hochberg step-up."""

import numpy as np

from .cells import Flags, Floats


def discovery_threshold(p: Floats, share: float) -> float:
    """The p value below which tests are rejected so that at most `share` of the rejected are false on average.

    Parameters
    ----------
    p : (n,) p values without nan, n > 0.
    share : accepted share of false discoveries, such as 0.05.

    Returns
    -------
    The step-up bound k share / n of the largest k whose p value lies below it; share / n (Bonferroni) when none does.

    Source: Benjamini and Hochberg (1995); the same number as esda.fdr.

    >>> round(discovery_threshold(np.array([0.001, 0.02, 0.03, 0.8]), 0.05), 4)
    0.0375
    """
    steps = np.arange(1, p.size + 1) * share / p.size
    below = np.flatnonzero(np.sort(p) < steps)
    return float(steps[below[-1]] if below.size else share / p.size)


def discoveries(p: Floats, share: float) -> Flags:
    """Which tests are significant together, in the shape of p; nan (not tested) never is.

    >>> discoveries(np.array([0.001, np.nan, 0.02, 0.03, 0.8]), 0.05).tolist()
    [True, False, True, True, False]
    """
    tested = np.isfinite(p)
    if not tested.any():
        return np.zeros(p.shape, dtype=bool)
    return tested & (np.nan_to_num(p, nan=1.0) < discovery_threshold(p[tested], share))
