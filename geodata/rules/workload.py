"""How much work an event is, by its SLA class."""

from .deadlines import LIMIT_HOURS
from .event_flow import Priority


def workload_weight(priority: Priority) -> float:
    """The weight of an event against a general one: twice the limit or half of it is twice the work.

    A shorter limit leaves less time to plan a way; a longer one is given because several departments have to meet.
    Source: the project's own figure from the time limits of the Panlong grid-centre plan.

    >>> [workload_weight(one) for one in (Priority.GENERAL, Priority.URGENT, Priority.CROSS_DEPARTMENT)]
    [1.0, 2.0, 1.5]
    """
    ratio = LIMIT_HOURS[priority] / LIMIT_HOURS[Priority.GENERAL]
    return max(ratio, 1 / ratio)
