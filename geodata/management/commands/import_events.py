"""manage.py import_events FILE: a dry run unless --commit."""

from geodata.management.import_command import ImportCommand
from geodata.rules.import_kinds import KindName


class Command(ImportCommand):
    """Imports events and prints the report."""

    help = "Import events."
    kind = KindName.EVENTS
    columns = ("time", "tz", "closed", "lon", "lat", "address", "category")
