"""Take notice of an alarm, once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from geodata.errors import Forbidden, NotFound
from geodata.models import Alarm, Staff
from geodata.rules.alarm_flow import AlarmState, may_acknowledge
from geodata.rules.viewer import COMMAND, Viewer


@transaction.atomic
def acknowledge_alarm(uuid: str | UUID, viewer: Viewer, *, user_id: int, now: datetime) -> Alarm | None:
    """The alarm, acknowledged by this login's person; None where somebody was first, which changes nothing.

    Raises NotFound for an unknown alarm or a role that sees none, Forbidden for a login without a staff row.
    """
    alarm = Alarm.objects.select_for_update().filter(uuid=uuid).first()
    if alarm is None or viewer.role not in COMMAND:
        raise NotFound("没有这个警报。", "There is no such alarm.")
    if not may_acknowledge(AlarmState(alarm.state)):
        return None
    person = Staff.objects.filter(user_id=user_id).first()
    if person is None:
        raise Forbidden(
            "这个账号没有对应的工作人员，不能确认警报。", "This login belongs to no member of staff."
        )
    alarm.state, alarm.acknowledged_by, alarm.acknowledged_at = AlarmState.ACKNOWLEDGED.value, person, now
    alarm.save(update_fields=["state", "acknowledged_by", "acknowledged_at"])
    return alarm
