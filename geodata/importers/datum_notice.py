"""What is said when nobody told the datum or the coordinate system of a file."""

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from geodata.errors import ImportRefused

from .reference_guess import CoordinateFacts, guess_reference, load_ground, shift_warning, spread_sample
from .report import Problem

_MOST_PROPOSED = 3


def shift_notices(lonlat: NDArray[np.float64]) -> list[Problem]:
    """The notice that WGS 84 was assumed, for WGS 84 lon, lat (n, 2) of a file in China.

    With roads, borders or buildings loaded it says how far off they are under each datum (3 statements).
    """
    sample = spread_sample([lonlat[np.isfinite(lonlat).all(axis=1)]])
    if not len(sample):
        return []
    found = shift_warning(sample, load_ground(CoordinateFacts(sample), timezone.localdate()))
    return [] if found is None else [found]


def with_proposals(refusal: ImportRefused, facts: CoordinateFacts) -> ImportRefused:
    """The refusal of coordinates with the systems that would fit them (3 statements)."""
    guess = guess_reference(facts, load_ground(facts, timezone.localdate()))
    fitting = [one for one in guess.crs if one.srid][:_MOST_PROPOSED]
    if not fitting:
        return refusal
    zh = "、".join(f"--crs {one.srid}（{one.zh}）" for one in fitting)
    en = ", ".join(f"--crs {one.srid} ({one.en})" for one in fitting)
    return ImportRefused(
        f"{refusal.zh}按坐标看可能是：{zh}。", f"{refusal.en} The coordinates would fit: {en}."
    )
