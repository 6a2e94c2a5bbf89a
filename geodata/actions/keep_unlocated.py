"""Keep rows that have no place yet, so that staff can put them on the map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from geodata.actions.record_import import StoredCounts
from geodata.models import ImportChange, ImportRun, UnlocatedRow
from geodata.rules.import_flow import UnlocatedState

_TABLE = UnlocatedRow._meta.db_table
_RENEWED = ("values", "candidates")


@dataclass(frozen=True)
class UnlocatedDraft:
    """A row without a place: how it is known again, its number, address, column values and possible places."""

    key: str
    row: int
    address: str
    values: Mapping[str, Any]
    candidates: list[dict[str, Any]]


def placed_before(model: type[models.Model], keys: Sequence[str]) -> set[str]:
    """Those of the keys that are stored in their table already, and so have a place (1 statement)."""
    found = model._default_manager.filter(external_key__in=list(keys))
    return set(found.values_list("external_key", flat=True))


@transaction.atomic
def keep_unlocated(kind: str, drafts: Sequence[UnlocatedDraft], run: ImportRun) -> StoredCounts:
    """How many rows came to the list, were renewed there, and were there as they are."""
    same = UnlocatedRow.objects.filter(kind=kind, external_key__in=[draft.key for draft in drafts])
    known = {row.external_key: row for row in same}
    new = [_row(kind, draft, run) for draft in drafts if draft.key not in known]
    UnlocatedRow.objects.bulk_create(new)
    differing = [draft for draft in drafts if draft.key in known and _differs(known[draft.key], draft)]
    ImportChange.objects.bulk_create([_change(known[draft.key], run) for draft in differing])
    renewed = [_renewed(known[draft.key], draft) for draft in differing]
    UnlocatedRow.objects.bulk_update(renewed, [*_RENEWED])
    return StoredCounts(len(new), len(renewed), len(drafts) - len(new) - len(renewed))


def forget_unlocated(run: ImportRun) -> None:
    """Take the run's rows off the list and give those it renewed, where still open, the values they had."""
    noted = ImportChange.objects.filter(run=run, table_name=_TABLE).values_list("row_id", "before")
    before: dict[int, dict[str, Any]] = dict(noted)
    restored = list(UnlocatedRow.objects.filter(pk__in=before, state=UnlocatedState.OPEN))
    for row in restored:
        row.values, row.candidates = (before[row.pk][name] for name in _RENEWED)
    UnlocatedRow.objects.bulk_update(restored, [*_RENEWED])
    run.unlocated.all().delete()


def _change(row: UnlocatedRow, run: ImportRun) -> ImportChange:
    """The row as it is, noted for undo; it stays its first run's."""
    before = {name: getattr(row, name) for name in _RENEWED} | {"run_id": row.run_id}
    return ImportChange(run=run, table_name=_TABLE, row_id=row.pk, op="u", before=before)


def _row(kind: str, draft: UnlocatedDraft, run: ImportRun) -> UnlocatedRow:
    return UnlocatedRow(
        kind=kind,
        row=draft.row,
        values=_plain(draft.values),
        address=draft.address[:300],
        candidates=draft.candidates,
        external_key=draft.key,
        run=run,
    )


def _differs(row: UnlocatedRow, draft: UnlocatedDraft) -> bool:
    return row.state == UnlocatedState.OPEN and row.values != _plain(draft.values)


def _renewed(row: UnlocatedRow, draft: UnlocatedDraft) -> UnlocatedRow:
    row.values, row.candidates = _plain(draft.values), draft.candidates
    return row


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON keeps them."""
    return {
        name: value if isinstance(value, str | int | float | bool | None) else str(value)
        for name, value in values.items()
    }
