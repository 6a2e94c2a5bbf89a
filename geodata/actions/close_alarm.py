"""Close an alarm, once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from geodata.errors import Forbidden, NotFound
from geodata.models import Alarm, Staff
from geodata.rules.alarm_flow import AlarmState, may_acknowledge, may_close
from geodata.rules.viewer import COMMAND, Viewer


@transaction.atomic
def close_alarm(uuid: str | UUID, viewer: Viewer, *, user_id: int, now: datetime) -> Alarm | None:
    """The alarm, closed by this login's person; None where somebody was first, which changes nothing.

    Where nobody took notice before, this person did. Raises NotFound for an unknown alarm or a role that sees none,
    Forbidden for a login without a staff row.
    """
    alarm = Alarm.objects.select_for_update().filter(uuid=uuid).first()
    if alarm is None or viewer.role not in COMMAND:
        raise NotFound("没有这个警报。", "There is no such alarm.")
    state = AlarmState(alarm.state)
    if not may_close(state):
        return None
    person = Staff.objects.filter(user_id=user_id).first()
    if person is None:
        raise Forbidden(
            "这个账号没有对应的工作人员，不能解除警报。", "This login belongs to no member of staff."
        )
    if may_acknowledge(state):
        alarm.acknowledged_by, alarm.acknowledged_at = person, now
    alarm.state, alarm.closed_by, alarm.closed_at = AlarmState.CLOSED.value, person, now
    alarm.save(update_fields=["state", "acknowledged_by", "acknowledged_at", "closed_by", "closed_at"])
    return alarm
