"""All events of a town from its first day to a moment, with their planned lives."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from geodata.town.calendar import local_day
from geodata.town.events.days import Draws
from geodata.town.events.hot_spots import Spot
from geodata.town.events.lives import limits_s, plan_steps
from geodata.town.events.rows import EventRows, make_rows
from geodata.town.events.world import World
from geodata.town.identity import uuids
from geodata.town.setting import TownSetting


@dataclass(frozen=True)
class EventStream:
    """Events with planned step times (n, 6) and due times (n,), seconds since the epoch."""

    rows: EventRows
    draws: Draws
    spots: list[Spot]
    times: np.ndarray
    due_s: np.ndarray

    def uuids(self, seed: int, chosen: np.ndarray) -> list[str]:
        """Uuids of chosen rows: a function of seed, day and place in the day."""
        days, ordinals = self.rows.day[chosen], self.rows.ordinal[chosen]
        return uuids(seed, "event", [f"{day}/{number}" for day, number in zip(days, ordinals, strict=True)])


def make_stream(world: World, setting: TownSetting, until: datetime) -> EventStream:
    """The events whose day lies between the town's first day and a moment's; some are reported later."""
    rows, draws, spots = make_rows(world, setting.seed, setting.since, local_day(until), setting.per_year)
    return EventStream(rows, draws, spots, plan_steps(rows, draws), rows.reported_s + limits_s(rows))
