"""Take notice of a warning, once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from geodata.actions.person_of_login import person_of_login
from geodata.actions.warning_at_hand import warning_at_hand
from geodata.models import EmergingWarning, WarningStep
from geodata.rules.viewer import Viewer
from geodata.rules.warning_flow import WarningState, WarningStepKind, state_on


@transaction.atomic
def acknowledge_warning(
    uuid: str | UUID, viewer: Viewer, *, user_id: int, now: datetime
) -> EmergingWarning | None:
    """The warning, acknowledged by this login's person; None where somebody was first, which changes nothing.

    A muted one is heard of again. Raises NotFound for an unknown warning or a role that sees none, Forbidden for a login
    without a staff row.
    """
    warning = warning_at_hand(uuid, viewer)
    state = state_on(WarningState(warning.state), warning.muted_until, timezone.localdate(now))
    if state is WarningState.ACKNOWLEDGED:
        return None
    person = person_of_login(user_id, "处理预警")
    warning.state, warning.muted_until = WarningState.ACKNOWLEDGED.value, None
    warning.acknowledged_by, warning.acknowledged_at = person, now
    warning.save(update_fields=["state", "muted_until", "acknowledged_by", "acknowledged_at"])
    WarningStep.objects.create(warning=warning, step=WarningStepKind.ACKNOWLEDGED.value, at=now, actor=person)
    return warning
