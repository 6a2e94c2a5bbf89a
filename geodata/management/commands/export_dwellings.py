"""manage.py export_dwellings FILE: the format goes by the ending."""

from geodata.management.export_command import ExportCommand
from geodata.rules.import_kinds import KindName


class Command(ExportCommand):
    """Exports dwellings and prints what was written."""

    help = "Export dwellings."
    kind = KindName.DWELLINGS
