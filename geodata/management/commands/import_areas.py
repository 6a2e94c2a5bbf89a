"""manage.py import_areas FILE: a dry run unless --commit."""

from geodata.importers.areas import import_areas
from geodata.management.import_command import ImportCommand


class Command(ImportCommand):
    """Imports areas and prints the report."""

    help = "Import areas of one level (districts, subdistricts, communities, grids) from GeoJSON."
    importer = import_areas
    columns = ("level", "code", "name", "parent", "valid-from", "repair")
