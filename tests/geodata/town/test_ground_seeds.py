"""The ground follows its seed, and the full town has Panlong's proportions."""

import hashlib

import numpy as np
import pytest
import shapely

from geodata.town.ground.build import build_ground
from geodata.town.ground.buildings.households import share_out
from geodata.town.ground.tables import Ground

PROOF_SEEDS = (2, 3, 5, 8)


def _fingerprint(ground: Ground) -> str:
    """SHA-256 over every table of the ground."""
    digest = hashlib.sha256()
    for table in vars(ground).values():
        columns = vars(table).values() if hasattr(table, "__dataclass_fields__") else [np.array(str(table))]
        for column in columns:
            data = shapely.to_wkb(column) if column.dtype == object else column.astype("U")
            digest.update(
                b"\0".join(
                    bytes(value) if column.dtype == object else value.encode() for value in data.ravel()
                )
            )
    return digest.hexdigest()


def test_the_same_seed_gives_the_same_ground() -> None:
    assert _fingerprint(build_ground(4, 0.1)) == _fingerprint(build_ground(4, 0.1))


def test_another_seed_moves_streets_and_houses() -> None:
    one, other = build_ground(4, 0.1), build_ground(5, 0.1)
    assert one.areas.polygon[0].bounds != other.areas.polygon[0].bounds
    assert len(one.buildings.polygon) != len(other.buildings.polygon)


@pytest.mark.parametrize("scale", [0.05, 1.5])
def test_a_scale_out_of_range_is_refused(scale: float) -> None:
    with pytest.raises(ValueError, match=r"expected a number from 0\.1 to 1\.0"):
        build_ground(1, scale)


@pytest.mark.parametrize("seed", range(20, 26))
def test_small_grounds_hold_whatever_the_seed(seed: int) -> None:
    ground = build_ground(seed, 0.1)
    assert shapely.coverage_is_valid(ground.areas.polygon[ground.areas.level == "grid"])
    assert ground.buildings.households.sum() == 33_000


def _assert_panlong(ground: Ground) -> None:
    level, buildings = ground.areas.level, ground.buildings
    counts = [int((level == name).sum()) for name in ("district", "subdistrict", "community", "grid")]
    assert counts == [1, 8, 72, 216]
    assert buildings.households.sum() == 480_000
    assert buildings.households.max() <= 98
    assert 55_000 <= len(buildings.polygon) <= 72_000
    assert len(ground.landcover.polygon) <= 60_000
    assert set(np.unique(list(ground.true_grid_type.values()))) == {
        "urban_general", "old_residential", "commercial_dense", "agricultural",
    }  # fmt: skip
    lived_in = np.bincount(buildings.grid, buildings.households, len(level))[level == "grid"]
    assert lived_in.min() > 0
    for name in ("subdistrict", "community", "grid"):
        assert shapely.coverage_is_valid(ground.areas.polygon[level == name])


def test_the_full_town_has_the_proportions_of_panlong() -> None:
    ground = build_ground(1)
    _assert_panlong(ground)
    fabrics = dict(zip(*np.unique(ground.buildings.fabric, return_counts=True), strict=True))
    for fabric, least in {
        "slab": 5000,
        "tower": 900,
        "mall": 50,
        "urban_village": 9000,
        "village": 6000,
    }.items():
        assert fabrics[fabric] >= least


@pytest.mark.proof
@pytest.mark.parametrize("seed", PROOF_SEEDS)
def test_full_towns_hold_whatever_the_seed(seed: int) -> None:
    _assert_panlong(build_ground(seed))


def test_households_are_shared_out_exactly_and_capped() -> None:
    weight = np.array([0.0, 1.0, 2.5, 400.0, 30.0])
    share = share_out(150, weight)
    assert share.sum() == 150
    assert share[0] == 0
    assert share[1:].min() >= 1
    assert share.max() <= 98


def test_more_households_than_the_buildings_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="do not go into"):
        share_out(500, np.array([1.0, 2.0]))
