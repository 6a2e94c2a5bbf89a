"""Searches for sites: asked for, worked on, told as they go, stopped; the result is what the change would really be.

0---200---400---600---800---1000 m    a road; homes of 30 at 100, 60 at 500 and 90 people at 900
"""

import json
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.utils import timezone

from geodata.actions import find_walk_sites as worker
from geodata.actions.find_walk_sites import find_walk_sites
from geodata.actions.refresh_walking import refresh_walking
from geodata.analysis.walking_places import to_lonlat
from geodata.models import WalkScenario
from geodata.rules.viewer import Role
from tests import factories
from tests.factories import ORIGIN

ADDRESS = "/api/coverage/siting/"


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """The searches whose worker was started; no process is."""
    found: list[UUID] = []
    monkeypatch.setattr("webmap.api.siting.start_worker", found.append)
    return found


@pytest.fixture
def road(db: None, client: Any) -> factories.SquareDistrict:
    """The drawing, with a planner signed in and no service at all."""
    district = factories.make_square_district()
    factories.make_road((0, 0), (1000, 0))
    for x, times, grid in ((100, 1, "W1"), (500, 2, "E1"), (900, 3, "E1")):
        people = {"persons_0_14": 5, "persons_15_59": 19, "persons_60_79": 5, "persons_80_plus": 1}
        factories.make_building(
            district.grid(grid), x - 10, 0, **{age: n * times for age, n in people.items()}
        )
    refresh_walking(timezone.now())
    client.force_login(factories.make_login(Role.PLANNER))
    return district


def degrees(*xs: float) -> str:
    """Candidates along the road."""
    return ";".join(f"{lon},{lat}" for lon, lat in to_lonlat([[ORIGIN[0] + x, ORIGIN[1]] for x in xs]))  # type: ignore[arg-type]


def ask(client: Any, **query: Any) -> dict[str, Any]:
    """A search asked for, worked on and looked at."""
    answer = client.post(ADDRESS, {"category": "clinic"} | query)
    assert answer.status_code == 202, answer.content
    find_walk_sites(UUID(answer.json()["uuid"]))
    found: dict[str, Any] = client.get(answer["Location"]).json()
    return found


@pytest.mark.usefixtures("road")
def test_covering_chooses_the_site_most_people_reach(client: Any) -> None:
    # 250 m of an elderly person in five minutes, ten of them off the road.
    found = ask(client, sites=1, minutes=5, pace="elderly", candidates=degrees(100, 300, 700, 1000))
    assert found["state"] == "done"
    assert found["result"]["sites"][0]["lon"] == pytest.approx(float(degrees(700).split(",")[0]), abs=1e-6)
    assert found["result"]["value"] == 150
    assert found["result"]["gap"] == 0


@pytest.mark.usefixtures("road")
def test_the_median_chooses_the_site_with_the_shortest_mean_walk(client: Any) -> None:
    found = ask(client, sites=1, method="p_median", candidates=degrees(100, 500, 900))
    result = found["result"]
    assert result["sites"][0]["lon"] == pytest.approx(float(degrees(500).split(",")[0]), abs=1e-6)
    # 120 of 180 people walk 400 m and the 10 m to the road, 60 only those 10 m.
    assert result["value"] == pytest.approx((120 * 410 / 1.2 + 60 * 10 / 1.2) / 180, abs=0.5)


@pytest.mark.usefixtures("road")
def test_the_result_is_what_the_change_would_be(client: Any) -> None:
    found = ask(client, sites=2, minutes=10, pace="elderly")
    opened = ";".join(f"{one['lon']},{one['lat']}" for one in found["result"]["sites"])
    change = client.get("/api/coverage/change", {"category": "clinic", "open": opened}).json()
    assert found["result"]["whole"] == change["whole"]
    assert found["result"]["areas"] == change["areas"]
    ten = next(one for one in change["whole"] if (one["pace"], one["minutes"]) == ("elderly", 10))
    assert ten["after"]["count"] == found["result"]["value"] == 180


@pytest.mark.usefixtures("road")
def test_one_search_runs_at_a_time_and_can_be_stopped(client: Any, started: list[UUID]) -> None:
    first = client.post(ADDRESS, {"category": "clinic"})
    assert started == [UUID(first.json()["uuid"])]
    assert client.post(ADDRESS, {"category": "clinic"}).status_code == 403
    assert client.delete(first["Location"]).json()["state"] == "stopped"
    assert find_walk_sites(started[0]).state == "stopped"
    assert client.post(ADDRESS, {"category": "clinic"}).status_code == 202


@pytest.mark.usefixtures("road")
def test_progress_is_told_and_a_stop_is_heeded_on_the_way(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = client.post(ADDRESS, {"category": "clinic", "candidates": degrees(*range(0, 1000, 50))})[
        "Location"
    ]
    told: list[tuple[str, float]] = []
    real = worker._tell

    def tell(scenario: WalkScenario, step: str, share: float) -> None:
        real(scenario, step, share)
        told.append((step, client.get(address).json()["share_done"]))
        if len(told) == 3:
            client.delete(address)

    monkeypatch.setattr(worker, "_tell", tell)
    found = find_walk_sites(UUID(address.split("/")[-2]))
    assert [step for step, _ in told] == ["reading", "walks", "walks"]
    assert found.state == "stopped"
    assert not found.result


@pytest.mark.usefixtures("road")
def test_a_failing_search_says_so(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_solve", lambda *_: 1 / 0)
    found = ask(client)
    assert found["state"] == "refused"
    assert "日志" in found["refusal"]["zh"]


def test_without_a_network_the_refusal_says_what_to_do(client: Any, db: None) -> None:
    client.force_login(factories.make_login(Role.OPERATOR))
    found = ask(client)
    assert found["state"] == "refused"
    assert "refresh_walking" in found["refusal"]["en"]


@pytest.mark.usefixtures("road")
def test_an_area_without_anybody_is_refused(client: Any) -> None:
    assert ask(client, area="999901001002002")["state"] == "refused"


@pytest.mark.parametrize(
    "query",
    [{}, {"category": "pub"}, {"category": "clinic", "sites": "0"}, {"category": "clinic", "sites": "31"},
     {"category": "clinic", "method": "best"}, {"category": "clinic", "candidates": "1"}, {"category": "clinic", "minutes": "x"}],
)  # fmt: skip
@pytest.mark.usefixtures("road")
def test_nonsense_is_refused(client: Any, started: list[UUID], query: dict[str, str]) -> None:
    assert client.post(ADDRESS, query).status_code == 400
    assert started == []


@pytest.mark.usefixtures("road")
def test_a_foreign_search_is_not_found(client: Any) -> None:
    for method in ("get", "delete"):
        assert getattr(client, method)(f"{ADDRESS}7b0a3c1e-0000-4000-8000-00000000dead/").status_code == 404


@pytest.mark.usefixtures("road")
def test_the_list_tells_the_latest_without_results(client: Any) -> None:
    ask(client)
    (one,) = client.get(ADDRESS).json()["searches"]
    assert one["state"] == "done"
    assert "result" not in one


@pytest.mark.usefixtures("road")
def test_the_command_prints_the_result(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("suggest_sites", "--category", "clinic", "--sites", "1", "--pace", "adult")
    told = json.loads(capsys.readouterr().out)
    assert told["state"] == "done"
    assert len(told["sites"]) == 1
