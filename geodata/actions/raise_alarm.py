"""Raise an alarm at a place."""

from datetime import datetime

from django.db import transaction

from geodata.actions.spot_on_earth import measured_spot
from geodata.errors import Forbidden
from geodata.models import Alarm
from geodata.rules.alarm_flow import AlarmKind
from geodata.rules.viewer import COMMAND, Viewer


@transaction.atomic
def raise_alarm(kind: AlarmKind, lon: float, lat: float, viewer: Viewer, now: datetime) -> Alarm:
    """The new alarm; lon and lat are degrees WGS 84.

    Raises Forbidden for roles other than those of the command centre, BadParameter for no place on earth.
    """
    if viewer.role not in COMMAND:
        raise Forbidden(
            "只有值班员和区级管理员可以发出警报。", "Only operators and district admins raise alarms."
        )
    return Alarm.objects.create(kind=kind.value, raised_at=now, geom=measured_spot(lon, lat))
