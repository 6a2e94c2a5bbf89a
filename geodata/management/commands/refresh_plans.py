"""manage.py refresh_plans: bring the boundary plans into force whose day has come."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from geodata.actions.take_plan_into_force import take_due_plans


class Command(BaseCommand):
    """Takes due plans into force; run it every night, again does nothing."""

    help = "让到期的划分方案生效 · bring boundary plans into force whose day has come"

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the plans."""
        taken = take_due_plans(timezone.now())
        for plan in taken:
            self.stdout.write(f"{plan.valid_from} {plan.name}")
        if not taken:
            self.stdout.write("没有到期的方案 · no plan is due")
