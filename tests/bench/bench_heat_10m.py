"""Heat over ten million events a year; the town is made in the first run, some fifty minutes, and kept."""

from collections.abc import Iterator

from .heat_speed import measured
from .heat_town import heat_town
from .result import Result

FIRST_SUMMARY_MS = 1000.0
PYRAMID_AIM = 1 / 50


def run() -> Iterator[Result]:
    """The figures of the town."""
    yield from measured("heat, 10M", heat_town(), FIRST_SUMMARY_MS, PYRAMID_AIM)
