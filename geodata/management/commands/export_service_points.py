"""manage.py export_service_points FILE: the format goes by the ending."""

from geodata.management.export_command import ExportCommand
from geodata.rules.import_kinds import KindName


class Command(ExportCommand):
    """Exports service points and prints what was written."""

    help = "Export service points."
    kind = KindName.SERVICE_POINTS
