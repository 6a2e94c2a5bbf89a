"""The states of an alarm, and what calls for one."""

from enum import StrEnum


class AlarmKind(StrEnum):
    """What raised the alarm."""

    EVENT = "event"
    DEVICE = "device"
    CARE = "care"
    WEATHER = "weather"


ALARM_KIND_NAMES = {
    AlarmKind.EVENT: ("事件", "Event"),
    AlarmKind.DEVICE: ("设备", "Device"),
    AlarmKind.CARE: ("关爱", "Care"),
    AlarmKind.WEATHER: ("天气", "Weather"),
}


class AlarmState(StrEnum):
    """An alarm is raised, taken notice of by a person, then closed."""

    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    CLOSED = "closed"


ALARM_STATE_NAMES = {
    AlarmState.RAISED: ("新警报", "Raised"),
    AlarmState.ACKNOWLEDGED: ("已确认", "Acknowledged"),
    AlarmState.CLOSED: ("已解除", "Closed"),
}


def may_acknowledge(state: AlarmState) -> bool:
    """Whether somebody can still be the first to take notice.

    >>> may_acknowledge(AlarmState.RAISED), may_acknowledge(AlarmState.CLOSED)
    (True, False)
    """
    return state is AlarmState.RAISED


def may_close(state: AlarmState) -> bool:
    """Whether an alarm still stands; closing one that nobody acknowledged is taking notice of it too.

    >>> may_close(AlarmState.RAISED), may_close(AlarmState.ACKNOWLEDGED), may_close(AlarmState.CLOSED)
    (True, True, False)
    """
    return state is not AlarmState.CLOSED
