"""Hours of the week written as ranges."""

import pytest

from geodata.rules.event_states import HOURS_OF_WEEK, hours_of_week


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("0", (0,)), ("167", (167,)), ("8-10", (8, 9, 10)), ("32-33,8", (8, 32, 33)), ("5,5,4-6", (4, 5, 6)),
        ("0-167", tuple(range(HOURS_OF_WEEK))),
    ],
    ids=str,
)  # fmt: skip
def test_ranges_hold_both_ends_and_every_hour_once(text: str, hours: tuple[int, ...]) -> None:
    assert hours_of_week(text) == hours


@pytest.mark.parametrize(
    "text",
    ["", "168", "8-", "-8", "10-8", "8--9", "a", "8;9", "８", "1e2", "8-9-10", ",", "0x1", "99999999"],
)
def test_anything_else_is_no_range(text: str) -> None:
    assert hours_of_week(text) is None
