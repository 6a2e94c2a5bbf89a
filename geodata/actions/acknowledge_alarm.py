"""Take notice of an alarm, once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from geodata.actions.alarm_at_hand import alarm_at_hand
from geodata.actions.person_of_login import person_of_login
from geodata.models import Alarm
from geodata.rules.alarm_flow import AlarmState, may_acknowledge
from geodata.rules.viewer import Viewer


@transaction.atomic
def acknowledge_alarm(uuid: str | UUID, viewer: Viewer, *, user_id: int, now: datetime) -> Alarm | None:
    """The alarm, acknowledged by this login's person; None where somebody was first, which changes nothing.

    Raises NotFound for an unknown alarm or a role that sees none, Forbidden for a login without a staff row.
    """
    alarm = alarm_at_hand(uuid, viewer)
    if not may_acknowledge(AlarmState(alarm.state)):
        return None
    person = person_of_login(user_id, "确认警报")
    alarm.state, alarm.acknowledged_by, alarm.acknowledged_at = AlarmState.ACKNOWLEDGED.value, person, now
    alarm.save(update_fields=["state", "acknowledged_by", "acknowledged_at"])
    return alarm
