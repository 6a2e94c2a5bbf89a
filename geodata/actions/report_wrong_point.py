"""Keep what a resident says is wrong about a service point."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from geodata.errors import NotFound
from geodata.models import PointReport, ServicePoint
from geodata.rules.point_reports import Wrong, report_note

# A point that so many reports wait for is known to be wrong; more would only hide the others.
MOST_WAITING = 20


@transaction.atomic
def report_wrong_point(point: UUID, wrong: Wrong, text: str, now: datetime) -> PointReport | None:
    """The report as it is kept; None where staff have more than enough about this point already.

    Raises NotFound for an unknown point, BadParameter for a text that cannot be kept.
    """
    note = report_note(wrong, text)
    name = ServicePoint.objects.filter(uuid=point).values_list("name", flat=True).first()
    if name is None:
        raise NotFound("没有这个服务点。", "There is no such service point.")
    if PointReport.objects.filter(point=point, settled_at=None).count() >= MOST_WAITING:
        return None
    return PointReport.objects.create(
        point=point, point_name=name, wrong=wrong.value, note=note, reported_at=now
    )
