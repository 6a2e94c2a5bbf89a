"""`refresh_heat_findings`: hot spots, warnings and rankings of the whole days before a moment; meant for every night."""

import json
from datetime import date, datetime, time
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from geodata.actions.refresh_heat_findings import Refreshed, refresh_heat_findings
from geodata.models import EmergingWarning, EventCategory


class Command(BaseCommand):
    """Prints what was worked out; a second run for the same days and data changes nothing."""

    help = "重新计算热点、预警和排名 · work out hot spots, warnings and rankings anew (idempotent; run it every night)"

    def add_arguments(self, parser: CommandParser) -> None:
        """Every default works out all categories as of now."""
        parser.add_argument(
            "--as-of",
            type=date.fromisoformat,
            metavar="DATE",
            help="到这一天零点为止（默认：现在）· whole days before this one (default: today)",
        )
        parser.add_argument("--category", metavar="CODE", help="只算这一类 · this category only")
        parser.add_argument("--json", action="store_true", help="输出 JSON · print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work out and print."""
        as_of = timezone.now()
        if options["as_of"]:
            as_of = timezone.make_aware(datetime.combine(options["as_of"], time.min))
        started = perf_counter()
        found = refresh_heat_findings(as_of, category_id=_category(options["category"]))
        self._say(found, as_of, perf_counter() - started, as_json=options["json"])

    def _say(self, found: Refreshed, as_of: datetime, seconds: float, *, as_json: bool) -> None:
        last_day = found.last_day.isoformat() if found.last_day else None
        warnings = (
            EmergingWarning.objects.filter(last_seen_on=found.last_day).count() if found.last_day else 0
        )
        if as_json:
            told = {
                "as_of": as_of.isoformat(),
                "last_day": last_day,
                "made": found.made,
                "kept": found.kept,
                "hot_cells": found.hot_cells,
                "warnings": warnings,
                "busy": found.busy,
                "seconds": round(seconds, 2),
            }
            self.stdout.write(json.dumps(told))
        elif found.busy:
            self.stdout.write("另一个进程正在计算，这次不做 · another process is at it, nothing was done")
        elif last_day is None:
            self.stdout.write("还没有事件 · there are no events yet")
        else:
            self.stdout.write(
                f"截至 {last_day}：重算 {found.made} 类，沿用 {found.kept} 类；热点方格 {found.hot_cells} 个，"
                f"当前预警 {warnings} 条（{seconds:.1f} 秒）· {found.made} categories worked out, {found.kept} kept, "
                f"{found.hot_cells} hot cells, {warnings} warnings"
            )


def _category(code: str | None) -> int | None:
    if code is None:
        return None
    found = EventCategory.objects.filter(code=code).values_list("id", flat=True).first()
    if found is None:
        raise CommandError(f"没有类别 {code} · there is no category {code}")
    return found
