"""Which buildings suit a kind of service point, and how they are drawn."""

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.rules.service_points import ServiceKind
from geodata.town.ground.tables import Areas, Buildings, Ground

_THIN_SIDE_SHARE = 0.22  # this share of households, on the eastern side, has few points
_THIN_FACTOR = 0.06
_DETOUR_M = {"public": 0.0, "commercial": 60.0, "mixed": 60.0, "office": 120.0, "residential": 150.0}
_UNFIT_M = 900.0
_OLD_BEFORE = 2000
_CANDIDATES = 40


@dataclass(frozen=True)
class Sites:
    """Building middles (n, 2) m, households, detour of each use, and weights per kind (n,)."""

    xy: np.ndarray
    households: np.ndarray
    detour_m: np.ndarray
    inside: dict[int, np.ndarray]  # row of Areas -> rows of Buildings
    weight: dict[ServiceKind, np.ndarray]

    def middle(self, area: int, taken: list[int]) -> int:
        """The free building nearest to the household-weighted middle of an area, public ones preferred."""
        rows = np.setdiff1d(self.inside[area], taken, assume_unique=True)
        count = self.households[rows] + 1e-6
        centre = (self.xy[rows] * count[:, None]).sum(axis=0) / count.sum()
        away = np.hypot(*(self.xy[rows] - centre).T) + self.detour_m[rows]
        return int(rows[away.argmin()])

    def scatter(
        self, kind: ServiceKind, count: int, apart_m: float, taken: list[int], rng: np.random.Generator
    ) -> list[int]:
        """Up to `count` free buildings drawn by weight, at least apart_m from one another."""
        weight = self.weight[kind].copy()
        weight[taken] = 0.0
        fitting = int((weight > 0).sum())
        if not fitting:
            return []
        size = min(fitting, _CANDIDATES * count)
        drawn = rng.choice(len(weight), size=size, replace=False, p=weight / weight.sum())
        chosen: list[int] = []
        for row in drawn:
            if len(chosen) == count:
                break
            if not chosen or np.hypot(*(self.xy[chosen] - self.xy[row]).T).min() >= apart_m:
                chosen.append(int(row))
        return chosen


def make_sites(ground: Ground) -> Sites:
    """The choice of buildings for service points."""
    buildings = ground.buildings
    xy = shapely.get_coordinates(shapely.point_on_surface(buildings.polygon))
    detour = np.array([_DETOUR_M.get(use, _UNFIT_M) for use in buildings.use])
    return Sites(
        xy, buildings.households, detour, _inside(ground.areas, buildings), _weights(buildings, xy, detour)
    )


def _inside(areas: Areas, buildings: Buildings) -> dict[int, np.ndarray]:
    """Rows of buildings in every community and subdistrict."""
    community = areas.parent[buildings.grid]
    found = {}
    for level, owner in (("community", community), ("subdistrict", areas.parent[community])):
        for area in np.flatnonzero(areas.level == level):
            found[int(area)] = np.flatnonzero(owner == area)
    return found


def _weights(buildings: Buildings, xy: np.ndarray, detour: np.ndarray) -> dict[ServiceKind, np.ndarray]:
    """How likely each building is to hold a point of each kind, thinned on the eastern side."""
    homes = buildings.households.astype(float)
    fit = detour < _UNFIT_M
    old = np.where(buildings.year < _OLD_BEFORE, homes, 0.1 * homes)
    shops = np.where(np.isin(buildings.use, ("commercial", "mixed", "public")), 4.0 + homes, 0.0)
    rural = np.where(buildings.fabric == "village", 1.0, 0.0)
    weights = {
        ServiceKind.ROOM: fit * (homes + 1.0),
        ServiceKind.CANTEEN: fit * (old + 0.01),
        ServiceKind.CLINIC: fit * (homes + 5.0),
        ServiceKind.POST: shops,
        ServiceKind.MOBILE_UNIT: rural if rural.any() else fit * 1.0,
    }
    thin = _eastern(xy, homes)
    return {kind: np.where(thin, _THIN_FACTOR, 1.0) * weight for kind, weight in weights.items()}


def _eastern(xy: np.ndarray, homes: np.ndarray) -> np.ndarray:
    """Whether a building lies on the side of the town that is short of service points."""
    order = np.argsort(-xy[:, 0], kind="stable")
    share = np.cumsum(homes[order]) / homes.sum()
    thin = np.zeros(len(homes), dtype=bool)
    thin[order[share <= _THIN_SIDE_SHARE]] = True
    return thin
