"""manage.py install_sql: functions, triggers, views and rights, re-applied."""

from typing import Any

from django.core.management.base import BaseCommand

from geodata.install import install_sql


class Command(BaseCommand):
    """Re-applies sql/install as the database's owner."""

    help = "Apply database functions, triggers, views and rights (idempotent; run as the owner)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the files applied."""
        for name in install_sql():
            self.stdout.write(name)
