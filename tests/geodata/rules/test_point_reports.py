"""What residents write is kept short and without numbers of persons."""

import pytest

from geodata.errors import BadParameter
from geodata.rules.point_reports import HIDDEN, MOST_LETTERS, Wrong, report_note


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("换成 13800000000 了", f"换成 {HIDDEN} 了", id="mobile"),
        pytest.param("138-0000-0000", HIDDEN, id="mobile-with-dashes"),
        pytest.param("我是 53010219900101123X", f"我是 {HIDDEN}", id="identity-card"),
        pytest.param("应为 0999-5550-123", "应为 0999-5550-123", id="a-landline-stays"),
        pytest.param("柳荫路 58 号 3 楼", "柳荫路 58 号 3 楼", id="an-address-stays"),
        pytest.param("  a\n\tb\x00c ", "a b c", id="white-space"),
        pytest.param("", "", id="nothing"),
        pytest.param("长" * MOST_LETTERS, "长" * MOST_LETTERS, id="longest"),
    ],
)
def test_a_note_is_kept_in_one_line_without_numbers_of_persons(text: str, kept: str) -> None:
    assert report_note(Wrong.PHONE, text) == kept


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        pytest.param(Wrong.PHONE, "长" * (MOST_LETTERS + 1), id="too-long"),
        pytest.param(Wrong.OTHER, " \n", id="other-without-words"),
    ],
)
def test_what_cannot_be_kept_is_refused(wrong: Wrong, text: str) -> None:
    with pytest.raises(BadParameter):
        report_note(wrong, text)
