"""Parameters of the layers: what is accepted, what is refused, and in which words."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from geodata.models import EventCategory
from geodata.rules.viewer import Role
from tests import factories
from tests.factories import SquareDistrict


@pytest.mark.parametrize(
    "bbox", ["", "a,b,c,d", "1,2,3", "10,10,5,5", "nan,1,2,3", "-200,0,0,0", "1,2,3,4,5", "inf,0,1,1"]
)
def test_a_nonsense_bbox_is_refused_with_the_accepted_form(as_role: Any, bbox: str) -> None:
    response = as_role(Role.PUBLIC).get("/layers/grids.geojson", {"bbox": bbox})
    assert response.status_code == 400
    body = response.json()
    assert "西,南,东,北" in body["title"]
    assert "west,south,east,north" in body["detail"]


@pytest.mark.parametrize(
    "query",
    [{"from": "yesterday"}, {"to": "2026-13-01"}, {"category": "no-such"}, {"priority": "x"}, {"source": "x"},
     {"from": "2026-01-01' OR 1=1"}],
)  # fmt: skip
def test_a_nonsense_filter_is_refused(as_role: Any, query: dict[str, str]) -> None:
    response = as_role(Role.OPERATOR).get("/layers/events.geojson", query)
    assert response.status_code == 400
    assert next(iter(query)) in response.json()["title"]


def test_a_nul_character_is_refused_before_it_reaches_the_database(as_role: Any) -> None:
    response = as_role(Role.OPERATOR).get("/layers/events.geojson", {"category": "a\x00b"})
    assert response.status_code == 400
    assert "%00" in response.json()["title"]


def test_a_bbox_limits_what_is_returned(as_role: Any) -> None:
    corner = factories.point(20, 20)
    corner.transform(4326)
    box = f"{corner.x - 0.001},{corner.y - 0.001},{corner.x + 0.001},{corner.y + 0.001}"
    client = as_role(Role.PUBLIC)
    codes = [
        f["properties"]["code"] for f in client.get("/layers/grids.geojson", {"bbox": box}).json()["features"]
    ]
    assert codes == ["999901001001001"]


def test_geojson_is_in_longitude_and_latitude(as_role: Any) -> None:
    feature = as_role(Role.PUBLIC).get("/layers/service_points.geojson").json()["features"][0]
    place = factories.point(100, 100)
    place.transform(4326)
    assert feature["geometry"]["coordinates"] == pytest.approx([place.x, place.y], abs=2e-6)


def test_a_top_category_includes_its_children(as_role: Any, furnished: SquareDistrict) -> None:
    top = EventCategory.objects.create(code="city", name="市容环境")
    child = EventCategory.objects.create(code="rubbish", name="垃圾堆积", parent=top)
    now = timezone.now()
    for category in (top, child, child):
        factories.make_event(furnished.grid("W1"), 70, 70, now - timedelta(hours=1), category=category)
    client = as_role(Role.OPERATOR)
    counts = {
        code: client.get("/layers/events.geojson", {"category": code}).json()["numberReturned"]
        for code in ("city", "rubbish", "noise")
    }
    assert counts == {"city": 3, "rubbish": 2, "noise": 2}


def test_days_are_local_days_and_both_ends_count(as_role: Any, furnished: SquareDistrict) -> None:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=10)
    for moment in (midnight - timedelta(seconds=1), midnight, midnight + timedelta(hours=23, minutes=59)):
        factories.make_event(furnished.grid("W1"), 70, 70, moment)
    day = midnight.date().isoformat()
    found = as_role(Role.OPERATOR).get("/layers/events.geojson", {"from": day, "to": day}).json()
    assert found["numberReturned"] == 2


def test_a_long_answer_says_that_it_is_cut(
    as_role: Any, furnished: SquareDistrict, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from layers import registry

    monkeypatch.setitem(registry.LAYERS, "grids", replace(registry.LAYERS["grids"], limit=3))
    found = as_role(Role.PUBLIC).get("/layers/grids.geojson").json()
    assert (found["numberReturned"], found["truncated"]) == (3, True)


def test_tilejson_tells_everything_a_client_needs(as_role: Any) -> None:
    described = as_role(Role.OPERATOR).get("/layers/events_heat.json").json()
    assert described["tilejson"] == "3.0.0"
    assert "{z}/{x}/{y}.mvt" in described["tiles"][0]
    assert described["legend"]["unit"] == "件/km²·30天"
    assert {"id", "fields", "minzoom", "maxzoom"} <= set(described["vector_layers"][0])
    assert len(described["bounds"]) == 4


def test_the_list_frames_the_loaded_data(as_role: Any) -> None:
    west, south, east, north = as_role(Role.PUBLIC).get("/layers/").json()["bounds"]
    middle = factories.point(500, 500)
    middle.transform(4326)
    assert west < middle.x < east
    assert south < middle.y < north
    assert east - west < 0.02


def test_an_empty_database_has_no_bounds_and_empty_tiles(client: Any, db: None) -> None:
    assert client.get("/layers/").json()["bounds"] is None
    assert client.get("/layers/grids/10/800/400.mvt").content == b""
