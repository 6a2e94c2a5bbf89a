"""manage.py import_partners FILE: a dry run unless --commit."""

from geodata.management.import_command import ImportCommand
from geodata.rules.import_kinds import KindName


class Command(ImportCommand):
    """Imports partners and prints the report."""

    help = "Import volunteer teams and partner organisations."
    kind = KindName.PARTNERS
    columns = ("name", "lon", "lat", "address", "category")
