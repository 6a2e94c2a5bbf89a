"""manage.py export_partners FILE: the format goes by the ending."""

from geodata.management.export_command import ExportCommand
from geodata.rules.import_kinds import KindName


class Command(ExportCommand):
    """Exports volunteers and partners and prints what was written."""

    help = "Export volunteers and partners."
    kind = KindName.PARTNERS
