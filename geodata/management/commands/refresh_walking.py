"""`refresh_walking`: make the walking network and everybody's nearest points now."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from geodata.actions.refresh_walking import refresh_walking


class Command(BaseCommand):
    """Makes what is out of date, prints what that was."""

    help = "更新步行网络和每栋楼最近的服务点 · bring the walking network and the nearest points up to date"

    def add_arguments(self, parser: CommandParser) -> None:
        """Two options."""
        parser.add_argument("--force", action="store_true", help="全部重算 · make everything anew")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出 · print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refresh and tell."""
        done = refresh_walking(timezone.now(), force=options["force"])
        if options["json"]:
            self.stdout.write(json.dumps(asdict(done)))
            return
        kinds = ", ".join(done.kinds) or "-"
        self.stdout.write(
            f"步行网络{'已重做' if done.network else '未变'}，重算类别 {kinds}，更新 {done.changed:,} 行，"
            f"{done.seconds:.1f} 秒 · network {'made' if done.network else 'unchanged'}, "
            f"{done.changed:,} rows changed, {done.seconds:.1f} s"
        )
