"""manage.py export_roads FILE: the format goes by the ending."""

from geodata.management.export_command import ExportCommand
from geodata.rules.import_kinds import KindName


class Command(ExportCommand):
    """Exports roads and prints what was written."""

    help = "Export roads."
    kind = KindName.ROADS
    own = ("wkt",)
