"""Capacity-aware access equals the reference implementation and spends exactly the supply there is."""

import numpy as np
import pytest

from geodata.analysis.access_floating import Catchment, Zones, floating_access, walking_zones

PEOPLE, POINTS = 60, 12


def case() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Random costs in minutes with some out of reach, people and capacities."""
    random = np.random.default_rng(9)
    cost = random.integers(1, 40, (PEOPLE, POINTS)).astype(float)
    cost[random.random(cost.shape) < 0.1] = np.inf
    return cost, random.integers(1, 200, PEOPLE).astype(float), random.integers(1, 50, POINTS).astype(float)


@pytest.mark.parametrize("method", list(Catchment))
def test_access_equals_the_access_package(method: Catchment) -> None:
    access = pytest.importorskip("access", reason="the access package is not installed")
    pd = pytest.importorskip("pandas")
    from access import fca, weights

    assert access
    cost, demand, supply = case()
    rows = [
        {"origin": d, "dest": s, "cost": cost[d, s]}
        for d in range(PEOPLE) for s in range(POINTS) if np.isfinite(cost[d, s])
    ]  # fmt: skip
    costs = pd.DataFrame(rows)
    people = pd.DataFrame({"pop": demand}, index=pd.Index(range(PEOPLE), name="geoid"))
    places = pd.DataFrame({"doc": supply}, index=pd.Index(range(POINTS), name="geoid"))
    zones = Zones((10.0, 20.0, 30.0), (1.0, 0.68, 0.22))
    steps = weights.step_fn(dict(zip(zones.upper, zones.weight, strict=True)))
    names = dict(
        cost_origin="origin", cost_dest="dest", cost_name="cost", demand_name="pop", supply_name="doc",
        max_cost=30,
    )  # fmt: skip
    own = {"demand_index": "geoid", "supply_index": "geoid"}
    if method is Catchment.THREE_STEP:
        theirs = fca.three_stage_fca(people, places, costs, weight_fn=steps, **own, **names)
    else:
        weighed = {"weight_fn": steps} if method is Catchment.ENHANCED else {}
        theirs = fca.two_stage_fca(people, places, costs, **weighed, **own, **names)
    ours = floating_access(cost, demand, supply, zones, method)
    theirs = theirs.reindex(range(PEOPLE)).fillna(0.0).to_numpy()
    np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("method", list(Catchment))
def test_people_together_get_the_supply_that_anybody_reaches(method: Catchment) -> None:
    cost, demand, supply = case()
    zones = Zones((10.0, 20.0, 30.0), (1.0, 0.68, 0.22))
    got = floating_access(cost, demand, supply, zones, method)
    assert (got * demand).sum() == pytest.approx(supply[(cost <= 30).any(axis=0)].sum())


def test_twice_the_people_halve_everybodys_access() -> None:
    cost, demand, supply = case()
    one, two = (floating_access(cost, demand * times, supply, walking_zones(0.5)) for times in (1, 2))
    np.testing.assert_allclose(one, 2 * two)


def test_a_point_nobody_reaches_gives_nothing() -> None:
    got = floating_access(np.array([[np.inf]]), np.array([5.0]), np.array([5.0]), walking_zones(15))
    assert got.tolist() == [0.0]


@pytest.mark.parametrize(
    ("demand", "supply"),
    [([1.0], [1.0, 2.0]), ([-1.0], [1.0]), ([1.0], [-1.0])],
    ids=["shape", "people", "supply"],
)
def test_what_does_not_fit_is_refused(demand: list[float], supply: list[float]) -> None:
    with pytest.raises(ValueError, match="demand and supply"):
        floating_access(np.array([[1.0]]), np.array(demand), np.array(supply), walking_zones(15))
