"""manage.py export_households FILE: the format goes by the ending."""

from geodata.management.export_command import ExportCommand
from geodata.rules.import_kinds import KindName


class Command(ExportCommand):
    """Exports households and persons of buildings and prints what was written."""

    help = "Export households and persons of buildings."
    kind = KindName.HOUSEHOLDS
