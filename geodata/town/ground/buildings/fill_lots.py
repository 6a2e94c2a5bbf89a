"""Old core, urban villages and villages: jittered meshes of small lots, clipped at the parcel's edge."""

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.town.ground.buildings.parcels import Parcels
from geodata.town.ground.buildings.placing import Candidates, frame_bounds, rotated

LANE_ROWS, LANE_COLUMNS = 2, 6  # a lane after every second row and every sixth column
LEAST_PART, LEAST_M2 = 0.45, 40.0


@dataclass(frozen=True)
class LotKind:
    """Mesh of one fabric: pitch ranges and lane width in metres, shares left out and with a court."""

    width_m: tuple[float, float]
    depth_m: tuple[float, float]
    lane_m: float
    jitter: float
    left_out: tuple[float, float]


CORE = LotKind((11.5, 14.5), (13.0, 17.0), 3.4, 0.17, (0.05, 0.12))
URBAN_VILLAGE = LotKind((11.5, 13.5), (12.5, 15.0), 3.2, 0.09, (0.05, 0.14))
VILLAGE = LotKind((12.0, 15.5), (12.0, 15.5), 4.2, 0.20, (0.12, 0.20))
COURT_SHARE = 0.45


def fill_core(parcels: Parcels, rng: np.random.Generator) -> Candidates:
    """Court houses and shop houses of the old core."""
    found = Candidates()
    lots, parcel, whole = _lots(parcels, CORE, rng)
    block = parcels.block[parcel]
    court = whole & (rng.random(len(lots)) < COURT_SHARE)
    floors = rng.choice([1, 2, 3], len(lots), p=[0.35, 0.5, 0.15])
    found.add(_with_courts(lots[court], rng), block[court], "court", np.minimum(floors[court], 2), 2.6)
    shop = ~court & (rng.random(len(lots)) < 0.3)
    found.add(lots[shop], block[shop], "shop_house", floors[shop] + 1, 4.0)
    plain = ~court & ~shop
    found.add(lots[plain], block[plain], "court", floors[plain], 2.4)
    return found


def fill_urban_villages(parcels: Parcels, rng: np.random.Generator) -> Candidates:
    """Tight rows of rental houses, three to seven floors."""
    found = Candidates()
    lots, parcel, _ = _lots(parcels, URBAN_VILLAGE, rng)
    floors = rng.integers(3, 8, len(lots))
    found.add(
        lots, parcels.block[parcel], "urban_village", floors, 0.95 * floors * rng.uniform(0.7, 1.3, len(lots))
    )
    return found


def fill_villages(parcels: Parcels, rng: np.random.Generator) -> Candidates:
    """Farm houses, one to three floors; one in fourteen is a shed without households."""
    found = Candidates()
    lots, parcel, whole = _lots(parcels, VILLAGE, rng)
    floors = rng.choice([1, 2, 3], len(lots), p=[0.3, 0.5, 0.2])
    shed = ~whole & (rng.random(len(lots)) < 0.25)
    court = whole & (rng.random(len(lots)) < 0.12)
    block = parcels.block[parcel]
    plain = ~shed & ~court
    found.add(_with_courts(lots[court], rng), block[court], "village", floors[court], 2.6)
    found.add(lots[plain], block[plain], "village", floors[plain], rng.uniform(1.6, 3.4, plain.sum()))
    found.add(lots[shed], block[shed], "shed", 1, 0.0)
    return found


def _lots(
    parcels: Parcels, kind: LotKind, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Lots inside the parcels, the parcel of each, and True where nothing was clipped off."""
    if len(parcels.polygon) == 0:
        return np.zeros(0, object), np.zeros(0, int), np.zeros(0, bool)
    corners, parcel = _mesh(parcels, kind, rng)
    left_out = rng.uniform(*kind.left_out, len(parcels.polygon))[parcel]
    keep = rng.random(len(corners)) > left_out
    quads, parcel = shapely.polygons(corners[keep]), parcel[keep]
    near = shapely.is_valid(quads)
    quads, parcel = quads[near], parcel[near]
    shapely.prepare(parcels.polygon)
    whole = shapely.contains_properly(parcels.polygon[parcel], quads)
    near = whole | shapely.intersects(parcels.polygon[parcel], quads)
    quads, parcel, whole = quads[near], parcel[near], whole[near]
    size = shapely.area(quads)
    quads[~whole] = shapely.intersection(quads[~whole], parcels.polygon[parcel[~whole]])
    area = shapely.area(quads)
    keep = (shapely.get_type_id(quads) == 3) & (area >= LEAST_M2) & (area >= LEAST_PART * size)
    return quads[keep], parcel[keep], whole[keep]


def _mesh(parcels: Parcels, kind: LotKind, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Corners (n, 4, 2) of all quads over all parcels in world metres, and the parcel of each."""
    number = len(parcels.polygon)
    pitch = np.column_stack([rng.uniform(*kind.width_m, number), rng.uniform(*kind.depth_m, number)])
    bounds = frame_bounds(parcels.polygon, parcels.angle)
    lane = np.array([kind.lane_m / LANE_COLUMNS, kind.lane_m / LANE_ROWS])
    count = np.ceil((bounds[:, 2:] - bounds[:, :2]) / (pitch + lane) + 1.0).astype(int)
    nodes = (count[:, 0] + 1) * (count[:, 1] + 1)
    base = np.cumsum(nodes) - nodes
    jitter = rng.uniform(-kind.jitter, kind.jitter, (nodes.sum(), 2))
    quads = count[:, 0] * count[:, 1]
    parcel = np.repeat(np.arange(number), quads)
    order = np.arange(quads.sum()) - np.repeat(np.cumsum(quads) - quads, quads)
    column, row = order % count[parcel, 0], order // count[parcel, 0]
    shift = np.column_stack([column // LANE_COLUMNS, row // LANE_ROWS]) * kind.lane_m
    phase = rng.uniform(0.0, 0.9, (number, 2))[parcel] * pitch[parcel]
    corners = np.empty((len(parcel), 4, 2))
    for place, (dx, dy) in enumerate(((0, 0), (1, 0), (1, 1), (0, 1))):
        node = base[parcel] + (row + dy) * (count[parcel, 0] + 1) + column + dx
        cell = np.column_stack([column + dx, row + dy]) + jitter[node]
        corners[:, place] = bounds[parcel, :2] - phase + cell * pitch[parcel] + shift
    middle = corners.mean(axis=1, keepdims=True)
    corners = middle + (corners - middle) * rng.uniform(0.90, 0.97, (len(corners), 1, 1))
    return rotated(corners, parcels.angle[parcel][:, None]), parcel


def _with_courts(lots: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Lots with a court: a hole moved south, which opens many of them to a U."""
    if len(lots) == 0:
        return lots
    centre = shapely.get_coordinates(shapely.centroid(lots))
    coords, index = shapely.get_coordinates(lots, return_index=True)
    size = rng.uniform(0.36, 0.48, len(lots))
    south = rng.uniform(0.0, 4.6, len(lots))
    moved = centre[index] + (coords - centre[index]) * size[index][:, None]
    moved[:, 1] -= south[index]
    holes = shapely.set_coordinates(lots.copy(), moved)
    courts = shapely.difference(lots, holes)
    single = shapely.get_type_id(courts) == 3
    return np.where(single, courts, lots)
