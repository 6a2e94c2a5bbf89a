"""`suggest_sites`: the best k sites of a kind of service, as a scenario that can be compared."""

import json
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from geodata.actions.find_walk_sites import find_walk_sites
from geodata.actions.start_walk_scenario import SitingAsk, start_walk_scenario
from geodata.errors import GeodataError
from geodata.rules.service_points import ServiceKind
from geodata.rules.viewer import Role, Viewer
from geodata.rules.walking import CIRCLE_MINUTES, Pace
from geodata.rules.walking_sites import MOST_SITES, SiteMethod


class Command(BaseCommand):
    """Prints the result as JSON; the scenario stays in the database."""

    help = "为一类服务选最好的若干处地点 · find the best sites of a kind of service"

    def add_arguments(self, parser: CommandParser) -> None:
        """What to look for, or the scenario that says it."""
        parser.add_argument("--scenario", type=UUID, help="计算已登记的方案 · work on one that was asked for")
        parser.add_argument("--category", choices=list(ServiceKind), help="服务点类别 · kind of service")
        parser.add_argument("--sites", type=int, default=5, metavar="K", help="几处 · how many sites")
        parser.add_argument("--method", choices=list(SiteMethod), default=SiteMethod.MCLP.value)
        parser.add_argument(
            "--minutes", type=float, default=CIRCLE_MINUTES[-1], help="步行分钟 · minutes on foot"
        )
        parser.add_argument("--pace", choices=list(Pace), default=Pace.ELDERLY.value)
        parser.add_argument("--area", default="", metavar="CODE", help="只看这个区域 · only this area")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look for sites and print them."""
        try:
            uuid = options["scenario"] or self._asked(options)
            found = find_walk_sites(uuid)
        except GeodataError as refusal:
            raise CommandError(str(refusal)) from None
        told = {"scenario": str(found.uuid), "state": found.state, **found.result, **found.refusal}
        self.stdout.write(json.dumps(told, ensure_ascii=False))

    def _asked(self, options: dict[str, Any]) -> UUID:
        if not options["category"] or not 1 <= options["sites"] <= MOST_SITES:
            raise CommandError(
                f"请给出 --category 和 1–{MOST_SITES} 的 --sites · name --category and --sites of 1–{MOST_SITES}"
            )
        ask = SitingAsk(
            options["category"],
            SiteMethod(options["method"]),
            options["sites"],
            options["minutes"],
            Pace(options["pace"]),
            options["area"],
        )
        return start_walk_scenario(ask, Viewer(Role.PLANNER), None, timezone.now()).uuid
