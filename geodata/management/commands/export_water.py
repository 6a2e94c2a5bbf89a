"""manage.py export_water FILE: the format goes by the ending."""

from geodata.management.export_command import ExportCommand
from geodata.rules.import_kinds import KindName


class Command(ExportCommand):
    """Exports water and prints what was written."""

    help = "Export water."
    kind = KindName.WATER
    own = ("wkt",)
