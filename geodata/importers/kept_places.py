"""Places of stored rows that a file without coordinates does not move."""

from geodata.actions.keep_unlocated import placed_before
from geodata.models import UnlocatedRow
from geodata.rules.import_flow import UnlocatedState

from .addresses import Waiting
from .kind import Kind, Records
from .report import Report


def keep_places(
    kind: Kind, records: Records, keys: list[str], waiting: list[Waiting], report: Report
) -> list[Waiting]:
    """Those of the waiting rows that still wait; the others are stored, and like places set by hand stay where they are.

    A place found by its address is less sure than one that staff set: it is taken out of the records.
    """
    asked = [keys[one.place] for one in waiting]
    stored = placed_before(kind.model, asked) if asked else set()
    by_hand = _placed_by_hand(kind, [keys[place] for place in records.found if records.use[place]])
    if records.shapes is not None and by_hand:
        for place in records.found:
            if keys[place] in by_hand:
                records.shapes[place] = None
    if kept := len(stored) + len(by_hand):
        zh = f"{kept:,} 行没有坐标但早已定位：位置不变，其余内容按文件更新"
        en = f"{kept:,} rows without coordinates have a place already: it stays, the rest is as the file tells it"
        report.notice("placed_before", zh, en, float(kept))
    return [one for one in waiting if keys[one.place] not in stored]


def _placed_by_hand(kind: Kind, keys: list[str]) -> set[str]:
    """Those of the keys that staff placed and that are stored still (2 statements, none without keys)."""
    if not keys:
        return set()
    listed = UnlocatedRow.objects.filter(kind=kind.name, state=UnlocatedState.PLACED, external_key__in=keys)
    placed = list(listed.values_list("external_key", flat=True))
    return placed_before(kind.model, placed) if placed else set()
