"""What this process has heard of commits: per kind and place the last change, so that tiles need no SQL to be fresh.

Whoever listens to the database (webmap's live stream) feeds it; while nobody does, `hearing` is False and versions
are read from the database.
"""

import threading
from collections.abc import Iterable, Sequence
from math import floor

from geodata.queries.data_versions import every_version
from geodata.queries.live_changes import Change, changes_between, kept_changes
from geodata.rules.live_cells import CELL_ZOOM

from .tile_grid import BUFFER, EXTENT, Tile

# Above so many remembered places a kind counts as changed everywhere.
MOST_PLACES = 200_000

Stamp = tuple[int, ...]


class _Kind:
    """One kind of data: its version, the change that touched everything last, and the last one of each place."""

    def __init__(self, version: int, everywhere: int) -> None:
        self.version = version
        self.everywhere = everywhere
        self.places: dict[tuple[int, int, int], int] = {}


class KnownChanges:
    """The last change of each kind in each tile, as far as heard."""

    def __init__(self) -> None:
        self.hearing = False
        self._lock = threading.Lock()
        self._kinds: dict[str, _Kind] = {}
        self._last: int | None = None
        self._begun = 0

    def resume(self) -> None:
        """Know the present from now on: what was missed is read from the log, or all is new (2-3 statements)."""
        with self._lock:
            kept = kept_changes()
            if self._last is None or not kept.follows(self._last):
                self._begin(kept.last)
        self.note(changes_between(self._last or 0))

    def _begin(self, last: int) -> None:
        self._begun += 1
        self._kinds = {kind: _Kind(version, last) for kind, version in every_version().items()}
        self._last = last

    def catch_up(self) -> None:
        """Note what is committed by now, without waiting to be told (1 statement)."""
        self.note(changes_between(self._last or 0))

    def note(self, changes: Iterable[Change]) -> None:
        """Take in changes, in order; those already known are left out."""
        with self._lock:
            for change in changes:
                if self._last is not None and change.id > self._last:
                    self._note(change)
                    self._last = change.id

    def _note(self, change: Change) -> None:
        """Places first: a reader who sees the new version sees them too."""
        kind = self._kinds.setdefault(change.kind, _Kind(0, 0))
        if change.cells is None or len(kind.places) > MOST_PLACES:
            kind.everywhere = change.id
            kind.places = {}
        else:
            for cell in change.cells:
                for place in tiles_over(*cell):
                    kind.places[place] = change.id
        kind.version = change.version

    def version(self, kind: str) -> int:
        """The data version of a kind."""
        known = self._kinds.get(kind)
        return known.version if known else 0

    def everywhere(self, kind: str) -> int:
        """The last change of everything of a kind."""
        known = self._kinds.get(kind)
        return known.everywhere if known else 0

    def stamp(self, kinds: Sequence[str], tile: Tile) -> Stamp:
        """What a tile of some kinds stands at: it changes whenever something in the tile does."""
        if tile.z >= CELL_ZOOM:
            deeper = tile.z - CELL_ZOOM
            place = (CELL_ZOOM, tile.x >> deeper, tile.y >> deeper)
        else:
            place = (tile.z, tile.x, tile.y)
        found = [self._begun]
        for name in kinds:
            known = self._kinds.get(name)
            found.append(max(known.everywhere, known.places.get(place, 0)) if known else 0)
        return tuple(found)


def tiles_over(x: int, y: int) -> list[tuple[int, int, int]]:
    """The tiles (z, x, y) of the cells' zoom and coarser ones that may show something of a cell, in their margin too.

    >>> tiles_over(3211, 1749)[:2]
    [(12, 3211, 1749), (11, 1605, 874)]
    """
    found = [(CELL_ZOOM, x, y)]
    for zoom in range(CELL_ZOOM - 1, -1, -1):
        side = 2 ** (CELL_ZOOM - zoom)
        margin = side * BUFFER / EXTENT
        found += [
            (zoom, column, row) for column in _touched(x, side, margin) for row in _touched(y, side, margin)
        ]
    return found


def _touched(cell: int, side: int, margin: float) -> range:
    return range(floor((cell - margin) / side), floor((cell + 1 + margin) / side) + 1)


KNOWN = KnownChanges()
