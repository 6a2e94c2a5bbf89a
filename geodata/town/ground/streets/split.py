"""Recursive splitting of superblocks into street blocks, one vectorised level at a time."""

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.town.ground.names.words import WordBook
from geodata.town.ground.shapes.curves import corner_cut
from geodata.town.ground.shapes.linework import Linework
from geodata.town.ground.shapes.topology import SNAP_M
from geodata.town.ground.zones import Zoning

STOP = 1.45  # a face under this many times its target is not cut
MAX_LEVELS = 12
CUT_POINTS = 7
WIDE_LEVELS = 2  # the first cuts are streets, deeper ones narrow


@dataclass
class _Pieces:
    shape: np.ndarray
    target: np.ndarray
    bend: np.ndarray
    zone: np.ndarray

    def take(self, keep) -> "_Pieces":
        return _Pieces(self.shape[keep], self.target[keep], self.bend[keep], self.zone[keep])


def split_faces(
    faces: np.ndarray, zoning: Zoning, words: WordBook, rng: np.random.Generator
) -> tuple[Linework, np.ndarray]:
    """Cut lines with class and name, and the pieces; zoning is one row per face."""
    work = Linework()
    target = zoning.target_m2 * rng.lognormal(0.0, 0.25, len(faces))
    todo = _Pieces(faces, target, zoning.bend, zoning.zone)
    done: list[_Pieces] = []
    for level in range(MAX_LEVELS):
        large = shapely.area(todo.shape) > STOP * todo.target
        done.append(todo.take(~large))
        todo = todo.take(large)
        if len(todo.shape) == 0:
            break
        cuts = _cut_lines(todo, rng)
        _add_cuts(work, todo, cuts, level, words)
        todo = _pieces_of(todo, cuts, rng)
    done.append(todo)
    return work, np.concatenate([part.shape for part in done])


def _cut_lines(pieces: _Pieces, rng: np.random.Generator) -> np.ndarray:
    """A bent line across the long side of each piece, (n,) LineStrings that reach beyond it."""
    corners = shapely.get_coordinates(shapely.oriented_envelope(pieces.shape)).reshape(-1, 5, 2)
    a, b = corners[:, 1] - corners[:, 0], corners[:, 3] - corners[:, 0]
    turn = np.hypot(*b.T) > np.hypot(*a.T)
    along = np.where(turn[:, None], b, a)
    across = np.where(turn[:, None], a, b)
    at = 0.5 + rng.uniform(-0.06, 0.06, len(corners))
    part = np.linspace(-0.12, 1.12, CUT_POINTS)
    base = corners[:, 0] + along * at[:, None]
    points = base[:, None, :] + across[:, None, :] * part[None, :, None]
    wander = rng.normal(0.0, 0.16, (len(corners), CUT_POINTS + 2))
    shift = (0.3 * wander[:, :-2] + 0.4 * wander[:, 1:-1] + 0.3 * wander[:, 2:]) * pieces.bend[:, None]
    width = np.minimum(np.hypot(*across.T), np.hypot(*along.T))
    unit = along / np.hypot(*along.T)[:, None]
    points = points + unit[:, None, :] * (shift * width[:, None])[..., None]
    return shapely.linestrings(corner_cut(points, 3))


def _add_cuts(work: Linework, pieces: _Pieces, cuts: np.ndarray, level: int, words: WordBook) -> None:
    inner = shapely.intersection(cuts, pieces.shape)
    wide = shapely.area(pieces.shape) > 3.0 * pieces.target
    for line, zone, is_wide in zip(inner, pieces.zone, wide, strict=True):
        road_class, suffix = _street_kind(str(zone), level, bool(is_wide))
        work.add(line, road_class, words.word() + suffix if suffix else "")


def _street_kind(zone: str, level: int, wide: bool) -> tuple[str, str]:
    """Class and suffix of a cut's name: streets first, then narrow ones, lanes in old fabric."""
    if zone in ("field", "forest"):
        return "path", ""
    if zone == "village":
        return "lane", ""
    if level < WIDE_LEVELS and wide:
        return "street", "路"
    if zone in ("core", "fringe"):
        return ("local", "街") if wide else ("lane", "巷")
    return "local", "街" if level % 2 else "路"


def _pieces_of(pieces: _Pieces, cuts: np.ndarray, rng: np.random.Generator) -> _Pieces:
    noded = shapely.union(shapely.boundary(pieces.shape), cuts, grid_size=SNAP_M)
    parts, index = shapely.get_parts(shapely.polygonize(noded[:, None]), return_index=True)
    inside = shapely.contains_properly(pieces.shape[index], shapely.point_on_surface(parts))
    parts, index = parts[inside], index[inside]
    target = pieces.target[index] * rng.lognormal(0.0, 0.12, len(parts))
    return _Pieces(parts, target, pieces.bend[index], pieces.zone[index])
