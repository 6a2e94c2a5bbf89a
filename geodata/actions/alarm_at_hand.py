"""The alarm somebody does something with."""

from uuid import UUID

from geodata.errors import NotFound
from geodata.models import Alarm
from geodata.rules.viewer import COMMAND, Viewer


def alarm_at_hand(uuid: str | UUID, viewer: Viewer) -> Alarm:
    """The alarm, locked until the transaction ends; NotFound for an unknown one or a role that sees none."""
    alarm = Alarm.objects.select_for_update().filter(uuid=uuid).first()
    if alarm is None or viewer.role not in COMMAND:
        raise NotFound("没有这个警报。", "There is no such alarm.")
    return alarm
