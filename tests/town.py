"""The small demo town that tests share: 3 × 3 superblocks and a village, made by the product's own commands.

A test that asks for the fixture `town` finds it in the test database, committed, and writes in a transaction of
its own. Tests that do not ask for it find the tables empty: tests/conftest.py runs those with a town last, loads
it before the first of them, again after a test that had to truncate, and clears it before a test without.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.core.management import call_command
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from geodata.models import Area
from geodata.town.calendar import ZONE
from geodata.town.events.stream import EventStream
from geodata.town.ground.build import build_ground
from geodata.town.ground.tables import Ground
from geodata.town.make import Order, make_town

SEED, SCALE = 1, 0.1
AS_OF = datetime(2026, 5, 13, 12, 0, tzinfo=ZONE)  # a Wednesday
SINCE = date(2025, 5, 13)
ORDER = Order(AS_OF, SEED, SCALE, SINCE)


@dataclass(frozen=True)
class Town:
    """What the generator knows of the loaded town: its ground and events with the planted truth."""

    ground: Ground
    stream: EventStream
    as_of: datetime = AS_OF


@cache
def small_ground() -> Ground:
    """The ground of the small town, built once per process."""
    return build_ground(SEED, SCALE)


def become(role: str, on: BaseDatabaseWrapper | None = None) -> None:
    """Work as a database role; 'NONE' is the test database's owner again."""
    with (on or connection).cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")


class TownKeeper:
    """Keeps the town in the test database for those who ask, and out of it for the others."""

    def __init__(self) -> None:
        self.town: Town | None = None

    def load(self) -> None:
        """Load the town as the app's role where it is missing."""
        if Area.objects.exists():
            return
        become("app")
        made = make_town(ORDER, small_ground())
        become("NONE")
        self.town = Town(made.ground, made.stream)

    def clear(self) -> None:
        """Empty the tables, as the owner."""
        if Area.objects.exists():
            call_command("flush", interactive=False, verbosity=0)
