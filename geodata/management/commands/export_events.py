"""manage.py export_events FILE: the format goes by the ending."""

from geodata.management.export_command import ExportCommand
from geodata.rules.import_kinds import KindName


class Command(ExportCommand):
    """Exports events and prints what was written."""

    help = "Export events."
    kind = KindName.EVENTS
    own = ("from", "to")
