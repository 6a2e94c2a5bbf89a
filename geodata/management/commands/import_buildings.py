"""manage.py import_buildings FILE: a dry run unless --commit."""

from geodata.management.import_command import ImportCommand
from geodata.rules.import_kinds import KindName


class Command(ImportCommand):
    """Imports buildings and prints the report."""

    help = "Import building outlines with use, floors, households and persons."
    kind = KindName.BUILDINGS
    columns = ("address",)
