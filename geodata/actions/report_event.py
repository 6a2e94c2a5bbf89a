"""Report an event that somebody at the desk was told of."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from geodata.actions.settle_changes import settle_changes
from geodata.actions.spot_on_earth import measured_spot
from geodata.errors import BadParameter, Forbidden
from geodata.models import Event, EventCategory, EventStep, Staff
from geodata.queries.finest_area import finest_area_id
from geodata.rules.deadlines import due_at
from geodata.rules.event_flow import Priority, Source, Step
from geodata.rules.viewer import COMMAND, Viewer


@dataclass(frozen=True)
class Told:
    """What was told: the code of a category, degrees WGS 84, how urgent, who told it."""

    category: str
    lon: float
    lat: float
    priority: Priority = Priority.GENERAL
    source: Source = Source.RESIDENT


@dataclass(frozen=True)
class Reported:
    """The new event and the data version of events from which on every tile shows it."""

    uuid: str
    version: int


@transaction.atomic
def report_event(told: Told, viewer: Viewer, *, user_id: int | None, now: datetime) -> Reported:
    """The event, stored with its first log row and placed in the finest area in force at its place.

    Raises Forbidden for roles other than those of the command centre, BadParameter for an unknown category or no
    place on earth.
    """
    if viewer.role not in COMMAND:
        raise Forbidden(
            "只有值班员和区级管理员可以登记事件。", "Only operators and district admins report events."
        )
    place = measured_spot(told.lon, told.lat)
    event = Event.objects.create(
        category=_category(told.category),
        priority=told.priority.value,
        source=told.source.value,
        reported_at=now,
        due_at=due_at(now, told.priority),
        area_id=finest_area_id(place, timezone.localdate(now)),
        geom=place,
    )
    _log(event, user_id)
    return Reported(str(event.uuid), settle_changes("events"))


def _category(code: str) -> EventCategory:
    category = EventCategory.objects.filter(code=code).first()
    if category is None:
        raise BadParameter(
            f"没有代码为 {code[:48]} 的事件类别。", f"There is no event category with the code {code[:48]}."
        )
    return category


def _log(event: Event, user_id: int | None) -> None:
    actor = Staff.objects.filter(user_id=user_id).first() if user_id else None
    EventStep.objects.create(event=event, step=Step.REPORTED.value, at=event.reported_at, actor=actor)
