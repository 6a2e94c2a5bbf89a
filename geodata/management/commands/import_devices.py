"""manage.py import_devices FILE: a dry run unless --commit."""

from geodata.management.import_command import ImportCommand
from geodata.rules.import_kinds import KindName


class Command(ImportCommand):
    """Imports devices and prints the report."""

    help = "Import devices and their state."
    kind = KindName.DEVICES
    columns = ("name", "lon", "lat", "address", "category", "time", "tz")
