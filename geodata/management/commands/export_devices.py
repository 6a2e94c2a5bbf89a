"""manage.py export_devices FILE: the format goes by the ending."""

from geodata.management.export_command import ExportCommand
from geodata.rules.import_kinds import KindName


class Command(ExportCommand):
    """Exports devices and prints what was written."""

    help = "Export devices."
    kind = KindName.DEVICES
