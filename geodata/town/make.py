"""Make the whole demo town in an empty database, stage by stage."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from time import perf_counter

from django.db import transaction
from django.utils import timezone

from geodata.actions.classify_grids import classify_grids
from geodata.actions.refresh_heat_findings import refresh_heat_findings
from geodata.actions.refresh_walking import refresh_walking
from geodata.errors import ImportRefused
from geodata.models import Area
from geodata.sql import execute
from geodata.town.calendar import local_day
from geodata.town.events.stream import EventStream
from geodata.town.ground.build import build_ground
from geodata.town.ground.names.addresses import make_addresses
from geodata.town.ground.tables import Ground
from geodata.town.life.care import make_care
from geodata.town.life.people import make_people
from geodata.town.life.points import make_points
from geodata.town.life.staffing import make_staff
from geodata.town.setting import TownSetting
from geodata.town.store.load_ground import load_ground
from geodata.town.store.load_life import load_care, load_points, load_staff, load_taxonomy
from geodata.town.store.logins import make_logins
from geodata.town.store.top_up import top_up
from geodata.town.store.town_record import record_town

FULL_EVENTS_PER_YEAR, FULL_HOUSEHOLDS = 86_000, 480_000  # Panlong's plan
YEAR_DAYS = 365
Say = Callable[[str, float], None]


@dataclass(frozen=True)
class MadeTown:
    """The ground and the event stream of a town just made, with seconds per stage."""

    ground: Ground
    stream: EventStream
    seconds: dict[str, float]


class _Clock:
    """Seconds per stage, told as they pass."""

    def __init__(self, say: Say) -> None:
        self.seconds: dict[str, float] = {}
        self._say, self._since = say, perf_counter()

    def done(self, stage: str) -> None:
        """Note the end of a stage."""
        now = perf_counter()
        self.seconds[stage], self._since = now - self._since, now
        self._say(stage, self.seconds[stage])


def refuse_unless_empty() -> None:
    """Raise ImportRefused when any area is stored."""
    count = Area.objects.count()
    if count:
        raise ImportRefused(
            f"数据库里已有 {count} 个区域；演示城区只能载入空数据库。请换一个数据库（make db DB_NAME=…）。",
            f"the database already holds {count} areas; the demo town needs an empty one: make db DB_NAME=…",
        )


@dataclass(frozen=True)
class Order:
    """What to make; without since the events of the last 365 days, without per_year Panlong's rate by households."""

    as_of: datetime
    seed: int = 1
    scale: float = 1.0
    since: date | None = None
    per_year: int | None = None

    def setting(self, households: int) -> TownSetting:
        """What the finished town is recorded as."""
        return TownSetting(
            self.seed,
            self.scale,
            self.since or local_day(self.as_of) - timedelta(days=YEAR_DAYS),
            self.per_year or round(FULL_EVENTS_PER_YEAR * households / FULL_HOUSEHOLDS),
        )


def make_town(order: Order, ground: Ground | None = None, say: Say = lambda stage, seconds: None) -> MadeTown:
    """Fill an empty database with the town as of a moment, in one transaction.

    ground: the one of the order's seed and scale, where the caller already has it.
    """
    refuse_unless_empty()
    clock = _Clock(say)
    ground = ground or build_ground(order.seed, order.scale)
    setting = order.setting(int(ground.buildings.households.sum()))
    clock.done("ground")
    with transaction.atomic():
        record = record_town(setting, _load(ground, setting, order.as_of, clock))
        _, stream = top_up(record, order.as_of)
        assert stream is not None
        clock.done("events")
        execute("refresh_statistics")
        classify_grids(order.as_of)
        clock.done("grid_types")
    # After the commit: what findings were made from is told by versions that commits raise.
    refresh_heat_findings(order.as_of)
    clock.done("findings")
    # After the commit, which raises the versions of the data the walks are made from.
    refresh_walking(timezone.now())
    clock.done("walking")
    return MadeTown(ground, stream, clock.seconds)


def _load(ground: Ground, setting: TownSetting, as_of: datetime, clock: _Clock) -> dict[str, int]:
    """Write everything but events; returns how many rows of what later top-ups go on with."""
    seed = setting.seed
    people, addresses = make_people(ground.buildings, seed), make_addresses(ground)
    staff, points = make_staff(ground.areas, ground.buildings, seed), make_points(ground, seed)
    care = make_care(ground.buildings, seed)
    clock.done("people")
    ids = load_ground(ground, people, addresses, setting.since)
    clock.done("load_ground")
    load_taxonomy()
    load_staff(staff, ids, seed)
    load_points(ground, points, addresses, ids, local_day(as_of))
    load_care(ground, care, ids, as_of)
    make_logins()
    clock.done("load_life")
    return {"care_subjects": len(care.building), "service_points": len(points.kind)}
