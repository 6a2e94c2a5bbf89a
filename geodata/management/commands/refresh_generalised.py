"""`refresh_generalised`: simplify borders and ground now instead of when a server next sees to it."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from geodata.actions.generalise_borders import generalise_borders
from geodata.actions.generalise_ground import generalise_ground


class Command(BaseCommand):
    """Prints how many simple forms were stored."""

    help = "Simplify borders, land cover, water and roads for far-out tiles."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; 0 where they are there already."""
        borders, ground = generalise_borders(timezone.localdate()), generalise_ground()
        self.stdout.write(f"{borders} 条简化边界 · simplified borders stored")
        self.stdout.write(f"{ground} 个简化地物 · simple forms of land cover, water and roads stored")
