"""What is learned from a chosen place: one name for another of the same sort, or nothing."""

import pytest

from geodata.rules.unlocated import DISMISS_REASON_NAMES, DismissReason, alias_pair


@pytest.mark.parametrize(
    ("asked", "matched", "learned"),
    [
        ("青连路 8 号", "青莲路8号", ("青连路", "青莲路")),
        ("翠林小区3栋", "翠林苑", ("翠林小区", "翠林苑")),
        ("老菜市场旁边", "南湖农贸市场", ("老菜市场", "南湖农贸市场")),
        ("青莲路八号", "青莲路8号", None),
        ("白龙小区北门", "青莲路 12 号", None),
        ("3号", "青莲路3号", None),
        ("青莲路3号", "", None),
        ("", "", None),
    ],
)
def test_only_another_name_of_the_same_sort_is_learned(
    asked: str, matched: str, learned: tuple[str, str] | None
) -> None:
    assert alias_pair(asked, matched) == learned


def test_names_too_long_to_keep_are_not_learned() -> None:
    assert alias_pair("青" * 90 + "小区", "翠林苑") is None


def test_every_reason_has_both_names() -> None:
    assert set(DISMISS_REASON_NAMES) == set(DismissReason)
    assert all(zh and en for zh, en in DISMISS_REASON_NAMES.values())
