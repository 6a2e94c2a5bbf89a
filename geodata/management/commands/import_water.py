"""manage.py import_water FILE: a dry run unless --commit."""

from geodata.management.import_command import ImportCommand
from geodata.rules.import_kinds import KindName


class Command(ImportCommand):
    """Imports water and prints the report."""

    help = "Import polygons of rivers, lakes and ponds."
    kind = KindName.WATER
    columns = ("name",)
