"""Close an alarm, once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from geodata.actions.alarm_at_hand import alarm_at_hand
from geodata.actions.person_of_login import person_of_login
from geodata.models import Alarm
from geodata.rules.alarm_flow import AlarmState, may_acknowledge, may_close
from geodata.rules.viewer import Viewer


@transaction.atomic
def close_alarm(uuid: str | UUID, viewer: Viewer, *, user_id: int, now: datetime) -> Alarm | None:
    """The alarm, closed by this login's person; None where somebody was first, which changes nothing.

    Where nobody took notice before, this person did. Raises NotFound for an unknown alarm or a role that sees none,
    Forbidden for a login without a staff row.
    """
    alarm = alarm_at_hand(uuid, viewer)
    state = AlarmState(alarm.state)
    if not may_close(state):
        return None
    person = person_of_login(user_id, "解除警报")
    if may_acknowledge(state):
        alarm.acknowledged_by, alarm.acknowledged_at = person, now
    alarm.state, alarm.closed_by, alarm.closed_at = AlarmState.CLOSED.value, person, now
    alarm.save(update_fields=["state", "acknowledged_by", "acknowledged_at", "closed_by", "closed_at"])
    return alarm
