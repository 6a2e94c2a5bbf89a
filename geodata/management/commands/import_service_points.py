"""manage.py import_service_points FILE: a dry run unless --commit."""

from geodata.importers.service_points import import_service_points
from geodata.management.import_command import ImportCommand


class Command(ImportCommand):
    """Imports service points and prints the report."""

    help = "Import service points from CSV or CSV.gz."
    importer = import_service_points
    columns = ("name", "lon", "lat", "category")
