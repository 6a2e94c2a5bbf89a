"""Give everything in a box its finest area again, after boundaries came into force or went."""

from datetime import date

from django.utils import timezone

from geodata.sql import execute, rows

_PLACED = (
    "geodata_building",
    "geodata_servicepoint",
    "geodata_business",
    "geodata_resource",
    "geodata_device",
    "geodata_partner",
)


def place_again(box: str | None, today: date) -> None:
    """Place buildings, points, events and the like inside a box (hex EWKB in MEASURE); None does nothing."""
    if box is None:
        return
    execute("refresh_statistics")
    for table in _PLACED:
        rows("place_rows", target=table, run=None, today=today, box=box)
    execute("place_events", run=None, zone=timezone.get_default_timezone_name(), box=box)
