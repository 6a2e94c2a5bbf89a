"""The service points of the town: which building each stands in, its name, hours and access facts."""

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.rules.service_points import SERVICE_KIND_NAMES, ServiceKind
from geodata.town.ground.tables import Areas, Buildings, Ground
from geodata.town.identity import stream
from geodata.town.life.opening import WEEKS
from geodata.town.life.point_sites import Sites, make_sites

# Kinds with one point per area; the others are counted per community of the full town.
_PER_COMMUNITY = {
    ServiceKind.ROOM: 96 / 72,
    ServiceKind.CANTEEN: 36 / 72,
    ServiceKind.CLINIC: 30 / 72,
    ServiceKind.POST: 40 / 72,
    ServiceKind.MOBILE_UNIT: 18 / 72,
}
_APART_M = {
    ServiceKind.ROOM: 330.0,
    ServiceKind.CANTEEN: 600.0,
    ServiceKind.CLINIC: 700.0,
    ServiceKind.POST: 500.0,
    ServiceKind.MOBILE_UNIT: 450.0,
}
_FACTS = {  # fact, chance in a recent building, chance in an old one
    "step_free": (0.75, 0.25),
    "wheelchair": (0.70, 0.20),
    "accessible_toilet": (0.45, 0.12),
    "seats": (0.85, 0.70),
    "hearing_loop": (0.15, 0.05),
    "large_print": (0.60, 0.45),
}
_RECENT = 2005
_RAMP_CHANCE = 0.45


@dataclass(frozen=True)
class Points:
    """Service points, one row each; building is a row of Buildings, phone a number nobody can have."""

    kind: list[ServiceKind]
    name: list[str]
    name_en: list[str]
    building: np.ndarray
    phone: list[str]
    opening_hours: list[str]
    accessibility: list[list[str]]


def make_points(ground: Ground, seed: int) -> Points:
    """About 300 service points in the full town, fewer on its thinned side."""
    rng = stream(seed, "points")
    sites = make_sites(ground)
    kinds, buildings = _place_all(ground, sites, rng)
    names = _names(ground, kinds, buildings)
    return Points(
        kind=kinds,
        name=[zh for zh, _ in names],
        name_en=[en for _, en in names],
        building=np.array(buildings),
        phone=[f"0999-5550-{number:03d}" for number in range(1, len(kinds) + 1)],
        opening_hours=[WEEKS[kind][int(rng.integers(len(WEEKS[kind])))] for kind in kinds],
        accessibility=[
            _facts(ground.buildings, row, kind, rng) for row, kind in zip(buildings, kinds, strict=True)
        ],
    )


def _place_all(ground: Ground, sites: Sites, rng) -> tuple[list[ServiceKind], list[int]]:
    """Kind and building of every point, one point a building."""
    taken: list[int] = []
    kinds: list[ServiceKind] = []
    for kind, level in (
        (ServiceKind.PARTY_SERVICE_CENTRE, "subdistrict"),
        (ServiceKind.STATION, "community"),
    ):
        for area in np.flatnonzero(ground.areas.level == level):
            taken.append(sites.middle(int(area), taken))
            kinds.append(kind)
    communities = int((ground.areas.level == "community").sum())
    for kind, per_community in _PER_COMMUNITY.items():
        chosen = sites.scatter(kind, round(per_community * communities), _APART_M[kind], taken, rng)
        taken.extend(chosen)
        kinds.extend([kind] * len(chosen))
    return kinds, taken


def _names(ground: Ground, kinds: list[ServiceKind], buildings: list[int]) -> list[tuple[str, str]]:
    """Chinese and English names, told apart by a number where an area has several of a kind."""
    seen: dict[tuple[ServiceKind, int], int] = {}
    names = []
    for kind, building in zip(kinds, buildings, strict=True):
        area = _naming_area(ground.areas, kind, int(ground.buildings.grid[building]))
        seen[kind, area] = number = seen.get((kind, area), 0) + 1
        zh, en = SERVICE_KIND_NAMES[kind]
        word = {ServiceKind.STATION: "网格工作站", ServiceKind.CLINIC: "卫生服务站"}.get(kind, zh)
        suffix_zh, suffix_en = ("", "") if number == 1 else (f"（{number}）", f" {number}")
        names.append(
            (f"{ground.areas.name[area]}{word}{suffix_zh}", f"{ground.areas.name_en[area]} {en}{suffix_en}")
        )
    return names


def _naming_area(areas: Areas, kind: ServiceKind, grid: int) -> int:
    community = int(areas.parent[grid])
    if kind is ServiceKind.PARTY_SERVICE_CENTRE:
        return int(areas.parent[community])
    return grid if kind is ServiceKind.ROOM else community


def _facts(buildings: Buildings, row: int, kind: ServiceKind, rng: np.random.Generator) -> list[str]:
    """Access facts of a point in this building; an entrance has no step, a ramp, or one step."""
    recent = buildings.year[row] >= _RECENT or kind is ServiceKind.PARTY_SERVICE_CENTRE
    facts = [fact for fact, chances in _FACTS.items() if rng.random() < chances[0 if recent else 1]]
    if "step_free" not in facts:
        facts.append("ramp" if "wheelchair" in facts or rng.random() < _RAMP_CHANCE else "one_step")
    return facts


def point_geometry(ground: Ground, points: Points) -> np.ndarray:
    """A point inside each service point's building, metres in MEASURE, 1 cm."""
    inside = shapely.point_on_surface(ground.buildings.polygon[points.building])
    return shapely.set_precision(inside, 0.01)
