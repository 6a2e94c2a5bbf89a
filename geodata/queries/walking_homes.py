"""Lived-in buildings as walks begin there: people by age, area, and their way to the network; kept in this process."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.analysis.walking_snap import Snaps
from geodata.queries.kept_value import KeptValue
from geodata.queries.walking import WalkState
from geodata.sql import rows

AGES = ("children", "adults", "elders", "oldest")


@dataclass(frozen=True)
class Homes:
    """One row a building. people: (n, 4) by AGES; code: of its area, '' for none."""

    id: NDArray[np.int64]
    people: NDArray[np.float64]
    code: NDArray[np.str_]
    snaps: Snaps

    @property
    def persons(self) -> NDArray[np.float64]:
        """People of every age."""
        return np.asarray(self.people.sum(axis=1), dtype=float)

    def below(self, prefix: str) -> Homes:
        """Those in the area of this code or below it."""
        keep = np.char.startswith(self.code, prefix) if len(self.code) else np.zeros(0, bool)
        return Homes(self.id[keep], self.people[keep], self.code[keep], self.snaps.take(keep))


_HOMES: KeptValue[Homes] = KeptValue()


def kept_homes(state: WalkState) -> Homes:
    """The homes as they are now (no statement while nothing changed, else 1)."""
    key = (state.nearest_at, state.network_at, state.versions.get("buildings"))
    return _HOMES.of(key, _read)


def forget_homes() -> None:
    """Read them anew next time: for tests, whose transactions are rolled back."""
    _HOMES.forget()


def _read() -> Homes:
    (found,) = rows("list_walk_homes")
    ids, edge = (np.array(found[name] or [], np.int64) for name in ("ids", "edges"))
    along, off = (np.array(found[name] or [], float) for name in ("alongs", "offs"))
    people = np.column_stack([np.array(found[name] or [], float) for name in AGES])
    code = np.array(found["codes"] or [], dtype="<U15")
    return Homes(ids, people, code, Snaps(edge, along, off, np.zeros(len(ids), bool)))
