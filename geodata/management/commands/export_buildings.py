"""manage.py export_buildings FILE: the format goes by the ending."""

from geodata.management.export_command import ExportCommand
from geodata.rules.import_kinds import KindName


class Command(ExportCommand):
    """Exports buildings and prints what was written."""

    help = "Export buildings."
    kind = KindName.BUILDINGS
    own = ("wkt",)
