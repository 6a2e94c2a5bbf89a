"""manage.py import_party_branches FILE: a dry run unless --commit."""

from geodata.management.import_command import ImportCommand
from geodata.rules.import_kinds import KindName


class Command(ImportCommand):
    """Imports party branches and prints the report."""

    help = "Import party branches and the grids they serve."
    kind = KindName.PARTY_BRANCHES
    columns = ("name", "lon", "lat", "address", "category")
