"""The list of rows without a place: what it is narrowed to, a page of it, the opened row and the ways on from it."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from geodata.errors import NotFound
from geodata.models import UnlocatedRow
from geodata.queries.unlocated_row import Line, Open, line_of, open_of
from geodata.rules.import_flow import UnlocatedState
from geodata.rules.import_kinds import kinds_for
from geodata.rules.viewer import Viewer

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class Asked:
    """What the list is narrowed to; kind and file (uuid of a run) '' = all."""

    state: UnlocatedState = UnlocatedState.OPEN
    kind: str = ""
    file: str = ""


@dataclass(frozen=True)
class UnlocatedList:
    """A page of the list; states, kinds and files tell how many rows each has under the other two filters."""

    lines: tuple[Line, ...]
    total: int
    page: int
    pages: int
    states: dict[str, int]
    kinds: dict[str, int]
    files: dict[str, tuple[str, int]]
    opened: Open | None
    position: int
    before: str
    after: str


def unlocated_list(viewer: Viewer, asked: Asked, page: int = 1, row: str = "") -> UnlocatedList:
    """The page of the list that holds a row, else a page by number with its first row opened (at most 5 statements).

    A row that is not in the list (decided since) is shown all the same. Raises NotFound for an unknown one.
    """
    mine = UnlocatedRow.objects.filter(kind__in=[kind.value for kind in kinds_for(viewer)])
    states, kinds, files = _counts(mine, asked)
    found = _narrowed(mine, asked)
    total = states.get(asked.state.value, 0)
    opened = _row(mine, row) if row else None
    index = found.filter(pk__lt=opened.pk).count() if opened else (max(1, page) - 1) * ROWS_A_PAGE
    pages = max(1, -(-total // ROWS_A_PAGE))
    shown = min(index // ROWS_A_PAGE + 1, pages)
    start = (shown - 1) * ROWS_A_PAGE
    # One more at either end, for the ways on from the first and the last line.
    lead = min(start, 1)
    around = list(found.order_by("pk")[start - lead : start + ROWS_A_PAGE + 1])
    opened = opened or _row_again(mine, around[lead:])
    ids = [one.pk for one in around]
    before = max((pk for pk in ids if opened and pk < opened.pk), default=0)
    after = min((pk for pk in ids if opened and pk > opened.pk), default=0)
    uuids = {one.pk: str(one.uuid) for one in around}
    position = index + 1 if row else start + 1
    return UnlocatedList(
        tuple(line_of(one) for one in around[lead : lead + ROWS_A_PAGE]),
        total, shown, pages, states, kinds, files,
        open_of(opened) if opened else None,
        position if opened and opened.pk in uuids else 0,
        uuids.get(before, ""), uuids.get(after, ""),
    )  # fmt: skip


def _narrowed(mine: QuerySet[UnlocatedRow], asked: Asked) -> QuerySet[UnlocatedRow]:
    wanted = Q(state=asked.state.value)
    if asked.kind:
        wanted &= Q(kind=asked.kind)
    if asked.file:
        wanted &= Q(run__uuid=asked.file)
    return mine.filter(wanted)


def _counts(
    mine: QuerySet[UnlocatedRow], asked: Asked
) -> tuple[dict[str, int], dict[str, int], dict[str, tuple[str, int]]]:
    """Rows by state, by kind and by file, each under the other two filters (1 statement)."""
    states: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    files: dict[str, tuple[str, int]] = {}
    columns = ("state", "kind", "run__uuid", "run__file_name")
    for one in mine.values(*columns).annotate(count=Count("pk")).order_by("-run__id", "kind"):
        file, count = str(one["run__uuid"]), one["count"]
        fits = {
            "state": one["state"] == asked.state,
            "kind": asked.kind in ("", one["kind"]),
            "file": asked.file in ("", file),
        }
        if fits["kind"] and fits["file"]:
            states[one["state"]] += count
        if fits["state"] and fits["file"]:
            kinds[one["kind"]] += count
        if fits["state"] and fits["kind"]:
            files[file] = (one["run__file_name"], files.get(file, ("", 0))[1] + count)
    return dict(states), dict(kinds), files


def _row(mine: QuerySet[UnlocatedRow], uuid: str) -> UnlocatedRow:
    try:
        wanted = UUID(uuid)
    except ValueError:
        wanted = None
    row = mine.filter(uuid=wanted).select_related("run", "decided_by").first() if wanted else None
    if row is None:
        raise NotFound(
            "没有这一行，或者它的导入已经撤销。", "There is no such row, or its import has been undone."
        )
    return row


def _row_again(mine: QuerySet[UnlocatedRow], lines: list[UnlocatedRow]) -> UnlocatedRow | None:
    return _row(mine, str(lines[0].uuid)) if lines else None
