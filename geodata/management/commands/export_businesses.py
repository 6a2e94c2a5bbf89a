"""manage.py export_businesses FILE: the format goes by the ending."""

from geodata.management.export_command import ExportCommand
from geodata.rules.import_kinds import KindName


class Command(ExportCommand):
    """Exports businesses and prints what was written."""

    help = "Export businesses."
    kind = KindName.BUSINESSES
