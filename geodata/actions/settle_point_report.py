"""Settle what a resident reported about a service point, once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from geodata.errors import NotFound
from geodata.models import PointReport
from geodata.rules.point_reports import Outcome
from geodata.rules.viewer import COMMAND, Viewer


@transaction.atomic
def settle_point_report(
    uuid: UUID, outcome: Outcome, viewer: Viewer, *, user_id: int, now: datetime
) -> PointReport | None:
    """The settled report; None where somebody was first, which changes nothing.

    Raises NotFound for an unknown report or a role that sees none.
    """
    found = PointReport.objects.select_for_update().filter(uuid=uuid).first()
    if found is None or viewer.role not in COMMAND:
        raise NotFound("没有这条报错。", "There is no such report.")
    if found.settled_at is not None:
        return None
    found.outcome, found.settled_at, found.settled_by_id = outcome.value, now, user_id
    found.save(update_fields=["outcome", "settled_at", "settled_by"])
    return found
