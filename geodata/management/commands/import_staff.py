"""manage.py import_staff FILE: a dry run unless --commit."""

from geodata.management.import_command import ImportCommand
from geodata.rules.import_kinds import KindName


class Command(ImportCommand):
    """Imports staff and prints the report."""

    help = "Import staff and the areas they serve."
    kind = KindName.STAFF
    columns = ("name",)
