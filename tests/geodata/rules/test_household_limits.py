"""How many households a grid may have, and how many grids a community gets."""

import pytest

from geodata.rules.household_limits import Band, band_of, best_grid_count, grid_counts, workers_needed

URBAN = Band(300, 500)


@pytest.mark.parametrize(
    ("grid_type", "grid_kind", "low_high"),
    [
        ("urban_general", "base", (300, 500)),
        ("old_residential", "base", (300, 500)),
        ("agricultural", "base", (100, 200)),
        ("commercial_dense", "base", None),
        ("urban_general", "dedicated", None),
        ("urban_general", "micro", None),
    ],
)
def test_band_follows_type_and_kind(grid_type: str, grid_kind: str, low_high: tuple[int, int] | None) -> None:
    band = band_of(grid_type, grid_kind)
    assert (band and (band.low, band.high)) == low_high


@pytest.mark.parametrize(
    ("households", "possible", "best"),
    [
        (0, [], 1),
        (299, [], 1),
        (300, [1], 1),
        (500, [1], 1),
        (501, [], 1),
        (550, [], 1),
        (551, [], 2),
        (599, [], 2),
        (600, [2], 2),
        (1000, [2, 3], 3),
        (2150, [5, 6, 7], 5),
        (2200, [5, 6, 7], 6),
    ],
)
def test_number_of_grids_keeps_their_mean_in_the_band(
    households: int, possible: list[int], best: int
) -> None:
    assert list(grid_counts(households, URBAN)) == possible
    assert best_grid_count(households, URBAN) == best


def test_best_number_is_the_one_nearest_to_the_middle() -> None:
    for households in range(600, 20_000, 37):
        nearest = min(range(1, 100), key=lambda count: abs(households / count - 400))
        if 300 <= households / nearest <= 500:
            assert best_grid_count(households, URBAN) == nearest


def test_a_worker_is_needed_for_each_300_households_begun() -> None:
    assert [workers_needed(count) for count in (0, 1, 300, 301, 900, 901)] == [0, 1, 1, 2, 3, 4]


def test_band_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(ValueError, match="from 500 to 300"):
        Band(500, 300)
