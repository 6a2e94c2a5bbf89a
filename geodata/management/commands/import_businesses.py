"""manage.py import_businesses FILE: a dry run unless --commit."""

from geodata.management.import_command import ImportCommand
from geodata.rules.import_kinds import KindName


class Command(ImportCommand):
    """Imports businesses and prints the report."""

    help = "Import business premises."
    kind = KindName.BUSINESSES
    columns = ("name", "lon", "lat", "address", "category")
