"""manage.py import_service_points FILE: a dry run unless --commit."""

from geodata.management.import_command import ImportCommand
from geodata.rules.import_kinds import KindName


class Command(ImportCommand):
    """Imports service points and prints the report."""

    help = "Import service points."
    kind = KindName.SERVICE_POINTS
    columns = ("name", "lon", "lat", "address", "category")
