"""Put a row without a place aside, with a reason, or take it up again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from geodata.errors import NotFound
from geodata.models import UnlocatedRow
from geodata.rules.import_flow import UnlocatedState
from geodata.rules.import_kinds import may_import
from geodata.rules.unlocated import DismissReason
from geodata.rules.viewer import Viewer


def lock_unlocated(uuid: str | UUID, viewer: Viewer) -> UnlocatedRow:
    """The row with its run, locked against others; refused as not found where the viewer may not import its kind.

    The run first, as undoing an import does, so that the two wait for one another.
    """
    found = UnlocatedRow.objects.filter(uuid=uuid).select_related("run")
    row = found.select_for_update(of=("run",)).first()
    row = found.select_for_update(of=("self",)).first() if row else None
    if row is None or not may_import(viewer, row.kind):
        raise NotFound(
            "没有这一行，或者它的导入已经撤销。", "There is no such row, or its import has been undone."
        )
    return row


@transaction.atomic
def dismiss_unlocated(
    uuid: str | UUID, reason: DismissReason, viewer: Viewer, user_id: int | None, now: datetime
) -> UnlocatedRow | None:
    """The row, put aside; None where it was decided before, which changes nothing."""
    row = lock_unlocated(uuid, viewer)
    if row.state != UnlocatedState.OPEN:
        return None
    return _decide(row, UnlocatedState.DISMISSED, reason.value, user_id, now)


@transaction.atomic
def reopen_unlocated(
    uuid: str | UUID, viewer: Viewer, user_id: int | None, now: datetime
) -> UnlocatedRow | None:
    """The row, open again; None where it was not put aside, which changes nothing."""
    row = lock_unlocated(uuid, viewer)
    if row.state != UnlocatedState.DISMISSED:
        return None
    return _decide(row, UnlocatedState.OPEN, "", user_id, now)


def _decide(
    row: UnlocatedRow, state: UnlocatedState, reason: str, user_id: int | None, now: datetime
) -> UnlocatedRow:
    row.state, row.reason, row.decided_by_id, row.decided_at = state.value, reason, user_id, now
    row.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    return row
