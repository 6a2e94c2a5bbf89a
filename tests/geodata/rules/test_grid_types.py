"""The first rule of the four grid types."""

import pytest

from geodata.rules.grid_types import GridFigures, GridKind, classify

CASES = [
    # rural land share, commercial floor share, old household share, expected
    (0.9, 0.0, 0.0, GridKind.AGRICULTURAL),
    (0.9, 0.9, 0.9, GridKind.AGRICULTURAL),
    (0.1, 0.6, 0.9, GridKind.COMMERCIAL_DENSE),
    (0.1, 0.1, 0.8, GridKind.OLD_RESIDENTIAL),
    (0.1, 0.1, 0.1, GridKind.URBAN_GENERAL),
    (0.0, 0.0, 0.0, GridKind.URBAN_GENERAL),
]


@pytest.mark.parametrize(("rural", "commercial", "old", "expected"), CASES)
def test_a_grid_is_typed_by_its_leading_share(
    rural: float, commercial: float, old: float, expected: GridKind
) -> None:
    figures = GridFigures(1e6, rural * 1e6, 1000, round(old * 1000), 5e5, commercial * 5e5)
    assert classify(figures).grid_type is expected


def test_an_empty_grid_is_general_and_says_how_far_from_anything_else() -> None:
    verdict = classify(GridFigures(0, 0, 0, 0, 0, 0))
    assert verdict.grid_type is GridKind.URBAN_GENERAL
    assert verdict.margin > 0
