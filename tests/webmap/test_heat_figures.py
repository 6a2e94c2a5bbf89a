"""Figures about heat over HTTP: one meaning of every filter word wherever it is written, and refusals that name the form."""

import math
import random
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from geodata.actions.settle_repeats import settle_repeats
from geodata.models import Event, EventCategory, Repeat
from geodata.rules.viewer import Role
from tests.factories import (
    SquareDistrict,
    make_building,
    make_category,
    make_event,
    make_login,
    make_square_district,
    square,
)

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 24, 16, 48, 30, tzinfo=ZONE)
PERIOD = {"from": "2026-10-26", "to": "2026-11-24"}
# A cell of web tiles that holds the whole district.
WHOLE = {"cell": "7/100/54"}
GRIDS = ("W1", "W2", "E1", "E2")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the answers."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def district() -> SquareDistrict:
    """150 events of 50 days at a few corners of three grids and outside, some of them repeats, in every state."""
    made, chance = make_square_district(), random.Random(5)
    top = make_category("city")
    kinds = [make_category("noise", top), make_category("rubbish", top), make_category("lost")]
    places = [(made.grid("W1"), 50, 60), (made.grid("W1"), 300, 60), (made.grid("W2"), 100, 700),
              (made.grid("E1"), 700, 100), (None, 2000, 2000)]  # fmt: skip
    for name, houses in (("W1", 30), ("W2", 8), ("E1", 3)):
        for number in range(houses):
            make_building(made.grid(name), 20, 20 + number)
    for _ in range(150):
        area, x, y = chance.choice(places)
        reported = NOW - timedelta(hours=chance.uniform(0, 50 * 24))
        fields: dict[str, Any] = {
            "category": chance.choice(kinds),
            "source": chance.choice(["resident", "worker", "device"]),
            "priority": chance.choice(["general", "urgent"]),
        }
        standing = chance.choice(["closed", "closed", "open", "unknown"])
        if standing == "closed":
            fields["closed_at"] = reported + timedelta(minutes=5)
        make_event(
            area, x + chance.uniform(-20, 20), y, reported, status_known=standing != "unknown", **fields
        )
    settle_repeats()
    return made


@pytest.fixture
def ask(client: Any, district: SquareDistrict) -> Callable[..., Any]:
    """A function that asks an address as an operator and gives the JSON."""
    client.force_login(make_login(Role.OPERATOR))

    def get(name: str, query: dict[str, str]) -> Any:
        address = name if name.startswith("/") else f"/api/heat/{name}.json"
        response = client.get(address, query)
        assert response.status_code == 200, response.content.decode()
        return response.json()

    return get


def slot(event: Event) -> int:
    local = event.reported_at.astimezone(ZONE)
    return local.weekday() * 24 + local.hour


def is_open(event: Event) -> bool:
    return event.closed_at is None and event.status_known


CHOICES: dict[str, tuple[dict[str, str], Callable[[Event], bool]]] = {
    "all": ({}, lambda e: True),
    "top category": ({"category": "city"}, lambda e: e.category.code in {"city", "noise", "rubbish"}),
    "two categories": ({"category": "noise,lost"}, lambda e: e.category.code in {"noise", "lost"}),
    "two sources": ({"source": "worker,device"}, lambda e: e.source in {"worker", "device"}),
    "a priority": ({"priority": "urgent"}, lambda e: e.priority == "urgent"),
    "open": ({"state": "open"}, is_open),
    "closed": ({"state": "closed"}, lambda e: e.closed_at is not None),
    "late": ({"state": "late"}, lambda e: is_open(e) and e.due_at < NOW.replace(second=0)),
    "working hours": ({"hours": "8-17,32-41"}, lambda e: slot(e) in {*range(8, 18), *range(32, 42)}),
    "west": ({"area": "999901001001"}, lambda e: bool(e.area and e.area.code.startswith("999901001001"))),
    "incidents": ({"count": "incidents"}, lambda e: not Repeat.objects.filter(event_id=e.pk).exists()),
    "much": (
        {"category": "city", "source": "resident,worker", "hours": "0-100", "count": "incidents", "state": "closed"},
        lambda e: e.category.code != "lost" and e.source != "device" and slot(e) <= 100 and e.closed_at is not None
        and not Repeat.objects.filter(event_id=e.pk).exists(),
    ),
}  # fmt: skip
each_choice = pytest.mark.parametrize("choice", CHOICES)


def chosen(choice: str, first: str = PERIOD["from"], last: str = PERIOD["to"]) -> list[Event]:
    """The events of a period that pass, one by one."""
    passes = CHOICES[choice][1]
    return [
        one
        for one in Event.objects.select_related("category", "area")
        if passes(one) and first <= one.reported_at.astimezone(ZONE).date().isoformat() <= last
    ]


@each_choice
def test_every_address_counts_the_same_events(ask: Callable[..., Any], choice: str) -> None:
    query, expected = PERIOD | CHOICES[choice][0], len(chosen(choice))
    assert expected
    summary = ask("summary", query)
    counted = "incidents" if query.get("count") == "incidents" else "reports"
    assert summary[counted] == expected
    assert sum(n for day, n in summary["by_day"] if query["from"] <= day <= query["to"]) == expected
    for level in ("grid", "community", "subdistrict"):
        found = ask("areas", query | {"level": level})
        assert sum(one[counted] for one in found["areas"]) + found["outside"] == expected
    for step in ("hour", "week"):
        assert sum(frame["n"] for frame in ask("frames", query | {"step": step})["frames"]) == expected
    compared = ask("compare", query)
    assert compared["after"]["n"] == expected
    assert compared["before"]["n"] == len(chosen(choice, "2026-09-26", "2026-10-25"))
    assert ask("/layers/events.geojson", query)["numberReturned"] == expected
    squares = ask("/layers/events_heat.geojson", query)["features"]
    assert sum(one["properties"]["count"] for one in squares) == expected
    # Only the smooth heat leaves out what lies outside the district.
    assert ask("/layers/events_heat/surface.geojson", query)["heat"]["count"] == sum(
        one.area is not None for one in chosen(choice)
    )


@each_choice
def test_the_events_of_a_place_are_those_counted(ask: Callable[..., Any], choice: str) -> None:
    query = PERIOD | {name: value for name, value in CHOICES[choice][0].items() if name != "count"}
    found = ask("events", query | WHOLE)
    summary = ask("summary", query)
    assert found["reports"] == summary["reports"]
    listed = [event["uuid"] for group in found["groups"] for event in group["events"]]
    assert len(set(listed)) == len(listed)
    if found["next"] is None:
        assert len(listed) == found["reports"]


def test_a_facet_counts_what_choosing_it_would_show(ask: Callable[..., Any]) -> None:
    query = PERIOD | {"source": "worker", "category": "noise", "hours": "0-120"}
    summary = ask("summary", query)
    for facet, name in (("by_source", "source"), ("by_priority", "priority"), ("by_state", "state")):
        for one in summary[facet]:
            assert ask("summary", query | {name: one["key"]})["reports"] == one["n"], (facet, one)
    for one in summary["by_category"]:
        assert ask("summary", query | {"category": one["code"]})["reports"] == one["n"], one
    assert sum(summary["by_slot"][:121]) == summary["reports"]
    hour = max(range(168), key=lambda h: summary["by_slot"][h])
    assert ask("summary", query | {"hours": str(hour)})["reports"] == summary["by_slot"][hour]


def test_categories_come_as_a_tree(ask: Callable[..., Any]) -> None:
    listed = ask("summary", PERIOD)["by_category"]
    assert [(one["code"], one["parent"]) for one in listed] == [
        ("city", ""), ("noise", "city"), ("rubbish", "city"), ("lost", ""),
    ]  # fmt: skip
    assert listed[0]["n"] == listed[1]["n"] + listed[2]["n"]


def test_pages_of_events_hold_each_incident_once(ask: Callable[..., Any]) -> None:
    query = PERIOD | {"from": "2026-09-01"} | WHOLE
    groups, after = [], ""
    while True:
        page = ask("events", query | {"after": after})
        groups += page["groups"]
        after = page["next"]
        if not after:
            break
    assert len(groups) == page["incidents"] > 50
    assert len({group["uuid"] for group in groups}) == len(groups)
    assert (
        sum(len(group["events"]) for group in groups)
        == sum(group["n"] for group in groups)
        == page["reports"]
    )
    firsts = [group["first_at"] for group in groups]
    assert firsts == sorted(firsts, reverse=True)
    assert any(group["n"] > 1 for group in groups)


def test_the_list_of_a_grid_has_as_many_incidents_as_the_table(ask: Callable[..., Any]) -> None:
    begun = []
    for one in ask("areas", PERIOD | {"level": "grid"})["areas"]:
        found = ask("events", PERIOD | {"grid": one["uuid"]})
        assert (found["reports"], found["incidents"]) == (one["reports"], one["incidents"])
        assert found["next"] is None
        begun += [group["begun"] for group in found["groups"]]
        assert sum(group["begun"] for group in found["groups"]) == found["incidents"]
    assert not all(begun), "some repeat a report of before the period"


def test_the_events_of_a_grid_are_its_own(ask: Callable[..., Any], district: SquareDistrict) -> None:
    found = ask("events", PERIOD | {"grid": str(district.grid("W2").uuid)})
    assert found["reports"] == sum(one.area == district.grid("W2") for one in chosen("all")) > 0


def test_the_cells_of_frames_and_their_events_agree(ask: Callable[..., Any]) -> None:
    frames = ask("frames", PERIOD | {"step": "week"})
    cells, totals = frames["cells"], Counter[int]()
    for pairs in frames["counts"]:
        totals.update(dict(zip(pairs[::2], pairs[1::2], strict=True)))
    for number, n in totals.items():
        cell = f"{cells['z']}/{cells['x'][number]}/{cells['y'][number]}"
        assert ask("events", PERIOD | {"cell": cell})["reports"] == n
        side = 40075016.685578488 / 2 ** cells["z"]
        north = 20037508.342789244 - cells["y"][number] * side
        assert cells["km2"][number] == pytest.approx(
            (side / math.cosh((north - side / 2) / 6378137) / 1000) ** 2, abs=1e-6
        )


@pytest.mark.parametrize("step", ["hour", "day", "week"])
def test_the_legend_is_one_for_all_frames_whatever_is_played(ask: Callable[..., Any], step: str) -> None:
    frames = ask("frames", PERIOD | {"step": step})
    assert frames["breaks"] == sorted(set(frames["breaks"]))
    assert all("breaks" not in frame for frame in frames["frames"])
    assert len(frames["frames"]) == len(frames["counts"]) == {"hour": 24, "day": 24, "week": 5}[step]
    assert frames["unit"] == "件/km²·30天"


def test_the_legend_of_a_choice_stays_from_period_to_period(ask: Callable[..., Any]) -> None:
    months = [PERIOD, {"from": "2026-11-01", "to": "2026-11-07"}, {"from": "2026-10-01", "to": "2026-10-31"}]
    for choice in ({}, {"category": "lost"}):
        breaks = [ask("summary", days | choice)["breaks"] for days in months]
        assert breaks[0] == breaks[1] == breaks[2]
        assert breaks[0] == ask("/layers/events_heat/surface.geojson", PERIOD | choice)["heat"]["breaks"]
        assert breaks[0] == ask("frames", PERIOD | choice | {"step": "hour"})["breaks"]
        assert (
            breaks[0]
            == ask("summary", PERIOD | choice | {"hours": "8-9", "area": "999901001", "count": "incidents"})[
                "breaks"
            ]
        )


def test_rates_are_told_from_fifty_households_up(ask: Callable[..., Any], district: SquareDistrict) -> None:
    areas = {one["uuid"]: one for one in ask("areas", PERIOD | {"level": "grid"})["areas"]}
    found = {name: areas[str(district.grid(name).uuid)] for name in GRIDS}
    assert [found[name]["households"] for name in GRIDS] == [300, 80, 30, 0]
    assert found["W1"]["low"] < found["W1"]["per_1000_households"] < found["W1"]["high"]
    assert found["E1"]["per_1000_households"] is None
    assert (found["E1"]["too_few"], found["W1"]["too_few"]) == (True, False)
    assert found["W1"]["km2"] == 0.25
    assert found["W1"]["per_km2_30d"] == pytest.approx(found["W1"]["reports"] / 0.25)
    raw = found["W1"]["reports"] / 0.3, found["W2"]["reports"] / 0.08
    assert min(raw) <= found["W2"]["per_1000_households"] <= max(raw)


def test_rates_and_densities_are_per_thirty_days_however_long_the_period(
    ask: Callable[..., Any], district: SquareDistrict
) -> None:
    whole, tenth = {"from": "2026-08-27", "to": "2026-11-24"}, 3
    found = next(one for one in ask("areas", whole)["areas"] if one["uuid"] == str(district.grid("W1").uuid))
    assert found["per_km2_30d"] == pytest.approx(found["reports"] / 0.25 / tenth, abs=0.01)
    assert found["low"] < found["reports"] / 0.3 / tenth < found["high"]


def test_a_change_from_a_small_base_has_counts_but_no_ratio(ask: Callable[..., Any]) -> None:
    found = ask("compare", PERIOD | {"with": "2026-10-06..2026-10-09", "level": "grid"})
    assert found["before"] == {"from": "2026-10-06", "to": "2026-10-09", "days": 4, "n": found["before"]["n"]}
    for one in found["areas"]:
        assert (one["ratio"] is None) == (one["a"] < 10)
        assert one["verdict"] in {"more", "fewer", "unclear", "too_few"}
    year = ask("compare", PERIOD | {"with": "year_ago"})
    assert (year["before"]["from"], year["before"]["to"], year["before"]["n"]) == (
        "2025-10-27",
        "2025-11-25",
        0,
    )


REFUSED = {
    "from": "yesterday", "category": "no-such", "priority": "x", "source": "resident,x", "state": "gone", "hours": "9-200",
    "area": "999902", "count": "all",
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("address", ["summary", "areas", "frames", "compare", "events"])
def test_nonsense_is_refused_with_its_name(
    client: Any, district: SquareDistrict, address: str, name: str
) -> None:
    client.force_login(make_login(Role.OPERATOR))
    response = client.get(f"/api/heat/{address}.json", {name: REFUSED[name]} | WHOLE)
    assert response.status_code == 400
    assert name in response.json()["title"]


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("events", {}), ("events", WHOLE | {"grid": "7b0a3c1e-0000-4000-8000-000000000001"}), ("events", {"cell": "17/1"}),
        ("events", {"cell": "3/8/0"}), ("events", {"cell": "21/0/0"}), ("events", {"grid": "x"}), ("frames", {"step": "month"}),
        ("frames", {"box": "1,2"}), ("areas", {"level": "district"}), ("compare", {"with": "2026-01-01"}),
        ("compare", {"with": "2026-02-01..2026-01-01"}), ("compare", {"with": "2020-01-01..2025-01-01"}),
        ("summary", {"from": "2020-01-01", "to": "2026-01-01"}), ("events", WHOLE | {"after": "x"}),
    ],
    ids=str,
)  # fmt: skip
def test_a_malformed_question_is_refused(
    client: Any, district: SquareDistrict, address: str, query: dict[str, str]
) -> None:
    client.force_login(make_login(Role.OPERATOR))
    assert client.get(f"/api/heat/{address}.json", query).status_code == 400


@pytest.mark.parametrize("name", ["grid", "warning"])
def test_a_foreign_place_is_not_found(client: Any, district: SquareDistrict, name: str) -> None:
    client.force_login(make_login(Role.OPERATOR))
    query = {name: "7b0a3c1e-0000-4000-8000-00000000dead"}
    assert client.get("/api/heat/events.json", query).status_code == 404


@pytest.mark.parametrize(
    "text", ["", "102.7,25.1", "a,b,c", "102.7,25.1,49", "102.7,25.1,2001", "102.7,25.1,nan", "nan,25.1,250", "200,25,250",
               "102.7,inf,250", "102.7,25.1,250,1"],
)  # fmt: skip
def test_a_malformed_square_is_refused_with_the_form(
    client: Any, district: SquareDistrict, text: str
) -> None:
    client.force_login(make_login(Role.OPERATOR))
    refused = client.get("/api/heat/events.json", {"square": text})
    assert refused.status_code == 400
    assert "square=" in refused.json()["detail"]


def test_a_square_lists_what_lies_in_it_and_is_named(client: Any, district: SquareDistrict) -> None:
    client.force_login(make_login(Role.OPERATOR))
    middle = square(400, 400, 200).centroid.transform(4326, clone=True)
    now = NOW
    inside = [make_event(None, x, y, now - timedelta(hours=2)) for x, y in ((401, 401), (599, 599))]
    for x, y in ((398, 500), (602, 500), (500, 398), (500, 602)):
        make_event(None, x, y, now - timedelta(hours=2))
    found = client.get("/api/heat/events.json", {"square": f"{middle.x:.7f},{middle.y:.7f},200"}).json()
    assert {event["uuid"] for group in found["groups"] for event in group["events"]} == {
        str(one.uuid) for one in inside
    }
    assert found["place"] in {"西社区", "东社区"}
    cell = client.get(
        "/api/heat/events.json", {"cell": "17/{}/{}".format(*cell_of(middle.x, middle.y))}
    ).json()
    assert cell["place"] in {"西社区", "东社区"}


def cell_of(lon: float, lat: float) -> tuple[int, int]:
    """The web cell of zoom 17 by the formula everybody uses."""
    turn = math.log(math.tan(math.radians(lat)) + 1 / math.cos(math.radians(lat))) / math.pi
    return int((lon + 180) / 360 * 2**17), int((1 - turn) / 2 * 2**17)


def test_figures_are_asked_again_and_lists_with_ids_are_kept_by_nobody(
    client: Any, district: SquareDistrict
) -> None:
    client.force_login(make_login(Role.OPERATOR))
    first = client.get("/api/heat/areas.json", PERIOD)
    assert first["Cache-Control"] == "private, no-cache"
    again = client.get("/api/heat/areas.json", PERIOD, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    other = client.get(
        "/api/heat/areas.json", PERIOD | {"count": "incidents"}, headers={"If-None-Match": first["ETag"]}
    )
    assert other.status_code == 200
    assert client.get("/api/heat/events.json", WHOLE)["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("address", "statements"),
    [("summary", 9), ("areas", 7), ("frames", 8), ("compare", 10), ("events", 7)],
)
def test_a_question_takes_a_fixed_number_of_statements(
    client: Any, district: SquareDistrict, django_assert_num_queries: Any, address: str, statements: int
) -> None:
    client.force_login(make_login(Role.OPERATOR))
    for query in (PERIOD | WHOLE, PERIOD | WHOLE | {"count": "incidents", "hours": "3-9"}):
        client.get(f"/api/heat/{address}.json", query)
        with django_assert_num_queries(statements):
            client.get(f"/api/heat/{address}.json", query)


def test_the_first_of_an_incident_counts_though_its_category_is_deep(ask: Callable[..., Any]) -> None:
    deep = EventCategory.objects.create(
        code="barking", name="犬吠", parent=EventCategory.objects.get(code="noise")
    )
    make_event(None, 900, 900, NOW - timedelta(hours=1), category=deep)
    before = len(chosen("top category"))
    assert ask("summary", PERIOD | {"category": "city"})["reports"] == before + 1
