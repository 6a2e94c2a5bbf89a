"""Rows of numbered events that would change a reporting time, which is fixed once it is known."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geodata.models import Event

from .report import Problem

_AT_A_TIME = 10_000


def changed_times(
    keys: Sequence[str], reported: Sequence[str], row: NDArray[np.int64], own: Sequence[bool]
) -> dict[int, Problem]:
    """By position, rows whose event is known with another reporting time.

    keys, reported (UTC, ISO with Z) and own (the file numbers the row itself) are of each row. Nothing where all known
    events are off by the same time, at least two of them: the file is in another zone then and refused as a whole.
    """
    numbered = [place for place, one in enumerate(own) if one and reported[place]]
    if not numbered or not Event.objects.exists():
        return {}
    known: dict[str, np.datetime64] = {}
    for start in range(0, len(numbered), _AT_A_TIME):
        some = [keys[place] for place in numbered[start : start + _AT_A_TIME]]
        found = Event.objects.filter(external_key__in=some).values_list("external_key", "reported_at")
        known |= {key: np.datetime64(at.replace(tzinfo=None), "us") for key, at in found}
    off = {
        place: np.datetime64(reported[place].removesuffix("Z"), "us") - known[keys[place]]
        for place in numbered
        if keys[place] in known
    }
    if len(off) > 1 and len(set(off.values())) == 1:
        return {}
    return {place: _changed(int(row[place])) for place, one in off.items() if one != np.timedelta64(0, "us")}


def _changed(row: int) -> Problem:
    zh = "上报时间与已导入的同一编号不同，上报时间不能再改：请核对编号和时间，或改用新的编号"
    en = "its reporting time differs from the one known for its number, which is fixed: check both, or number it anew"
    return Problem("time_changed", zh, en, row)
