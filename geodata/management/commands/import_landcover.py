"""manage.py import_landcover FILE: a dry run unless --commit."""

from geodata.management.import_command import ImportCommand
from geodata.rules.import_kinds import KindName


class Command(ImportCommand):
    """Imports landcover and prints the report."""

    help = "Import polygons of land by use."
    kind = KindName.LANDCOVER
    columns = ("name",)
