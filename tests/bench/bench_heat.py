"""Heat over the demo town (86,000 events a year), beside raw points of tipg; Gi* beside esda."""

from collections.abc import Iterator

from .gi_star_peer import cpu_s
from .heat_speed import measured
from .kept_town import kept_town
from .result import Result

FIRST_SUMMARY_MS = 300.0
GI_STAR_AIM = 1 / 100


def run() -> Iterator[Result]:
    """The figures of the town, and of Gi* on 100 × 100 cells."""
    mine, theirs = cpu_s()
    yield Result("Gi* of 10,000 cells, CPU", "ms", 1000 * mine, "esda", 1000 * theirs, GI_STAR_AIM)
    yield from measured("heat, 86k", kept_town(1), FIRST_SUMMARY_MS)
