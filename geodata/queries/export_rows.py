"""Rows of one kind for export, a bounded number at a time, whatever the number of rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from geodata.errors import Forbidden
from geodata.models import BoundaryVersion, PartyBranchArea, StaffArea
from geodata.rules.export_kinds import may_export
from geodata.rules.import_kinds import KindName
from geodata.rules.levels import Level
from geodata.rules.viewer import Viewer

from .command_scope import area_family
from .export_sources import SOURCES, Source
from .local_days import midnight

ROWS_AT_A_TIME = 5_000


@dataclass(frozen=True)
class Asked:
    """Which rows: those of an area and all below it, of one level on a local day, or of local days first to last.

    Days and level count only for kinds that have them; as_of None is today.
    """

    area: str = ""
    level: Level | None = None
    as_of: date | None = None
    first: date | None = None
    last: date | None = None


def count_rows(viewer: Viewer, kind: KindName, asked: Asked) -> int:
    """How many rows an export would have (1 statement, 2 within an area); Forbidden for other people's kinds."""
    return _rows(viewer, kind, asked).count()


def count_unknown(viewer: Viewer, asked: Asked) -> tuple[int, int]:
    """How many of the asked events tell whether they are closed, and how many do not (2 statements, 3 in an area)."""
    events = _rows(viewer, KindName.EVENTS, asked)
    return events.filter(status_known=True).count(), events.filter(status_known=False).count()


def read_rows(viewer: Viewer, kind: KindName, asked: Asked) -> Iterator[list[tuple[Any, ...]]]:
    """Lists of rows as the kind's source names them, through a cursor of the server and in one snapshot."""
    allowed = _rows(viewer, kind, asked)
    told = SOURCES[kind].annotations()
    found = allowed.annotate(**told).order_by(*SOURCES[kind].order).values_list(*told)
    with transaction.atomic():
        rows = found.iterator(chunk_size=ROWS_AT_A_TIME)
        while part := list(islice(rows, ROWS_AT_A_TIME)):
            yield part


def _rows(viewer: Viewer, kind: KindName, asked: Asked) -> QuerySet[Any, Any]:
    if not may_export(viewer, kind):
        raise Forbidden("您的账号不能导出这类数据。", "Your account may not export this kind of data.")
    source = SOURCES[kind]
    found = source.model._default_manager.all()
    if kind is KindName.AREAS:
        day = asked.as_of or timezone.localdate()
        found = found.filter(status="published", valid__contains=day)
    if kind is KindName.AREAS and asked.level is not None:
        found = found.filter(area__level=asked.level.value)
    if kind is KindName.EVENTS:
        found = _between(found, asked)
    return _inside(found, kind, source, asked) if asked.area else found


def _between(events: QuerySet[Any, Any], asked: Asked) -> QuerySet[Any, Any]:
    if asked.first is not None:
        events = events.filter(reported_at__gte=midnight(asked.first))
    # The last day that can be written has none after it, and no event either.
    if asked.last is not None and asked.last < date.max:
        events = events.filter(reported_at__lt=midnight(asked.last + timedelta(days=1)))
    return events


def _inside(found: QuerySet[Any, Any], kind: KindName, source: Source, asked: Asked) -> QuerySet[Any, Any]:
    """The rows of an area; those without an area of their own are the ones that touch its ground."""
    day = asked.as_of or timezone.localdate()
    ids = area_family(asked.area, day).ids
    if source.area:
        return found.filter(**{f"{source.area}__in": ids})
    if kind is KindName.STAFF:
        return found.filter(pk__in=StaffArea.objects.filter(area_id__in=ids).values("staff_id"))
    if kind is KindName.PARTY_BRANCHES:
        return found.filter(pk__in=PartyBranchArea.objects.filter(area_id__in=ids).values("branch_id"))
    own = BoundaryVersion.objects.filter(
        area__code=asked.area, area_id__in=ids, status="published", valid__contains=day
    )
    return found.filter(geom__intersects=own.values("geom")[:1])
