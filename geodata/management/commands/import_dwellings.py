"""manage.py import_dwellings FILE: a dry run unless --commit."""

from geodata.management.import_command import ImportCommand
from geodata.rules.import_kinds import KindName


class Command(ImportCommand):
    """Imports dwellings and prints the report."""

    help = "Import doors of buildings with state and date checked; no names are read."
    kind = KindName.DWELLINGS
    columns = ("lon", "lat", "address")
