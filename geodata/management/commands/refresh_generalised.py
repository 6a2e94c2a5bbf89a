"""`refresh_generalised`: simplify the borders in force now instead of when a server next sees to it."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from geodata.actions.generalise_borders import generalise_borders


class Command(BaseCommand):
    """Prints how many simplified borders were stored."""

    help = "Simplify the borders in force for far-out tiles."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; 0 where they are there already."""
        made = generalise_borders(timezone.localdate())
        self.stdout.write(f"{made} 条简化边界 · simplified borders stored")
