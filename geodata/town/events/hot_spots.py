"""The planted hot spots: truth of the generator, never stored by the product.

Some last all year, some come with the season, some are new and move to another place every quarter.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from geodata.town.events.world import World, inhabited_frame, stock_indices
from geodata.town.identity import stream
from geodata.town.life.taxonomy import kind_index

QUARTER_DAYS = 91
_ALL_YEAR = tuple(range(1, 13))
_SMALL_TOWN_HOUSEHOLDS, _SMALL_TOWN_SPOTS = 100_000, 6


@dataclass(frozen=True)
class Plan:
    """A hot spot before it has a place: wish is its place in the inhabited frame, 0..1 each way."""

    name: str
    category: str
    stocks: tuple[str, ...]
    wish: tuple[float, float]
    spread_m: float
    weight: float
    months: tuple[int, ...] = _ALL_YEAR
    new_days: int = 0  # > 0: lasts this long inside each quarter, each time elsewhere


PLANS = (
    Plan("早市占道", "street_vending", ("shop", "self_built", "old_slab"), (0.42, 0.52), 95.0, 1.5),
    Plan("夜间噪音：工地", "noise", ("tower", "midrise", "old_slab"), (0.50, 0.50), 110.0, 1.3, new_days=48),
    Plan("老旧小区飞线充电", "flying_wires", ("old_slab",), (0.33, 0.40), 80.0, 1.2),
    Plan("垃圾中转点堆积", "garbage", ("self_built", "low_old"), (0.62, 0.30), 75.0, 1.2),
    Plan("冬季消防隐患", "fire_hazard", ("low_old", "self_built"), (0.45, 0.56), 100.0, 1.1, (11, 12, 1, 2)),
    Plan("商圈停车难", "parking", ("shop", "office"), (0.68, 0.55), 120.0, 1.2),
    Plan("酒吧街夜间噪音", "noise", ("shop",), (0.55, 0.62), 70.0, 1.0, (5, 6, 7, 8, 9)),
    Plan("学校门口停车", "parking", ("public",), (0.25, 0.60), 65.0, 0.8, (2, 3, 4, 5, 6, 9, 10, 11, 12)),
    Plan("新增流动摊点", "street_vending", ("shop", "self_built"), (0.50, 0.50), 70.0, 1.0, new_days=40),
    Plan("城中村消防隐患", "fire_hazard", ("self_built",), (0.15, 0.35), 120.0, 0.8),
    Plan("夏季垃圾异味", "garbage", ("old_slab", "shop"), (0.75, 0.70), 85.0, 0.8, (6, 7, 8, 9)),
    Plan("违建成片", "illegal_building", ("self_built", "low_old"), (0.85, 0.25), 110.0, 0.7),
    Plan("群租集中", "group_rental", ("tower", "self_built"), (0.80, 0.50), 90.0, 0.6),
    Plan("分类设施反复损坏", "broken_bins", ("old_slab", "midrise"), (0.50, 0.22), 90.0, 0.7, new_days=60),
)


@dataclass(frozen=True)
class Spot:
    """A planted hot spot: place (m in MEASURE), spread, days (ordinals) and its part of all events."""

    name: str
    category: int
    building: int
    x: float
    y: float
    spread_m: float
    first_day: int
    last_day: int
    months: tuple[int, ...]
    day_share: float  # of a mean day's planted events, on the days it is active

    def active(self, day: date) -> bool:
        """Whether the spot is there on a local day."""
        return self.first_day <= day.toordinal() <= self.last_day and day.month in self.months


def spots_between(world: World, seed: int, first: date, last: date) -> list[Spot]:
    """All planted spots active on any day from first to last, in a fixed order.

    Shares are such that the planted events of a whole year add up to one mean day's share times 365.
    """
    small = int(world.households.sum()) < _SMALL_TOWN_HOUSEHOLDS
    plans = PLANS[:_SMALL_TOWN_SPOTS] if small else PLANS
    total = sum(plan.weight for plan in plans)
    spots: list[Spot] = []
    for number, plan in enumerate(plans):
        if not plan.new_days:
            spots.append(_place(world, plan, plan.wish, plan.weight / total, (0, date.max.toordinal())))
            continue
        for quarter in range(first.toordinal() // QUARTER_DAYS, last.toordinal() // QUARTER_DAYS + 1):
            spots.append(
                _place_new(
                    world, plan, plan.weight / total, quarter, stream(seed, "hot_spots", number, quarter)
                )
            )
    return spots


def _place_new(world: World, plan: Plan, share: float, quarter: int, rng: np.random.Generator) -> Spot:
    """A spot of one quarter, at a drawn place and start."""
    wish = tuple(rng.uniform(0.12, 0.88, 2))
    start = quarter * QUARTER_DAYS + int(rng.integers(0, QUARTER_DAYS - plan.new_days))
    return _place(world, plan, wish, share, (start, start + plan.new_days - 1))


def _place(world: World, plan: Plan, wish: tuple, share: float, days: tuple[int, int]) -> Spot:
    """The spot at the building of fitting stock nearest to its wish."""
    low, high = inhabited_frame(world)
    fitting = np.flatnonzero(np.isin(world.stock, stock_indices(plan.stocks)) & (world.households >= 0))
    rows = fitting if len(fitting) else np.arange(len(world.xy))
    away = np.hypot(*(world.xy[rows] - (low + np.array(wish) * (high - low))).T)
    building = int(rows[away.argmin()])
    active = plan.new_days / QUARTER_DAYS if plan.new_days else len(plan.months) / 12
    x, y = world.xy[building]
    category = kind_index(plan.category)
    return Spot(
        plan.name, category, building, float(x), float(y), plan.spread_m, *days, plan.months, share / active
    )
