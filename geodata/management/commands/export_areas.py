"""manage.py export_areas FILE: the format goes by the ending."""

from geodata.management.export_command import ExportCommand
from geodata.rules.import_kinds import KindName


class Command(ExportCommand):
    """Exports areas of one level (districts, subdistricts, communities, grids) and prints what was written."""

    help = "Export areas of one level (districts, subdistricts, communities, grids)."
    kind = KindName.AREAS
    own = ("level", "as-of", "wkt")
