"""manage.py export_party_branches FILE: the format goes by the ending."""

from geodata.management.export_command import ExportCommand
from geodata.rules.import_kinds import KindName


class Command(ExportCommand):
    """Exports party branches and the areas they serve and prints what was written."""

    help = "Export party branches and the areas they serve."
    kind = KindName.PARTY_BRANCHES
