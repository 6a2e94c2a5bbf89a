"""manage.py import_households FILE: a dry run unless --commit."""

from geodata.management.import_command import ImportCommand
from geodata.rules.import_kinds import KindName


class Command(ImportCommand):
    """Imports households and prints the report."""

    help = "Import households and persons by age band of buildings that are loaded."
    kind = KindName.HOUSEHOLDS
    columns = ("lon", "lat", "address")
