"""manage.py import_osm FILE: a dry run unless --commit."""

from geodata.management.import_command import ImportCommand
from geodata.rules.import_kinds import KindName


class Command(ImportCommand):
    """Imports osm and prints the report."""

    help = "Import an OpenStreetMap extract: buildings, roads, water, land cover, service points."
    kind = KindName.OSM
