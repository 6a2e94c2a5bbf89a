"""manage.py export_staff FILE: the format goes by the ending."""

from geodata.management.export_command import ExportCommand
from geodata.rules.import_kinds import KindName


class Command(ExportCommand):
    """Exports staff and the areas they serve and prints what was written."""

    help = "Export staff and the areas they serve."
    kind = KindName.STAFF
