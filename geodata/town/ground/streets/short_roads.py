"""Roads without those so short that nothing lies between their ends; what met there still meets."""

import numpy as np
import shapely

# Noding on a grid of 1 cm leaves edges of one step; importing calls anything shorter a slip of the pen.
SHORTEST_M = 0.05


def without_short(line: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The lines (n,), those at the far end of a short one drawn on to its near end, and which of them to keep.

    Drawn on rather than moved, so that borders that follow the roads still do.
    """
    line = line.copy()
    keep = shapely.length(line) >= SHORTEST_M
    for short in np.flatnonzero(~keep):
        near, far = shapely.get_coordinates(line[short])[[0, -1]]
        others = np.flatnonzero(keep & (shapely.distance(line, shapely.Point(far)) < SHORTEST_M))
        for one in others:
            line[one] = _drawn_on(line[one], far, near)
    return line, keep


def _drawn_on(line: shapely.LineString, far: np.ndarray, near: np.ndarray) -> shapely.LineString:
    """The line with its end at `far`, if it has one, led on to `near`."""
    points = shapely.get_coordinates(line)
    ends = points[[0, -1]].round(2)
    if (ends == near.round(2)).all(axis=1).any():
        return line
    if (ends[0] == far.round(2)).all():
        return shapely.linestrings(np.vstack([near, points]))
    return shapely.linestrings(np.vstack([points, near])) if (ends[1] == far.round(2)).all() else line
