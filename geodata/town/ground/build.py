"""The whole ground of the town, stage by stage; each stage has its own random stream."""

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.town.ground.areas.districting import part_town
from geodata.town.ground.areas.levels import BlockFacts, make_areas, true_grid_types
from geodata.town.ground.buildings.fabric import PLAIN_FILLERS, Fabric, make_fabric
from geodata.town.ground.buildings.households import USES, building_years, share_out
from geodata.town.ground.buildings.parcels import make_parcels
from geodata.town.ground.hills import Terrain, make_terrain, village_outlines
from geodata.town.ground.land_use import use_of_blocks
from geodata.town.ground.landcover import forest_cover, surfaces
from geodata.town.ground.names.labels import make_places
from geodata.town.ground.names.words import WordBook
from geodata.town.ground.plan import SHIFT_EAST_M, SHIFT_NORTH_M, TownPlan, make_plan
from geodata.town.ground.shapes.topology import Edges
from geodata.town.ground.skeleton import Skeleton, make_skeleton
from geodata.town.ground.streets.blocks import StreetBlocks, make_street_blocks
from geodata.town.ground.streets.country_roads import country_roads
from geodata.town.ground.streets.park_paths import park_paths
from geodata.town.ground.streets.roads import make_roads
from geodata.town.ground.streets.superblocks import make_superblocks
from geodata.town.ground.tables import Areas, Blocks, Buildings, Ground, Surfaces
from geodata.town.ground.warp import make_warp
from geodata.town.ground.zones import zone_superblocks

# Order is part of the promise "same seed, same town": append, never insert.
STAGES = (
    "plan", "warp", "words", "skeleton", "terrain", "villages", "country", "superblocks", "zones", "split", "use",
    "years", "labels", "area_words", "field", "estate_old", "school", "greens", "strips", "spare", *PLAIN_FILLERS,
)  # fmt: skip


OPEN_LAND = ("field", "forest_low")


@dataclass(frozen=True)
class _Base:
    """Everything before buildings, metres round (0, 0)."""

    plan: TownPlan
    bones: Skeleton
    terrain: Terrain
    villages: list
    outside: Edges
    streets: StreetBlocks
    use: np.ndarray


def build_ground(seed: int = 1, scale: float = 1.0) -> Ground:
    """The ground of the demo town for one seed; scale 0.1 is a small one for tests.

    Same seed and scale give the same town. Geometry is in EPSG:4543, metres, snapped to 1 cm.
    """
    streams = np.random.SeedSequence(seed).spawn(len(STAGES))
    rngs = {name: np.random.default_rng(stream) for name, stream in zip(STAGES, streams, strict=True)}
    base = _base(scale, rngs)
    blocks, use = base.streets.polygon, base.use
    water = [base.bones.river, base.bones.lake, base.bones.stream]
    parcels = make_parcels(blocks, use, base.streets.edges, water)
    walks = park_paths(blocks, use, base.streets.edges, base.bones.lake)
    fabric = make_fabric(parcels, use, walks, base.terrain, rngs)
    households = share_out(base.plan.households, fabric.homes)
    areas, grid_of_block = _areas(base, fabric, households, rngs, seed)
    street_blocks = Blocks(blocks, use, grid_of_block)
    buildings = _buildings(fabric, households, grid_of_block, rngs)
    places, names = make_places(base, WordBook(rngs["labels"]), rngs["labels"])
    return Ground(
        seed=seed,
        roads=_shift(make_roads(base.streets, walks, base.outside, base.terrain)),
        water=_shift(_water(base, fabric)),
        landcover=_shift(_landcover(base, fabric, names)),
        areas=_shift(areas),
        buildings=_shift(buildings),
        places=_shift(places),
        blocks=_shift(street_blocks),
        true_grid_type=true_grid_types(areas, buildings, _open_share(areas, street_blocks)),
    )


def _base(scale: float, rngs: dict) -> _Base:
    plan = make_plan(scale, rngs["plan"])
    warp = make_warp(plan, rngs["warp"])
    words = WordBook(rngs["words"])
    bones = make_skeleton(plan, warp, words, rngs["skeleton"])
    terrain = make_terrain(plan, bones, rngs["terrain"])
    villages = village_outlines(plan, bones, terrain, rngs["villages"])
    work = country_roads(bones, terrain, villages, words, rngs["country"])
    work.extend(bones.work)
    superblocks, _, outside = make_superblocks(plan, bones, work, villages, rngs["superblocks"])
    zoning = zone_superblocks(plan, bones, terrain, superblocks, rngs["zones"], villages=villages)
    streets = make_street_blocks(superblocks, zoning, work, words, rngs["split"])
    use = use_of_blocks(bones, terrain, streets.polygon, streets.zone, rngs["use"])
    return _Base(plan, bones, terrain, villages, outside, streets, use)


def _areas(
    base: _Base, fabric: Fabric, households: np.ndarray, rngs: dict, seed: int
) -> tuple[Areas, np.ndarray]:
    blocks, use, plan, bones = base.streets.polygon, base.use, base.plan, base.bones
    village = fabric.fabric == "village"
    facts = BlockFacts(
        polygon=blocks,
        homes=np.bincount(fabric.block, households, len(blocks)),
        rural_homes=np.bincount(fabric.block[village], households[village], len(blocks)),
        open_land=np.isin(use, OPEN_LAND),
        dedicated=np.isin(use, ("campus", "industry", "park")),
    )
    rural = facts.open_land | (use == "village")
    parts = part_town(blocks, base.streets.edges, facts.homes, rural, plan=plan, seed=seed)
    landmarks = {
        "core": bones.core.centroid,
        "lake": bones.lake.centroid,
        "centre": shapely.Point(bones.centre),
        "station": shapely.Point(bones.station),
    }
    return make_areas(facts, parts, landmarks, WordBook(rngs["area_words"]))


def _buildings(fabric: Fabric, households: np.ndarray, grid_of_block: np.ndarray, rngs: dict) -> Buildings:
    return Buildings(
        polygon=fabric.polygon,
        use=np.array([USES[name] for name in fabric.fabric]),
        fabric=fabric.fabric,
        year=building_years(fabric.fabric, fabric.block, rngs["years"]),
        floors=fabric.floors.astype(int),
        households=households,
        grid=grid_of_block[fabric.block],
    )


def _water(base: _Base, fabric: Fabric) -> Surfaces:
    district = shapely.union_all(base.streets.polygon).buffer(900.0)
    river = shapely.intersection(base.bones.river, district)
    return surfaces(
        [
            ("river", [river], ["澜溪"]),
            ("stream", [shapely.intersection(base.bones.stream, base.bones.hills)], ["清溪"]),
            ("lake", [base.bones.lake], ["南湖"]),
            ("pond", fabric.ponds, None),
        ]
    )


def _landcover(base: _Base, fabric: Fabric, names: np.ndarray) -> Surfaces:
    """Grounds of all blocks, forest over the rural ones, then the small things."""
    blocks, use = base.streets.polygon, base.use
    ground = np.where(use == "forest_low", "field", use)
    rows = [(str(word), blocks[ground == word], names[ground == word]) for word in np.unique(ground)]
    built = blocks[np.isin(use, ("village", "grass")) & shapely.intersects(blocks, base.bones.hills)]
    rows += [(kind, shapes, None) for kind, shapes in forest_cover(base.bones, base.terrain, built)]
    rows += [(kind, shapes, None) for kind, shapes in fabric.cover]
    return surfaces(rows)


def _open_share(areas: Areas, blocks: Blocks) -> np.ndarray:
    """Part of fields and forest in each area row; 0 above the grids."""
    area, rows = shapely.area(blocks.polygon), len(areas.code)
    open_area = np.bincount(blocks.grid, area * np.isin(blocks.use, OPEN_LAND), rows)
    return open_area / np.maximum(np.bincount(blocks.grid, area, rows), 1.0)


def _shift(table):
    """The table with its geometry moved to its final place, coordinates rounded to 1 cm."""
    offset = np.array([SHIFT_EAST_M, SHIFT_NORTH_M], float)
    columns = {}
    for name, column in vars(table).items():
        is_geometry = column.dtype == object and name in ("polygon", "line", "point")
        columns[name] = (
            shapely.transform(column, lambda xy: np.round(xy + offset, 2)) if is_geometry else column
        )
    return type(table)(**columns)
