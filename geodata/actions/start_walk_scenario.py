"""Ask for a search of sites, or stop one."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from geodata.errors import Forbidden
from geodata.models import WalkScenario
from geodata.queries.walking_coverage import check_viewer
from geodata.queries.walking_scenarios import scenario
from geodata.rules.viewer import Viewer
from geodata.rules.walking import Pace
from geodata.rules.walking_sites import SILENT_MINUTES, SiteMethod

UNDER_WAY = ("waiting", "working")


@dataclass(frozen=True)
class SitingAsk:
    """What is asked: sites of a kind; candidates in degrees WGS 84, none for the product's own; below: an area's code."""

    kind: str
    method: SiteMethod
    count: int
    minutes: float
    pace: Pace
    below: str = ""
    candidates: tuple[tuple[float, float], ...] = ()


@transaction.atomic
def start_walk_scenario(ask: SitingAsk, viewer: Viewer, user_id: int | None, now: datetime) -> WalkScenario:
    """The search, waiting for its worker. Raises NotFound for other roles, Forbidden while another one runs."""
    check_viewer(viewer)
    heard = now - timedelta(minutes=SILENT_MINUTES)
    if WalkScenario.objects.filter(state__in=UNDER_WAY, changed_at__gt=heard).exists():
        raise Forbidden(
            "正在计算另一次选址，请等它结束或先停止它。",
            "Another search for sites is under way; wait for it or stop it.",
        )
    return WalkScenario.objects.create(
        kind=ask.kind,
        method=ask.method.value,
        asked=asdict(ask),
        by_id=user_id,
        created_at=now,
        changed_at=now,
    )


def stop_walk_scenario(uuid: UUID, viewer: Viewer, now: datetime) -> WalkScenario:
    """The search, told to stop; one that has ended stays as it is. Raises NotFound."""
    check_viewer(viewer)
    WalkScenario.objects.filter(uuid=uuid, state__in=UNDER_WAY).update(state="stopped", changed_at=now)
    return scenario(uuid, viewer)
