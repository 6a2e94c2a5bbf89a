"""Schools with running tracks, hospitals, campuses and offices, industry."""

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.town.ground.buildings.fill_estates import facing_south
from geodata.town.ground.buildings.parcels import Parcels
from geodata.town.ground.buildings.placing import (
    Candidates,
    fits,
    frame_bounds,
    make_lattice,
    outlines,
    rectangle,
    rotated,
)
from geodata.town.ground.buildings.slabs import Rows, edge_bars, row_slabs

TRACK_PART = 0.36  # of the parcel at most
TRACK_M = (92.0, 52.0)

AITCH = np.array(
    [
        (-30, -24), (-16, -24), (-16, -7), (16, -7), (16, -24), (30, -24),
        (30, 24), (16, 24), (16, 7), (-16, 7), (-16, 24), (-30, 24),
    ],
    float,
)  # fmt: skip
ELL = np.array([(-26, -20), (26, -20), (26, -5), (-10, -5), (-10, 20), (-26, 20)], float)
YOU = np.array([(-28, -20), (28, -20), (28, 20), (14, 20), (14, -5), (-14, -5), (-14, 20), (-28, 20)], float)
BAR = rectangle(54.0, 17.0)


@dataclass(frozen=True)
class Scheme:
    """Buildings of one institution: templates on a loose lattice."""

    fabric: str
    templates: tuple
    floors: tuple[int, int]
    pitch_m: tuple[float, float]
    share: float  # of the places where one fits


HOSPITAL = Scheme("hospital", (AITCH, BAR), (5, 17), (74.0, 62.0), 1.0)
CAMPUS = Scheme("office", (ELL, YOU, BAR), (3, 13), (72.0, 58.0), 0.86)


def fill_schools(parcels: Parcels, rng: np.random.Generator) -> tuple[Candidates, list]:
    """Short bars and, where there is room, a running track at one end of the parcel."""
    found = Candidates()
    count = len(parcels.polygon)
    if count == 0:
        return found, []
    tracks, has = _tracks(parcels, rng)
    inner = parcels.polygon.copy()
    inner[has] = shapely.difference(inner[has], shapely.buffer(tracks[has], 9.0))
    inner = _largest(inner)
    angle = facing_south(parcels.angle, rng)
    pitch, length = rng.uniform(36.0, 48.0, count), rng.uniform(46.0, 74.0, count)
    bars, parcel, _ = row_slabs(
        inner, Rows(angle, pitch, length, rng.uniform(12.0, 16.0, count), 14.0, rng.random(count))
    )
    keep = fits(bars, parcels, parcel) & (rng.random(len(bars)) > np.where(has, 0.15, 0.4)[parcel])
    found.add(bars[keep], parcels.block[parcel[keep]], "school", rng.integers(3, 7, keep.sum()), 0.0)
    return found, list(tracks[has])


def _tracks(parcels: Parcels, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The largest stadium shape that fits at one end of each parcel, and True where one does."""
    count = len(parcels.polygon)
    bounds = frame_bounds(parcels.polygon, parcels.angle)
    half_width = (bounds[:, 3] - bounds[:, 1]) / 2.0
    end = np.where(rng.random(count) < 0.5, 0, 2)
    tracks = np.full(count, shapely.Polygon(), dtype=object)
    has = np.zeros(count, bool)
    area = shapely.area(parcels.polygon)
    for size in (1.35, 1.15, 1.0, 0.85, 0.7, 0.55):
        for turned in (True, False):
            length, width = TRACK_M[0] * size, TRACK_M[1] * size
            along = (width if turned else length) / 2.0 + 5.0
            x = np.where(end == 0, bounds[:, 0] + along, bounds[:, 2] - along)
            at = rotated(np.column_stack([x, bounds[:, 1] + half_width]), parcels.angle)
            turn = parcels.angle + (np.pi / 2.0 if turned else 0.0)
            shape = outlines(stadium(length, width), at, turn)
            good = (
                ~has
                & (shapely.area(shape) < TRACK_PART * area)
                & shapely.contains_properly(parcels.polygon, shape)
            )
            tracks[good] = shape[good]
            has |= good
    return tracks, has


def stadium(length: float, width: float) -> np.ndarray:
    """Corners (26, 2) of a running track round (0, 0), long side along x."""
    radius = width / 2.0
    angle = np.linspace(-np.pi / 2.0, np.pi / 2.0, 13)
    east = np.column_stack([np.cos(angle), np.sin(angle)]) * radius + (length / 2.0 - radius, 0.0)
    return np.vstack([east, -east])


def _largest(shapes: np.ndarray) -> np.ndarray:
    return np.array(
        [max(shapely.get_parts(s), key=lambda part: part.area) if not s.is_empty else s for s in shapes],
        object,
    )


def fill_hospitals(parcels: Parcels, rng: np.random.Generator) -> Candidates:
    """H-shaped ward blocks and low wings."""
    found = Candidates()
    _add_lattice(found, parcels, HOSPITAL, rng)
    return found


def fill_campuses(parcels: Parcels, rng: np.random.Generator) -> Candidates:
    """L, U and bar shaped buildings of offices and institutes."""
    found = Candidates()
    _add_lattice(found, parcels, CAMPUS, rng)
    return found


def _add_lattice(found: Candidates, parcels: Parcels, scheme: Scheme, rng: np.random.Generator) -> None:
    """Templates on a loose lattice; where the large ones do not fit, half-size bars."""
    count = len(parcels.polygon)
    if count == 0:
        return
    angle = facing_south(parcels.angle, rng)
    pitch = np.array(scheme.pitch_m) * rng.uniform(0.9, 1.2, (count, 2))
    lattice = make_lattice(parcels.polygon, angle, pitch, rng.random((count, 2)))
    at = rotated(lattice.at, angle[lattice.parcel])
    kind = rng.integers(0, len(scheme.templates), len(at))
    kept = np.zeros(count, int)
    for size in (1.0, 0.62):
        for number, template in enumerate(scheme.templates):
            here = np.flatnonzero((kind == number) & ((size == 1.0) | (kept[lattice.parcel] == 0)))
            parcel = lattice.parcel[here]
            turn = angle[parcel] + np.where(rng.random(len(here)) < 0.5, 0.0, np.pi)
            shape = outlines(template, at[here], turn, size)
            good = fits(shape, parcels, parcel) & (rng.random(len(here)) < scheme.share)
            np.add.at(kept, parcel[good], 1)
            high = rng.integers(*scheme.floors, good.sum())
            found.add(shape[good], parcels.block[parcel[good]], scheme.fabric, high, 0.0)


def fill_industry(parcels: Parcels, rng: np.random.Generator) -> Candidates:
    """Large sheds in rows and a bar of factory offices along one edge."""
    found = Candidates()
    count = len(parcels.polygon)
    if count == 0:
        return found
    bars, parcel = edge_bars(parcels, np.full(count, 13.0), rng.uniform(34.0, 48.0, count), 12.0)
    keep = rng.random(len(bars)) < 0.16
    found.add(bars[keep], parcels.block[parcel[keep]], "office", rng.integers(3, 6, keep.sum()), 0.0)
    inner = shapely.buffer(parcels.polygon, -4.0, join_style="mitre", mitre_limit=2.0)
    depth = rng.uniform(24.0, 46.0, count)
    length = rng.uniform(52.0, 110.0, count)
    angle = (parcels.angle + np.pi / 4) % (np.pi / 2) - np.pi / 4
    sheds, parcel, _ = row_slabs(
        inner, Rows(angle, depth + rng.uniform(9.0, 16.0, count), length, depth, 12.0, rng.random(count))
    )
    keep = fits(sheds, parcels, parcel) & (rng.random(len(sheds)) > 0.1)
    parcel = parcel[keep]
    fabric_floors = rng.choice([1, 1, 2, 3], len(parcel))
    found.add(sheds[keep], parcels.block[parcel], "factory", fabric_floors, 0.0)
    return found
