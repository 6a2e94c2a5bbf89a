"""Keep a change of service points under a name, to be compared with others; and drop one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from geodata.actions.start_walk_scenario import UNDER_WAY
from geodata.errors import BadParameter, Forbidden
from geodata.models import WalkScenario
from geodata.queries.walking_change import WhatIf, differences_told, what_if
from geodata.queries.walking_coverage import check_viewer
from geodata.queries.walking_scenarios import scenario
from geodata.rules.levels import Level
from geodata.rules.viewer import Viewer
from geodata.rules.walking_sites import BY_HAND, LONGEST_NAME, MOST_SCENARIOS


@transaction.atomic
def keep_walk_scenario(
    name: str, asked: WhatIf, viewer: Viewer, user_id: int | None, now: datetime, *, below: str = ""
) -> WalkScenario:
    """The scenario with what it changes.

    Raises BadParameter for no name or a long one, Forbidden above MOST_SCENARIOS, NotFound as what_if does.
    """
    check_viewer(viewer)
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise BadParameter(
            f"请给方案起名，1–{LONGEST_NAME} 个字。", f"Name the scenario in 1–{LONGEST_NAME} signs."
        )
    if WalkScenario.objects.count() >= MOST_SCENARIOS:
        raise Forbidden(
            f"已保存 {MOST_SCENARIOS} 个方案，请先删除不用的。",
            f"{MOST_SCENARIOS} scenarios are kept; delete some first.",
        )
    found = what_if(viewer, asked, Level.SUBDISTRICT, below)
    return WalkScenario.objects.create(
        name=name,
        kind=asked.kind,
        method=BY_HAND,
        asked={"close": [str(one) for one in asked.close], "open": asked.open, "below": below},
        state="done",
        share_done=1.0,
        result={
            "sites": [{"lon": lon, "lat": lat} for lon, lat in asked.open],
            "whole": differences_told(found.whole),
            "areas": {code: differences_told(one) for code, one in found.areas.items()},
            "network_as_of": found.state.network_at.isoformat() if found.state.network_at else None,
        },
        by_id=user_id,
        created_at=now,
        changed_at=now,
    )


def drop_walk_scenario(uuid: UUID, viewer: Viewer) -> None:
    """Forget a scenario. Raises NotFound; Forbidden while its search is under way."""
    found = scenario(uuid, viewer)
    if found.state in UNDER_WAY:
        raise Forbidden("正在计算，请先停止它。", "It is being worked on; stop it first.")
    found.delete()
