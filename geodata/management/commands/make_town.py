"""manage.py make_town: the demo town into an empty database, or the events since the last time into a loaded one."""

import argparse
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from geodata.actions.count_blocks import count_version
from geodata.actions.refresh_blocks import refresh_blocks
from geodata.errors import GeodataError
from geodata.models import BlockVersion
from geodata.town.calendar import ZONE, noon
from geodata.town.make import MadeTown, Order, make_town
from geodata.town.store.digest import digest_town
from geodata.town.store.logins import make_logins
from geodata.town.store.top_up import top_up
from geodata.town.store.town_record import find_record
from geodata.town.truth import truth_of, write_truth

_STAGES = {
    "ground": "地形、道路、楼栋 · ground, roads, buildings",
    "people": "人口、队伍、服务点 · people, staff, service points",
    "load_ground": "写入底图 · base map loaded",
    "load_life": "写入队伍与关爱对象 · staff and care loaded",
    "events": "一年的事件 · a year of events",
    "grid_types": "网格类型 · grid types",
    "findings": "热点、预警和排名 · hot spots, warnings and rankings",
    "blocks": "街块 · blocks of plans",
    "walking": "步行网络与最近服务点 · walking network and nearest points",
}


def _moment(text: str) -> datetime:
    """An aware moment: YYYY-MM-DD means noon, YYYY-MM-DDTHH:MM is local where it names no zone."""
    try:
        if "T" not in text and " " not in text:
            return noon(date.fromisoformat(text))
        given = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: expected YYYY-MM-DD or YYYY-MM-DDTHH:MM") from None
    return given if given.tzinfo else given.replace(tzinfo=ZONE)


class Command(BaseCommand):
    """Makes the demo town; same seed and moment, same town."""

    help = "载入演示城区，或补到现在 · load the demo town into an empty database, or top it up to now"

    def add_arguments(self, parser: CommandParser) -> None:
        """Options; every default gives the full town as of now."""
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--as-of", type=_moment, help="local; a date alone means noon (default: now)")
        parser.add_argument(
            "--since", type=date.fromisoformat, help="first day of events (default: 365 days before)"
        )
        parser.add_argument("--scale", type=float, default=1.0, help="0.1 (small) to 1")
        parser.add_argument("--events", type=int, help="events a year (default: 86,000 by households)")
        parser.add_argument(
            "--blocks", type=int, help="blocks of plans at least (default: made when first needed)"
        )
        parser.add_argument("--truth", type=Path, help="write the planted truth to this JSON file")
        parser.add_argument("--top-up", action="store_true", help="bring the loaded town up to the moment")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make or top up, then print what is there."""
        as_of = options["as_of"] or timezone.now()
        try:
            if options["top_up"]:
                self._top_up(as_of, options)
            else:
                self._make(as_of, options)
        except (GeodataError, ValueError) as problem:
            raise CommandError(str(problem)) from None

    def _make(self, as_of: datetime, options: dict[str, Any]) -> None:
        loud = options["verbosity"] > 0 and not options["json"]
        order = Order(as_of, options["seed"], options["scale"], options["since"], options["events"])
        made = make_town(order, say=self._say if loud else lambda stage, seconds: None)
        if options["blocks"]:
            blocks = refresh_blocks(as_of, count=options["blocks"])
            count_version(BlockVersion.objects.get(uuid=blocks.version), as_of)
            if loud:
                self._say("blocks", blocks.seconds)
        if options["truth"]:
            truth = truth_of(made.stream, order.seed, as_of, made.ground.true_grid_type)
            write_truth(options["truth"], truth)
        self._report(made, as_of, options, loud)

    def _say(self, stage: str, seconds: float) -> None:
        self.stdout.write(f"  {seconds:5.1f} s  {_STAGES[stage]}")

    def _report(self, made: MadeTown, as_of: datetime, options: dict[str, Any], loud: bool) -> None:
        if not loud and not options["json"]:
            return
        digest = digest_town()
        if options["json"]:
            content = {
                "as_of": as_of.isoformat(),
                "hash": digest.value,
                "rows": digest.amounts,
                "seconds": {stage: round(seconds, 2) for stage, seconds in made.seconds.items()},
            }
            self.stdout.write(json.dumps(content, ensure_ascii=False))
            return
        for part, amount in digest.amounts.items():
            self.stdout.write(f"  {amount:>9,}  {part}")
        self.stdout.write(f"  {digest.value}  ({sum(made.seconds.values()):.0f} s)")

    def _top_up(self, as_of: datetime, options: dict[str, Any]) -> None:
        record = find_record()
        if record is None:
            raise CommandError("这里没有演示城区，先运行 make_town · no demo town here: run make_town first")
        load, _ = top_up(record, as_of)
        make_logins()
        if options["json"]:
            content = {
                "as_of": as_of.isoformat(),
                "new": load.new,
                "advanced": load.advanced,
                "steps": load.steps,
            }
            self.stdout.write(json.dumps(content))
        elif options["verbosity"] > 0:
            self.stdout.write(
                f"新增事件 {load.new} 件，推进 {load.advanced} 件 · events: {load.new} new, {load.advanced} advanced"
            )
