"""Codes after a re-division: the larger part keeps its code, numbers are never used again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.rules.grid_codes import Share, kept_codes, new_codes

COMMUNITY = "999901001001"


@pytest.mark.parametrize(
    ("shares", "kept"),
    [
        pytest.param([("001", 1, 300, 5.0), ("001", 2, 200, 9.0)], {1: "001"}, id="split-by-households"),
        pytest.param([("001", 1, 0, 5.0), ("001", 2, 0, 9.0)], {2: "001"}, id="split-where-nobody-lives"),
        pytest.param([("001", 1, 300, 1.0), ("002", 1, 400, 1.0)], {1: "002"}, id="merge"),
        pytest.param(
            [("001", 1, 400, 1.0), ("001", 2, 90, 1.0), ("002", 2, 80, 1.0)],
            {1: "001", 2: "002"},
            id="a-moved-border",
        ),
        pytest.param([], {}, id="nothing"),
    ],
)
def test_the_larger_part_keeps_the_code(
    shares: list[tuple[str, int, int, float]], kept: dict[int, str]
) -> None:
    assert kept_codes([Share(*share) for share in shares]) == kept


shares_of_any = st.lists(
    st.builds(
        Share,
        old=st.sampled_from(["001", "002", "003"]),
        new=st.integers(1, 5),
        households=st.integers(0, 500),
        area_m2=st.floats(0, 1e6),
    ),
    unique_by=lambda share: (share.old, share.new),
)


@given(shares_of_any, st.randoms())
def test_each_code_and_each_grid_at_most_once_whatever_the_order(shares: list[Share], chance: object) -> None:
    kept = kept_codes(shares)
    assert len(set(kept.values())) == len(kept)
    # Nobody without a code took ground from a grid whose code nobody kept.
    assert not [share for share in shares if share.new not in kept and share.old not in kept.values()]
    mixed = list(shares)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    ties = {(share.households, share.area_m2, share.old) for share in shares}
    if len(ties) == len(shares):
        assert kept_codes(mixed) == kept


def test_numbers_run_west_to_east_then_north_to_south_above_all_ever_used() -> None:
    places = {7: (20.0, 0.0), 8: (10.0, 0.0), 9: (10.0, 50.0)}
    used = [f"{COMMUNITY}002", f"{COMMUNITY}011", "999901001002500"]
    assert new_codes(COMMUNITY, places, used) == {
        9: f"{COMMUNITY}012",
        8: f"{COMMUNITY}013",
        7: f"{COMMUNITY}014",
    }


def test_a_community_without_numbers_left_is_told() -> None:
    with pytest.raises(ValueError, match="at most 999"):
        new_codes(COMMUNITY, {1: (0.0, 0.0)}, [f"{COMMUNITY}999"])
