"""The log of committed changes, for screens that follow it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, Min

from geodata.models import DataVersion, LiveChange
from geodata.rules.live_cells import cell_of_number


@dataclass(frozen=True)
class Change:
    """One kind changed by one transaction; cells: (x, y) web tiles of zoom 12, None = everything of the kind."""

    id: int
    kind: str
    version: int
    cells: tuple[tuple[int, int], ...] | None


@dataclass(frozen=True)
class Kept:
    """The first and the last id the log still holds; 0 and 0 where it is empty."""

    first: int
    last: int

    def follows(self, last_seen: int) -> bool:
        """Whether everything after an id is still there, so that it can be told again.

        >>> Kept(5, 9).follows(4), Kept(5, 9).follows(3), Kept(5, 9).follows(10)
        (True, False, False)
        """
        return self.first - 1 <= last_seen <= self.last


def changes_between(after: int, until: int | None = None) -> list[Change]:
    """The changes with after < id (≤ until), in commit order (1 statement)."""
    found = LiveChange.objects.filter(id__gt=after).order_by("id")
    if until is not None:
        found = found.filter(id__lte=until)
    return [
        Change(row[0], row[1], row[2], None if row[3] is None else tuple(map(cell_of_number, row[3])))
        for row in found.values_list("id", "kind", "version", "cells")
    ]


def kept_changes() -> Kept:
    """What the log holds (1 statement)."""
    held = LiveChange.objects.aggregate(first=Min("id"), last=Max("id"))
    return Kept(held["first"] or 0, held["last"] or 0)


def versions_of(kinds: Iterable[str]) -> dict[str, int]:
    """Kind → its data version now, 0 where nothing was ever written (1 statement)."""
    wanted = set(kinds)
    found = dict(DataVersion.objects.filter(kind__in=wanted).values_list("kind", "version"))
    return {kind: found.get(kind, 0) for kind in sorted(wanted)}
