"""manage.py import_areas FILE: a dry run unless --commit."""

from geodata.management.import_command import ImportCommand
from geodata.rules.import_kinds import KindName


class Command(ImportCommand):
    """Imports areas and prints the report."""

    help = "Import areas of one level (districts, subdistricts, communities, grids)."
    kind = KindName.AREAS
    columns = ("level", "code", "name", "parent", "valid-from")
