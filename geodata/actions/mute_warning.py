"""Silence a warning for some days."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from geodata.actions.person_of_login import person_of_login
from geodata.actions.warning_at_hand import warning_at_hand
from geodata.errors import BadParameter
from geodata.models import EmergingWarning, WarningStep
from geodata.rules.viewer import Viewer
from geodata.rules.warning_flow import LONGEST_MUTE_DAYS, WarningState, WarningStepKind, mute_until


@transaction.atomic
def mute_warning(
    uuid: str | UUID, days: int, viewer: Viewer, *, user_id: int, now: datetime
) -> EmergingWarning:
    """The warning, silent for so many days, today included; it is new again after them.

    Raises NotFound and Forbidden as acknowledge_warning does, BadParameter for days out of range.
    """
    warning = warning_at_hand(uuid, viewer)
    person = person_of_login(user_id, "处理预警")
    try:
        until = mute_until(days, timezone.localdate(now))
    except ValueError:
        raise BadParameter(
            f"静音 {days} 天不可以；请用 1 到 {LONGEST_MUTE_DAYS} 天。",
            f"a mute of {days} days is not possible; use 1 to {LONGEST_MUTE_DAYS} days.",
        ) from None
    warning.state, warning.muted_until = WarningState.MUTED.value, until
    warning.save(update_fields=["state", "muted_until"])
    WarningStep.objects.create(
        warning=warning, step=WarningStepKind.MUTED.value, at=now, actor=person, days=days
    )
    return warning
