"""`refresh_blocks`: make the blocks grids are put together from, where their ground has changed."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from geodata.actions.count_blocks import count_version
from geodata.actions.refresh_blocks import RefreshedBlocks, refresh_blocks
from geodata.errors import GeodataError
from geodata.management.event_file_options import EXIT_REFUSED, say_refusal
from geodata.models import BlockVersion


class Command(BaseCommand):
    """Makes a version where the ground has changed, counts what happens on its blocks and prints its figures.

    Exit 1 where there is no ground.
    """

    help = (
        "由道路、水系、社区界线和楼栋生成街块 · make blocks from roads, waters, community lines and buildings"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """One option."""
        parser.add_argument("--json", action="store_true", help="以 JSON 输出 · print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refresh and tell."""
        told = None if options["json"] else self._progress
        try:
            done = refresh_blocks(timezone.now(), told=told)
        except GeodataError as refusal:
            say_refusal(self, refusal, as_json=options["json"])
            sys.exit(EXIT_REFUSED)
        count_version(BlockVersion.objects.get(uuid=done.version), timezone.now())
        self.stdout.write(json.dumps(asdict(done)) if options["json"] else _text(done))

    def _progress(self, done: int, communities: int) -> None:
        if done % 10 == 0 or done == communities:
            self.stdout.write(f"  {done} / {communities} 个社区 · communities")


def _text(done: RefreshedBlocks) -> str:
    state = ("已生成新版本", "made") if done.made else ("未变", "unchanged")
    whole = f"\n未能切分的社区 · communities left whole：{', '.join(done.whole)}" if done.whole else ""
    return (
        f"街块{state[0]}：{done.blocks:,} 个，{done.households:,} 户，最多 {done.most_households} 户，超过 100 户的 "
        f"{done.heavy} 个，相邻边 {done.borders:,} 条，桥 {done.bridges} 座，{done.seconds:.1f} 秒 · {state[1]}: "
        f"{done.blocks:,} blocks, {done.borders:,} borders, {done.heavy} above 100 households{whole}"
    )
