"""Lines that run beside a higher class for long: taken out, loose ends led to it.

Without this dozens of splinters appear between an avenue and the ring road next to it.
"""

import numpy as np
import shapely

from geodata.town.ground.shapes.linework import Linework

BESIDE_M = 135.0  # a lower class may not run this near to a higher one ...
BESIDE_LENGTH_M = 520.0  # ... for longer than this
SCRAP_M = 260.0  # what is left between two such stretches goes too when shorter


def cut_beside_higher(work: Linework) -> Linework:
    """Lines without the stretches that run beside a higher class; loose ends are led to it."""
    order = np.argsort(work.ranks(), kind="stable")
    kept = Linework()
    for index in order:
        line, road_class, name = work.lines[index], work.classes[index], work.names[index]
        higher = [
            other
            for other, other_class in zip(kept.lines, kept.classes, strict=True)
            if other_class not in (road_class, "river") and road_class in ("arterial", "secondary")
        ]
        kept.add(_without_beside(line, higher) if higher else line, road_class, name)
    return kept


def _without_beside(line, higher: list):
    near = shapely.buffer(shapely.multilinestrings(higher), BESIDE_M)
    beside = [part for part in shapely.get_parts(line.intersection(near)) if part.length > BESIDE_LENGTH_M]
    if not beside:
        return line
    target = shapely.multilinestrings(higher)
    ends = {point for part in beside for point in (part.coords[0], part.coords[-1])}
    pieces = []
    for piece in shapely.get_parts(line.difference(shapely.union_all(beside).buffer(0.5))):
        if piece.length < SCRAP_M:
            continue
        pieces.append(_led_to(piece, target, ends))
    return shapely.union_all(pieces) if pieces else shapely.LineString()


def _led_to(piece, target, ends: set):
    """The piece with each cut end (near one of `ends`) prolonged just across the nearest target line."""
    coords = [tuple(point) for point in piece.coords]
    for at, insert in ((0, 0), (-1, len(coords))):
        x, y = coords[at]
        if min(np.hypot(x - ex, y - ey) for ex, ey in ends) > 2.0:
            continue
        foot = shapely.shortest_line(shapely.Point(x, y), target)
        (ax, ay), (bx, by) = foot.coords[0], foot.coords[-1]
        reach = max(foot.length, 1e-6)
        coords.insert(insert, (bx + (bx - ax) / reach, by + (by - ay) / reach))
    return shapely.LineString(coords)
