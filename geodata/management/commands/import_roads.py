"""manage.py import_roads FILE: a dry run unless --commit."""

from geodata.management.import_command import ImportCommand
from geodata.rules.import_kinds import KindName


class Command(ImportCommand):
    """Imports roads and prints the report."""

    help = "Import lines of roads, paths and rail."
    kind = KindName.ROADS
    columns = ("name",)
