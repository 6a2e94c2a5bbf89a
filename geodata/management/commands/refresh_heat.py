"""`refresh_heat`: settle which reports repeat an earlier one and count what changed, now instead of at night."""

from typing import Any

from django.core.management.base import BaseCommand

from geodata.actions.fold_heat_counts import fold_heat_counts
from geodata.actions.settle_repeats import settle_repeats


class Command(BaseCommand):
    """Prints what was done."""

    help = "Settle which reports repeat an earlier one, and count the days of heat that changed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; nothing is due where it was done already."""
        settled = settle_repeats()
        if settled.busy:
            self.stdout.write("另一个进程正在处理 · another process is at it")
        elif settled.since is None:
            self.stdout.write("没有新的事件 · no events since the last time")
        else:
            self.stdout.write(
                f"{settled.repeats:,} 件是重复上报（{settled.since:%Y-%m-%d} 起） · repeats since then"
            )
        self.stdout.write(f"重新计数 {fold_heat_counts():,} 天 · days counted anew")
