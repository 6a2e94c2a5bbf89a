"""What residents reported about service points, for the staff who settle it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from geodata.errors import NotFound
from geodata.models import PointReport, ServicePoint
from geodata.rules.viewer import COMMAND, Viewer

MOST_LISTED = 100


@dataclass(frozen=True)
class ReportRow:
    """A report; point_id: the key of the point's record, None once the point is gone."""

    uuid: UUID
    point: UUID
    point_id: int | None
    point_name: str
    wrong: str
    note: str
    reported_at: datetime
    outcome: str
    settled_at: datetime | None


@dataclass(frozen=True)
class ReportList:
    """The reports that wait, the oldest first, or the settled ones, the latest first; waiting: how many wait."""

    rows: tuple[ReportRow, ...]
    waiting: int


def point_reports(viewer: Viewer, *, settled: bool = False) -> ReportList:
    """The list, at most MOST_LISTED rows (3 statements); raises NotFound for roles that see none."""
    if viewer.role not in COMMAND:
        raise NotFound("没有报错可看。", "There are no reports to see.")
    waiting = PointReport.objects.filter(settled_at=None)
    found = (
        PointReport.objects.exclude(settled_at=None).order_by("-settled_at", "-pk") if settled else waiting
    )
    listed = list((found if settled else found.order_by("reported_at", "pk"))[:MOST_LISTED])
    keys = dict(ServicePoint.objects.filter(uuid__in={row.point for row in listed}).values_list("uuid", "pk"))
    return ReportList(tuple(_row(row, keys.get(row.point)) for row in listed), waiting.count())


def waiting_reports(viewer: Viewer, point: UUID) -> int:
    """How many reports of a point wait; 0 for roles that see none (1 statement at most)."""
    if viewer.role not in COMMAND:
        return 0
    return PointReport.objects.filter(point=point, settled_at=None).count()


def _row(row: PointReport, point_id: int | None) -> ReportRow:
    return ReportRow(
        row.uuid, row.point, point_id, row.point_name, row.wrong, row.note, row.reported_at, row.outcome, row.settled_at
    )  # fmt: skip
