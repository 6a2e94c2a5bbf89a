"""manage.py import_resources FILE: a dry run unless --commit."""

from geodata.management.import_command import ImportCommand
from geodata.rules.import_kinds import KindName


class Command(ImportCommand):
    """Imports resources and prints the report."""

    help = "Import emergency resources and supplies."
    kind = KindName.RESOURCES
    columns = ("name", "lon", "lat", "address", "category")
