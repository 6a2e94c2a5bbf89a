"""manage.py import_care FILE: always refused for now."""

from geodata.management.import_command import ImportCommand
from geodata.rules.import_kinds import KindName


class Command(ImportCommand):
    """Imports care and prints the report."""

    help = "Refuse people in care until the encrypted vault exists."
    kind = KindName.CARE
