"""manage.py export_landcover FILE: the format goes by the ending."""

from geodata.management.export_command import ExportCommand
from geodata.rules.import_kinds import KindName


class Command(ExportCommand):
    """Exports land cover and prints what was written."""

    help = "Export land cover."
    kind = KindName.LANDCOVER
    own = ("wkt",)
