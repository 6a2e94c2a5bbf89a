"""Give everything in a box its finest area again, after boundaries came into force or went."""

from datetime import date

from django.utils import timezone

from geodata.actions.store_rows import Moment, place_rows
from geodata.models import ImportRun
from geodata.sql import execute

# What follows the borders of today; events keep those of their day.
_STANDING = (
    "geodata_building",
    "geodata_servicepoint",
    "geodata_business",
    "geodata_resource",
    "geodata_device",
    "geodata_partner",
)
_PLACED = (*_STANDING, "geodata_event")


def place_returned(run: ImportRun, today: date) -> None:
    """Place what an undo put back: it stands where it stood before, perhaps in another area."""
    moment = Moment(today, timezone.get_default_timezone_name())
    for table in _PLACED:
        if "geom" in run.stored.get(table, {}).get("columns", ()):
            place_rows(table, moment, run=run)


def place_again(box: str | None, today: date, *, past_events: bool = True) -> None:
    """Place buildings, points, events and the like inside a box, or the boxes of a collection (hex EWKB in MEASURE).

    None does nothing.
    past_events: events too, each by the borders of its day; where those of past days stayed, none can move.
    """
    if box is None:
        return
    execute("refresh_border_statistics")
    moment = Moment(today, timezone.get_default_timezone_name())
    for table in _PLACED if past_events else _STANDING:
        place_rows(table, moment, box=box)
