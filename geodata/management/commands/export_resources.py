"""manage.py export_resources FILE: the format goes by the ending."""

from geodata.management.export_command import ExportCommand
from geodata.rules.import_kinds import KindName


class Command(ExportCommand):
    """Exports resources and supplies and prints what was written."""

    help = "Export resources and supplies."
    kind = KindName.RESOURCES
