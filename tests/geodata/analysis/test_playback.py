"""Frames of a playback against counting one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.analysis.playback import MOST_FRAMES, Happened, Step, make_frames
from geodata.analysis.web_cells import cell_km2

CELLS = 3
happenings = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 23), st.integers(0, CELLS - 1)), max_size=60
)


def happened(rows: list[tuple[int, int, int]]) -> Happened:
    columns = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return Happened(columns[:, 0], columns[:, 1], columns[:, 2], CELLS)


@given(happenings, st.sampled_from([Step.DAY, Step.WEEK]), st.integers(40, 45))
def test_a_frame_holds_the_events_of_its_days(
    rows: list[tuple[int, int, int]], step: Step, last_day: int
) -> None:
    frames = make_frames(happened(rows), (0, last_day), step)
    for first, last, counts, days in zip(
        frames.first, frames.last, frames.counts, frames.exposure_days, strict=True
    ):
        expected = [
            sum(first <= day <= last and cell == one for day, _, cell in rows) for one in range(CELLS)
        ]
        assert counts.tolist() == expected
        assert days == last - first + 1
    if step is Step.WEEK:
        assert frames.counts.sum() == len(rows)
        assert (frames.first[1:] == frames.last[:-1] + 1).all()
    else:
        assert (np.diff(frames.last) == 1).all()
        assert (frames.last - frames.first == 6).all()


@given(happenings)
def test_hours_share_out_all_events(rows: list[tuple[int, int, int]]) -> None:
    frames = make_frames(happened(rows), (0, 40), Step.HOUR)
    assert frames.counts.sum() == len(rows)
    assert frames.counts.sum(axis=1).tolist() == [
        sum(hour == one for _, hour, _ in rows) for one in range(24)
    ]


def test_a_place_equally_busy_all_day_has_the_density_of_the_whole_period_in_every_hour() -> None:
    rows = [(day, hour, 0) for day in range(30) for hour in range(24)]
    frames = make_frames(happened(rows), (0, 29), Step.HOUR)
    assert frames.counts[:, 0] / frames.exposure_days * 30 == pytest.approx(np.full(24, 30 * 24))


def test_a_long_period_ends_in_its_latest_frames() -> None:
    frames = make_frames(happened([]), (0, 400), Step.DAY)
    assert len(frames.first) == MOST_FRAMES
    assert frames.last[-1] == 400


def test_a_period_shorter_than_a_window_is_one_frame() -> None:
    frames = make_frames(happened([(2, 0, 1)]), (0, 2), Step.DAY)
    assert (frames.first.tolist(), frames.last.tolist(), frames.exposure_days.tolist()) == ([0], [2], [3.0])


def test_cells_of_a_row_cover_the_ground_of_their_latitude() -> None:
    whole = sum(cell_km2(np.array([row]), 6)[0] for row in range(64)) * 64
    # Cells between the poles' cut-offs of web mercator cover a sphere of that radius but for the two caps.
    assert whole == pytest.approx(4 * np.pi * 6378.137**2 * np.tanh(np.pi), rel=2e-3)
