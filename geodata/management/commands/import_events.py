"""manage.py import_events FILE: a dry run unless --commit."""

from geodata.importers.events import import_events
from geodata.management.import_command import ImportCommand


class Command(ImportCommand):
    """Imports events and prints the report."""

    help = "Import events from CSV or CSV.gz."
    importer = import_events
    columns = ("time", "tz", "closed", "lon", "lat", "category")
