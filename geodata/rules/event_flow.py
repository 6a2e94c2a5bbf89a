"""The six steps of an event, its sources and priorities."""

from enum import StrEnum


class Step(StrEnum):
    """采集→上报→分拨→处置→反馈→评价; the last one closes the event."""

    COLLECTED = "collected"
    REPORTED = "reported"
    DISPATCHED = "dispatched"
    HANDLING = "handling"
    FEEDBACK = "feedback"
    EVALUATED = "evaluated"


STEP_NAMES = {
    Step.COLLECTED: "采集",
    Step.REPORTED: "上报",
    Step.DISPATCHED: "分拨",
    Step.HANDLING: "处置",
    Step.FEEDBACK: "反馈",
    Step.EVALUATED: "评价",
}


class Priority(StrEnum):
    """How fast an event must be handled; each has a time limit in rules.deadlines."""

    GENERAL = "general"
    URGENT = "urgent"
    CROSS_DEPARTMENT = "cross_department"


PRIORITY_NAMES = {Priority.GENERAL: "一般", Priority.URGENT: "紧急", Priority.CROSS_DEPARTMENT: "跨部门"}


class Source(StrEnum):
    """Who or what reported an event."""

    RESIDENT = "resident"
    WORKER = "worker"
    DEVICE = "device"
    VISIT = "visit"


SOURCE_NAMES = {Source.RESIDENT: "居民", Source.WORKER: "网格员", Source.DEVICE: "设备", Source.VISIT: "走访"}


def may_follow(previous: Step | None, following: Step) -> bool:
    """Whether a step may be logged after another: forwards, or back to dispatch when an order is returned.

    >>> may_follow(Step.HANDLING, Step.FEEDBACK), may_follow(Step.HANDLING, Step.DISPATCHED)
    (True, True)
    >>> may_follow(Step.EVALUATED, Step.HANDLING)
    False
    """
    order = tuple(Step)
    if previous is None:
        return following in {Step.COLLECTED, Step.REPORTED}
    if previous is Step.EVALUATED:
        return False
    returned = following is Step.DISPATCHED and previous in {Step.HANDLING, Step.FEEDBACK}
    return returned or order.index(following) > order.index(previous)
