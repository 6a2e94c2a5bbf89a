"""What departments send, when last and how complete, beside what they promised."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from geodata.errors import NotFound
from geodata.models import DataFeed, UnlocatedRow
from geodata.rules.completeness import WANTED, share_of
from geodata.rules.import_flow import UnlocatedState
from geodata.rules.import_kinds import IMPORTERS, KindName
from geodata.rules.viewer import Viewer
from geodata.sql import rows

Source = tuple[str, int | None]
_NAMELESS = {KindName.OSM, KindName.CARE}


@dataclass(frozen=True)
class Target:
    """How often a department sends a kind, and the share of complete rows (0..1) it is to reach."""

    every_days: int
    complete_share: float


@dataclass(frozen=True)
class LastFile:
    """The last import that stands: its run's uuid, its file, when it came and how many rows were taken and refused."""

    run: str
    file_name: str
    received_at: datetime
    loaded: int
    rejected: int


@dataclass(frozen=True)
class Filled:
    """How many rows there are, how many are complete, and how many lack what; waiting rows have no place yet.

    total includes the waiting rows, which are never complete.
    """

    total: int
    complete: int
    waiting: int
    missing: Mapping[str, int]

    @property
    def share(self) -> float | None:
        """The share of complete rows (0..1); None without rows."""
        return share_of(self.complete, self.total)


@dataclass(frozen=True)
class Supply:
    """One kind of data from one department (names empty where none was told): promised, received or both."""

    kind: KindName
    department: str
    department_en: str
    target: Target | None
    last: LastFile | None
    filled: Filled


def supplies(viewer: Viewer) -> list[Supply]:
    """Every promised or received kind by department, in loading order (4 statements).

    Raises NotFound for roles that have no part in imports.
    """
    if viewer.role not in IMPORTERS:
        raise NotFound(
            "没有这个页面，或者您的账号不能查看。", "No such page, or your account may not see it."
        )
    feeds, names = _feeds()
    latest: dict[Source, LastFile] = {}
    for row in rows("list_latest_imports", kinds=[kind.value for kind in KindName if kind not in _NAMELESS]):
        source: Source = (row.pop("kind"), row.pop("department_id"))
        names.setdefault(source, (row.pop("department") or "", row.pop("department_en") or ""))
        latest[source] = LastFile(**{name: row[name] for name in LastFile.__dataclass_fields__})
    filled = _filled()
    order = list(KindName)
    found = sorted({*feeds, *latest}, key=lambda source: (order.index(KindName(source[0])), names[source][0]))
    nothing = Filled(0, 0, 0, {})
    return [
        Supply(
            KindName(source[0]),
            *names[source],
            feeds.get(source),
            latest.get(source),
            filled.get(source, nothing),
        )
        for source in found
    ]


def _feeds() -> tuple[dict[Source, Target], dict[Source, tuple[str, str]]]:
    """Targets and department names by kind and department."""
    targets: dict[Source, Target] = {}
    names: dict[Source, tuple[str, str]] = {}
    found = DataFeed.objects.filter(kind__in=list(KindName)).values_list(
        "kind", "department_id", "department__name", "department__name_en", "every_days", "complete_share"
    )
    for kind, department, name, name_en, every_days, complete_share in found:
        targets[(kind, department)] = Target(every_days, complete_share)
        names[(kind, department)] = (name, name_en)
    return targets, names


def _filled() -> dict[Source, Filled]:
    """Completeness by kind and department, rows that wait for a place counted as incomplete."""
    wanted: list[dict[str, Any]] = [
        {
            "kind": kind.value,
            "target": one.table,
            "columns": [{"name": column.name, "blank": list(column.blank)} for column in one.columns],
        }
        for kind, one in WANTED.items()
    ]
    waiting = {
        (row["kind"], row["run__department_id"]): int(row["open_rows"])
        for row in UnlocatedRow.objects.filter(state=UnlocatedState.OPEN.value)
        .values("kind", "run__department_id")
        .annotate(open_rows=Count("pk"))
    }
    counted = {
        (row["kind"], row["department_id"]): row
        for row in rows("count_complete_rows", wanted=json.dumps(wanted))
    }
    found = {}
    for source in {*waiting, *counted}:
        row = counted.get(source, {"total": 0, "complete": 0, "missing": "{}"})
        also = waiting.get(source, 0)
        found[source] = Filled(row["total"] + also, row["complete"], also, json.loads(row["missing"]))
    return found
