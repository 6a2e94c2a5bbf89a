"""The counts of a report add up whatever is noted."""

from hypothesis import given
from hypothesis import strategies as st

from geodata.importers.report import MOST_PROBLEMS_KEPT, Problem, Report, Severity

problems = st.builds(
    Problem,
    code=st.sampled_from(["a", "b"]),
    zh=st.just("问题"),
    en=st.just("problem"),
    row=st.none() | st.integers(1, 20),
    severity=st.sampled_from(list(Severity)),
)


@given(noted=st.lists(problems, max_size=60))
def test_read_is_loaded_plus_rejected(noted):
    report = Report("areas", read=20)
    report.add(*noted)
    told = report.as_dict()
    assert told["read"] == told["loaded"] + told["rejected"]
    assert 0 <= told["repaired"] <= told["loaded"]
    assert sum(told["problem_counts"].values()) == len(noted)


def test_a_row_with_two_faults_is_rejected_once():
    report = Report("events", read=2)
    report.add(Problem("a", "甲", "a", 1), Problem("b", "乙", "b", 1))
    assert (report.rejected, report.loaded) == (1, 1)


def test_thousands_of_problems_are_counted_but_not_all_kept():
    report = Report("events", read=5_000)
    report.add(*(Problem("a", "甲", "a", row) for row in range(1, 5_001)))
    told = report.as_dict()
    assert (told["rejected"], len(told["problems"])) == (5_000, MOST_PROBLEMS_KEPT)
    assert told["problems_left_out"] == 5_000 - MOST_PROBLEMS_KEPT
