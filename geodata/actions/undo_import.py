"""Take an import back: what it created goes, what it changed returns, what was touched since stays."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from geodata.actions.ensure_categories import forget_categories
from geodata.actions.keep_unlocated import forget_unlocated
from geodata.actions.keep_walking import walking_after_commit
from geodata.actions.place_again import place_again, place_returned
from geodata.errors import Forbidden, NotFound
from geodata.models import ImportRun
from geodata.rules.import_kinds import may_import
from geodata.rules.viewer import Viewer
from geodata.sql import execute, rows

_AREAS = "geodata_area"


@dataclass(frozen=True)
class Undone:
    """Rows by what became of them: removed, put back as they were, kept since edited later, kept since in use."""

    removed: int
    restored: int
    edited: int
    in_use: int

    def as_dict(self) -> dict[str, int]:
        """The counts as they are stored with the run."""
        return {
            "removed": self.removed,
            "restored": self.restored,
            "edited": self.edited,
            "in_use": self.in_use,
        }


def undo_import(
    uuid: str, viewer: Viewer, user_id: int | None, now: datetime, *, commit: bool = True
) -> Undone:
    """What undoing a run does to its rows; with commit=False only looked at, nothing changes.

    Raises NotFound for an unknown run or one of a kind the viewer may not import, Forbidden for one undone already.
    """
    with transaction.atomic():
        rows("lock_imports")
        run = ImportRun.objects.select_for_update(of=("self",)).filter(uuid=uuid).first()
        if run is None or not may_import(viewer, run.kind):
            raise NotFound("没有这次导入，或者您不能查看。", "No such import, or you may not see it.")
        if run.undone_at is not None:
            raise Forbidden("这次导入已经撤销过了。", "This import has been undone already.")
        run.undone_at, run.undone_by_id = now, user_id
        run.save(update_fields=["undone_at", "undone_by"])
        undone = _take_back(run, now)
        run.undo_report = undone.as_dict()
        run.save(update_fields=["undo_report"])
        if not commit:
            transaction.set_rollback(True)
        else:
            walking_after_commit()
    return undone


def _take_back(run: ImportRun, now: datetime) -> Undone:
    """Undo table by table, rows that point to others before those."""
    box = rows("read_run_extent", run=run.pk)[0]["box"]
    if _AREAS in run.stored:
        execute("clear_area_links", run=run.pk)
    order = sorted((table for table, told in run.stored.items() if "columns" in told), key=_depth)
    counts = [rows("undo_import_changes", target=table, run=run.pk)[0] for table in order]
    forget_unlocated(run)
    forget_categories()
    place_returned(run, timezone.localdate(now))
    place_again(box, timezone.localdate(now))
    return Undone(*(sum(int(count[name]) for count in counts) for name in Undone.__dataclass_fields__))


def _depth(table: str) -> int:
    """Links first, then what stands on something, areas last."""
    order = ("geodata_staffarea", "geodata_partybrancharea", "geodata_dwelling", "geodata_boundaryversion")
    if table in order:
        return order.index(table)
    return len(order) + (table == _AREAS)


def later_runs(run: ImportRun) -> list[dict[str, Any]]:
    """Committed runs since that wrote some of the same rows, newest first (1 statement)."""
    return rows("list_later_runs", run=run.pk)
