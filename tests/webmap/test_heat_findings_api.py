"""Hot spots, warnings and rankings over HTTP: who gets them, what they say, and how a warning is answered."""

import json
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.gis.geos import Point
from django.test import Client
from django.utils import timezone

from geodata.actions.settle_changes import settle_changes
from geodata.crs import MEASURE
from geodata.models import (
    Area,
    EmergingWarning,
    HeatRefresh,
    HotspotCell,
    HotspotGrid,
    PlaceName,
    RankedPlace,
    Ranking,
    WarningStep,
)
from geodata.queries.hotspots import hotspots
from geodata.queries.ranking import ranked_places
from geodata.queries.warnings import standing_warnings, warning_place
from geodata.rules.heat_limits import WARNING_QUIET_DAYS
from geodata.rules.viewer import COMMAND, Role, Viewer
from geodata.rules.warning_flow import LONGEST_MUTE_DAYS
from tests import factories
from tests.factories import SquareDistrict

pytestmark = pytest.mark.django_db
OPERATOR = Viewer(Role.OPERATOR)


@pytest.fixture
def district() -> SquareDistrict:
    """The square district with a refresh of yesterday for all events and for noise."""
    made = factories.make_square_district()
    for category in (None, factories.make_category()):
        refresh_with_findings(made, category)
    return made


def yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)


def refresh_with_findings(district: SquareDistrict, category: Any) -> HeatRefresh:
    """Two hot cells of one finding, a run of too few, one grid, two rankings."""
    refresh = HeatRefresh.objects.create(
        category=category, as_of=timezone.now(), made_at=timezone.now(), first_day=yesterday() - timedelta(days=90),
        last_day=yesterday(), data_version="1", reports=30, incidents=25, cell_m=200, judged=4, too_few=3,
    )  # fmt: skip
    for x, z in ((0, 4.2), (200, 5.1)):
        HotspotCell.objects.create(
            refresh=refresh, verdict="hot", trend="new", finding=1, z=z, q=0.01, seen=20, expected=4.5, robust=True,
            robust_share=1.0, geom=factories.square(x, 0, 200),
        )  # fmt: skip
    HotspotCell.objects.create(refresh=refresh, verdict="too_few", geom=factories.square(0, 600, 600, 200))
    HotspotGrid.objects.create(
        refresh=refresh, area=district.grid("W1"), incidents=20, households=400, rate=16.0, low=9.0, high=25.0, expected=5.0,
        exceedance=0.001, q=0.004, hot=True,
    )  # fmt: skip
    judged = {"hit": [0.1], "pai": [2.0], "pei": [0.5], "p": None}
    tested = {"shares": [0.01], "origins": 12, "events": [3], "places": 4, "methods": {"count": judged}}
    for by, weeks, place in (
        ("cell", 1, {"geom": factories.square(0, 0, 250)}),
        ("grid", 4, {"area": district.grid("E2")}),
    ):
        ranking = Ranking.objects.create(refresh=refresh, by=by, weeks=weeks, method="count", backtest=tested)
        RankedPlace.objects.create(ranking=ranking, rank=1, expected=3.456, low=1, high=7, **place)
    return refresh


def warning(**fields: Any) -> EmergingWarning:
    """A warning of yesterday in the square of grid W1."""
    told = {
        "category": factories.make_category(), "starts_on": yesterday() - timedelta(days=2), "raised_on": yesterday(),
        "last_seen_on": yesterday(), "observed": 9, "expected": 0.8, "reports": 12, "recurrence_days": 321.4,
        "geom": factories.square(0, 0, 500),
    }  # fmt: skip
    return EmergingWarning.objects.create(**(told | fields))


def as_role(client: Client, role: Role) -> Client:
    if role is not Role.PUBLIC:
        client.force_login(factories.make_login(role))
    return client


def answer(client: Client, uuid: object, act: str, body: Any = None) -> Any:
    return client.post(f"/api/heat/warnings/{uuid}/{act}/", json.dumps(body), content_type="application/json")


def listed(client: Client) -> list[dict[str, Any]]:
    return client.get("/api/heat/warnings.json").json()["warnings"]


@pytest.mark.parametrize("role", sorted(COMMAND))
def test_the_desk_takes_notice_of_a_warning_once_and_it_is_logged(
    client: Client, district: SquareDistrict, role: Role
) -> None:
    as_role(client, role)
    one, before = warning(), settle_changes("warnings")
    answers = [answer(client, one.uuid, "acknowledge") for _ in range(2)]
    assert [(told.status_code, told.json()["first"]) for told in answers] == [(200, True), (200, False)]
    one.refresh_from_db()
    assert (one.state, one.acknowledged_by.role) == ("acknowledged", role)
    assert list(WarningStep.objects.values_list("step", "actor__role")) == [("acknowledged", role)]
    assert settle_changes("warnings") == before + 1, "open screens hear of it once"
    assert answers[0]["Cache-Control"] == "no-store"


def test_a_muted_warning_is_silent_until_its_day_and_then_new_again(
    client: Client, district: SquareDistrict
) -> None:
    as_role(client, Role.OPERATOR)
    one = warning()
    told = answer(client, one.uuid, "mute", {"days": 3}).json()
    until = timezone.localdate() + timedelta(days=2)
    assert (told["state"], told["muted_until"]) == ("muted", until.isoformat())
    assert [row["state"] for row in listed(client)] == ["muted"]
    assert client.get("/layers/warnings.geojson").json()["features"] == []
    assert list(WarningStep.objects.values_list("step", "days")) == [("muted", 3)]
    EmergingWarning.objects.update(muted_until=yesterday())
    assert [row["state"] for row in listed(client)] == ["new"]
    drawn = client.get("/layers/warnings.geojson").json()["features"]
    assert [one["properties"]["state"] for one in drawn] == ["new"]


def test_a_muted_warning_can_be_taken_notice_of(client: Client, district: SquareDistrict) -> None:
    as_role(client, Role.OPERATOR)
    one = warning(state="muted", muted_until=timezone.localdate())
    assert answer(client, one.uuid, "acknowledge").json()["first"] is True
    one.refresh_from_db()
    assert (one.state, one.muted_until) == ("acknowledged", None)


@pytest.mark.parametrize("role", sorted(set(Role) - COMMAND))
def test_other_roles_are_refused_and_nothing_is_written(
    client: Client, district: SquareDistrict, role: Role
) -> None:
    one = warning()
    as_role(client, role)
    for act, body in (("acknowledge", {}), ("mute", {"days": 1})):
        hidden, unknown = answer(client, one.uuid, act, body), answer(client, uuid4(), act, body)
        assert hidden.status_code == unknown.status_code == 404
        assert hidden.json() == unknown.json()
    assert EmergingWarning.objects.get().state == "new"
    assert not WarningStep.objects.exists()


@pytest.mark.parametrize(
    "body", [None, [], {}, {"days": "3"}, {"days": True}, {"days": 1.5}, {"days": 0}, {"days": -1},
             {"days": LONGEST_MUTE_DAYS + 1}, {"days": 1, "why": "x"}, {"days": 10**30}],
    ids=str,
)  # fmt: skip
def test_a_nonsense_mute_is_refused_with_the_form(
    client: Client, district: SquareDistrict, body: Any
) -> None:
    one = warning()
    refused = answer(as_role(client, Role.OPERATOR), one.uuid, "mute", body)
    assert refused.status_code == 400
    assert refused["Content-Type"] == "application/problem+json"
    assert EmergingWarning.objects.get().state == "new"


def test_a_request_without_its_token_is_refused(district: SquareDistrict) -> None:
    client, one = Client(enforce_csrf_checks=True), warning()
    assert answer(as_role(client, Role.OPERATOR), one.uuid, "acknowledge").status_code == 403


def test_a_warning_tells_what_where_since_when_how_many_and_how_rare(
    client: Client, district: SquareDistrict
) -> None:
    warning()
    found = as_role(client, Role.OPERATOR).get("/api/heat/warnings.json").json()
    assert (found["last_day"], found["recurrence_days"]) == (yesterday().isoformat(), 100)
    (row,) = found["warnings"]
    assert row["category"] == "noise"
    assert (row["observed"], row["events"], row["expected"], row["recurrence_days"]) == (9, 12, 0.8, 321)
    assert row["starts_on"] == (yesterday() - timedelta(days=2)).isoformat()
    assert (row["grid_code"], row["place"]) == (district.grid("W1").code, "方正街道 · 西社区 · 001")
    assert row["west"] < row["lon"] < row["east"]
    assert row["south"] < row["lat"] < row["north"]
    assert round(row["side_m"]) == 500
    assert row["current"] is True


def test_old_warnings_are_not_listed_and_those_no_longer_seen_are_not_current(
    client: Client, district: SquareDistrict
) -> None:
    for ago in (1, WARNING_QUIET_DAYS - 1, WARNING_QUIET_DAYS):
        day = yesterday() - timedelta(days=ago)
        warning(last_seen_on=day, raised_on=day, starts_on=day)
    rows = listed(as_role(client, Role.OPERATOR))
    assert [row["current"] for row in rows] == [False, False]


def test_the_events_of_a_warning_are_told_by_category_days_and_box(district: SquareDistrict) -> None:
    one = warning()
    place = warning_place(one.uuid, OPERATOR)
    assert (place.first_day, place.last_day) == (one.starts_on, one.last_seen_on)
    assert place.box[2] - place.box[0] == pytest.approx(500)


def test_the_list_of_a_warning_holds_what_it_counted_and_nothing_else(
    client: Client, district: SquareDistrict
) -> None:
    one = warning()
    noon = timezone.make_aware(datetime.combine(yesterday(), time(12)))
    factories.make_event(None, 100, 100, noon - timedelta(days=3))
    inside = [factories.make_event(None, x, y, noon) for x, y in ((0, 0), (100, 100), (300, 499))]
    for x, y in ((500, 100), (100, 500), (600, 600)):
        factories.make_event(None, x, y, noon)
    factories.make_event(None, 100, 100, noon, category=factories.make_category("barking", one.category))
    found = as_role(client, Role.OPERATOR).get("/api/heat/events.json", {"warning": str(one.uuid)}).json()
    listed_here = {event["uuid"] for group in found["groups"] for event in group["events"]}
    assert listed_here == {str(event.uuid) for event in inside}
    # One of the three repeats a report of before the warning.
    assert (found["reports"], found["incidents"]) == (3, 2)


def test_hot_spots_are_told_by_cell_with_what_was_expected(client: Client, district: SquareDistrict) -> None:
    found = as_role(client, Role.OPERATOR).get("/api/heat/hotspots.json").json()
    assert [one["z"] for one in found["findings"]] == [5.1, 4.2]
    one = found["findings"][0]
    assert (one["trend_zh"], one["trend_en"], one["seen"], one["expected"], one["robust"]) == (
        "新增",
        "New",
        20,
        4.5,
        True,
    )
    assert len(one["cell"][0]) == 5
    assert (found["too_few"]["cells"], len(found["too_few"]["boxes"])) == (3, 1)
    assert [(grid["name"], grid["hot"], grid["rate"]) for grid in found["grids"]] == [
        ("西社区001网格", True, 16.0)
    ]
    assert found["last_day"] == yesterday().isoformat()
    assert found["as_of"]


def test_hot_spots_and_ranked_cells_say_where_they_are(client: Client, district: SquareDistrict) -> None:
    factories.make_road((-50, 260), (450, 260), name="春风路")
    Area.objects.filter(name="西社区").update(name_en="West Community")
    as_role(client, Role.OPERATOR)
    hot, ranked = (client.get(f"/api/heat/{name}.json").json() for name in ("hotspots", "ranking"))
    told = [(one["place"], one["place_en"]) for one in (*hot["findings"], *ranked["places"])]
    assert told == [("西社区 · 近春风路", "West Community · near 春风路")] * 3
    # The next nearest name is told: a park at hand before a road, whatever is nearer.
    middle = HotspotCell.objects.filter(verdict="hot").order_by("-z")[0].geom.centroid
    PlaceName.objects.create(
        name="柳园", name_en="Willow Park", kind="park", geom=Point(middle.x, middle.y - 140, srid=MEASURE)
    )
    hot = client.get("/api/heat/hotspots.json").json()
    assert {one["place_en"] for one in hot["findings"]} == {"West Community · near Willow Park"}


def test_unchanged_figures_are_not_sent_again(client: Client, district: SquareDistrict) -> None:
    as_role(client, Role.OPERATOR)
    for address in ("/api/heat/hotspots.json", "/api/heat/ranking.json"):
        first = client.get(address)
        assert first["Cache-Control"] == "private, no-cache"
        assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_the_layer_draws_what_the_list_tells(client: Client, district: SquareDistrict) -> None:
    as_role(client, Role.OPERATOR)
    for query in ({}, {"category": "noise"}):
        told = client.get("/api/heat/hotspots.json", query).json()
        drawn = [
            one["properties"] for one in client.get("/layers/hotspots.geojson", query).json()["features"]
        ]
        assert sorted(one["trend"] for one in drawn) == ["new", "new", "too_few"]
        assert {one["z"] for one in drawn} - {None} == {one["z"] for one in told["findings"]}
        assert {one["category"] for one in drawn} == {query.get("category")}
        assert {one["through"] for one in drawn} == {yesterday().isoformat()}


@pytest.mark.parametrize(
    ("query", "place"), [({}, "cell"), ({"by": "grid", "weeks": "4"}, "uuid")], ids=["cells", "grids"]
)
def test_a_ranking_comes_with_its_own_back_test(
    client: Client, district: SquareDistrict, query: dict[str, str], place: str
) -> None:
    found = as_role(client, Role.OPERATOR).get("/api/heat/ranking.json", query).json()
    assert found["method"] == "count"
    assert (found["backtest"]["hit"], found["backtest"]["origins"], found["backtest"]["shares"]) == (
        [0.1],
        12,
        [0.01],
    )
    (first,) = found["places"]
    assert (first["rank"], first["expected"], first["low"], first["high"]) == (1, 3.46, 1, 7)
    assert first[place]
    assert 102 < first["lon"] < 103


def test_a_ranking_that_could_not_be_tested_is_not_given(client: Client, district: SquareDistrict) -> None:
    found = as_role(client, Role.OPERATOR).get("/api/heat/ranking.json", {"weeks": "4"}).json()
    assert (found["method"], found["backtest"], found["places"]) == (None, None, [])


@pytest.mark.parametrize(
    "address",
    [
        "hotspots.json?category=nothing",
        "ranking.json?weeks=2",
        "ranking.json?weeks=x",
        "ranking.json?by=block",
        "ranking.json?category=nothing",
    ],
)
def test_a_nonsense_question_is_refused_with_the_form(
    client: Client, district: SquareDistrict, address: str
) -> None:
    refused = as_role(client, Role.OPERATOR).get(f"/api/heat/{address}")
    assert refused.status_code == 400
    assert refused.json()["title"]


def test_before_the_first_refresh_there_is_nothing_and_it_says_so(client: Client) -> None:
    factories.make_square_district()
    as_role(client, Role.OPERATOR)
    found = client.get("/api/heat/hotspots.json").json()
    assert (found["as_of"], found["findings"], found["grids"]) == (None, [], [])
    assert client.get("/api/heat/ranking.json").json()["places"] == []
    assert client.get("/api/heat/warnings.json").json()["warnings"] == []


def test_answers_take_a_fixed_number_of_statements(
    district: SquareDistrict, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        warning()
    now = timezone.now()
    with django_assert_max_num_queries(2):
        assert len(standing_warnings(OPERATOR, now)["warnings"]) == 3
    with django_assert_max_num_queries(5):
        hotspots(OPERATOR, "noise", timezone.localdate())
    with django_assert_max_num_queries(4):
        ranked_places(OPERATOR, "noise", by="cell", weeks=1, now=now)


def test_the_log_of_warnings_is_append_only(district: SquareDistrict) -> None:
    from django.db import transaction
    from django.db.utils import ProgrammingError

    step = WarningStep.objects.create(warning=warning(), step="raised", at=timezone.now())
    for change in (step.delete, lambda: WarningStep.objects.update(days=1)):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()
