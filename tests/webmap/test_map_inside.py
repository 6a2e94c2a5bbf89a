"""What is inside a shape: the same as an independent count finds, never more than a role may see.

The drawn ring R over the square district; events lie at e, houses at h.

  y=1000 +-------+-------+
         | W2    |   E2  |
         |  +----+---+   |
   500   +--+----+---+---+     R: x 250..750, y 250..750 (drawing metres)
         | W1 e1 | h |   |
         |  +----+---+   |
     0   +-------+-------+
"""

import csv
import io
from datetime import timedelta
from typing import Any

import geopandas
import numpy as np
import pytest
import shapely
from django.db import OperationalError
from django.utils import timezone
from pyproj import Transformer

from geodata.models import Alarm, Business, Department, ServicePoint
from geodata.rules.viewer import EVERYONE, Role, Viewer
from layers.inside import counting
from layers.inside.rules import INSIDE
from layers.registry import LAYERS
from tests import factories
from tests.factories import ORIGIN, SquareDistrict
from webmap.api import inside as api

pytestmark = pytest.mark.django_db
TO_LONLAT = Transformer.from_crs(4543, 4326, always_xy=True)
CORNERS = ((250.0, 250.0), (750.0, 250.0), (750.0, 750.0), (250.0, 750.0))
COUNTED = {
    role: {name for name in INSIDE if role in LAYERS[name].audience} for role in Role
}  # what the audiences of the layers say


@pytest.fixture
def district() -> SquareDistrict:
    """The district with things inside, outside and across the ring."""
    district = factories.make_square_district()
    now = timezone.now()
    fire, water = (Department.objects.create(code=code, name=code) for code in ("fire", "water"))
    for grid, x, y, days, department in (
        ("W1", 300, 300, 1, fire), ("W1", 100, 100, 1, fire), ("E1", 600, 300, 2, water), ("E1", 600, 310, 90, water),
    ):  # fmt: skip
        factories.make_event(
            district.grid(grid),
            x,
            y,
            now - timedelta(days=days),
            department=department,
            category=factories.make_category("noise"),
        )
    factories.make_service_point(district.grid("W1"), 300, 320, name="=HYPERLINK(1)", kind="station")
    factories.make_service_point(district.grid("W1"), 50, 50, name="外面")
    factories.make_building(district.grid("E1"), 600, 400)
    factories.make_building(district.grid("E1"), 740, 400)  # its middle is at the edge of the ring: 750, 410
    factories.make_building(district.grid("E1"), 900, 400)
    Alarm.objects.create(kind="device", raised_at=now, geom=factories.point(500, 500))
    Business.objects.create(name="小店", category="餐饮", geom=factories.point(400, 400))
    house = factories.make_building(district.grid("W1"), 310, 310)
    factories.make_care_subject(house, timezone.localdate(), 3)
    return district


def ring() -> str:
    lonlat = [TO_LONLAT.transform(ORIGIN[0] + x, ORIGIN[1] + y) for x, y in CORNERS]
    return "ring=" + ",".join(f"{lon:.7f},{lat:.7f}" for lon, lat in lonlat)


def signed_in(client: Any, role: Role, district: SquareDistrict, grid: str = "W1") -> Any:
    if role is Role.PUBLIC:
        return client
    department = Department.objects.get(code="fire") if role is Role.HANDLER else None
    client.force_login(factories.make_login(role, district.grid(grid), department=department))
    return client


def counts(answer: Any) -> dict[str, int]:
    assert answer.status_code == 200, answer.content.decode()
    return {one["name"]: one["count"] for one in answer.json()["layers"]}


@pytest.mark.parametrize("role", list(Role))
def test_a_role_counts_its_layers_and_no_other(client: Any, district: SquareDistrict, role: Role) -> None:
    answer = signed_in(client, role, district).get(f"/api/inside/?{ring()}")
    assert set(counts(answer)) == COUNTED[role]
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", [*LAYERS, "nothing", "care"])
def test_a_list_of_a_layer_is_there_for_its_audience_only(
    client: Any, district: SquareDistrict, role: Role, name: str
) -> None:
    signed_in(client, role, district)
    allowed = name in COUNTED[role]
    listed = client.get(f"/api/inside.csv?{ring()}&layer={name}")
    counted = client.get(f"/api/inside/?{ring()}&layers={name}")
    assert listed.status_code == counted.status_code == (200 if allowed else 404)


@pytest.mark.parametrize(
    ("role", "events"),
    [
        (Role.OPERATOR, 2), (Role.DISTRICT_ADMIN, 2),  # e1 and the one in E1; the old one is out of the 30 days
        (Role.GRID_WORKER, 1), (Role.COMMUNITY_HEAD, 1), (Role.SUBDISTRICT_HEAD, 1),  # own area W1 only
        (Role.HANDLER, 1),  # own department only
    ],
)  # fmt: skip
def test_events_inside_are_those_a_role_may_see(
    client: Any, district: SquareDistrict, role: Role, events: int
) -> None:
    assert counts(signed_in(client, role, district).get(f"/api/inside/?{ring()}"))["events"] == events


def test_nobody_counts_care(client: Any, district: SquareDistrict) -> None:
    for role in EVERYONE:
        assert "care" not in COUNTED[role]
    body = signed_in(client, Role.COMMUNITY_HEAD, district).get(f"/api/inside/?{ring()}").content.decode()
    assert "elderly" not in body
    assert "care" not in body


def test_counts_are_those_of_an_independent_join(client: Any, district: SquareDistrict) -> None:
    """Two hundred points at random places, counted by another library in another projection."""
    places = np.random.default_rng(7).uniform(0, 1000, (200, 2))
    ServicePoint.objects.bulk_create(
        ServicePoint(name=f"点{n}", kind="room", geom=factories.point(float(x), float(y)))
        for n, (x, y) in enumerate(places)
    )
    metres = places + np.array(ORIGIN)
    points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(*metres.T), crs=4543)
    shape = shapely.Polygon([(ORIGIN[0] + x, ORIGIN[1] + y) for x, y in CORNERS])
    joined = geopandas.sjoin(points, geopandas.GeoDataFrame(geometry=[shape], crs=4543), predicate="within")
    edge = shapely.distance(shape.exterior, shapely.points(metres)).min()
    assert edge > 0.1, "a point at the very edge would be a matter of rounding"
    body = client.get(f"/api/inside/?{ring()}&layers=service_points").json()["layers"][0]
    assert dict(body["groups"])["room"] == len(joined)
    assert body["count"] == len(joined) + 1  # the station of the fixture


def test_points_go_by_place_houses_by_their_middle_and_areas_by_overlap(
    client: Any, district: SquareDistrict
) -> None:
    found = counts(signed_in(client, Role.OPERATOR, district).get(f"/api/inside/?{ring()}"))
    assert found["service_points"] == found["businesses"] == found["alarms"] == 1
    # The house at 600 and the one at 310; the middle of a third lies on the edge and may fall either way.
    assert found["buildings"] in {2, 3}
    assert (found["grids"], found["communities"], found["subdistricts"]) == (4, 2, 1)


def test_an_area_counts_its_own_and_not_its_neighbours(client: Any, district: SquareDistrict) -> None:
    body = signed_in(client, Role.OPERATOR, district).get("/api/inside/?area=999901001001").json()
    found = {one["name"]: one for one in body["layers"]}
    assert body["shape"]["name"] == "西社区"
    assert body["shape"]["area_m2"] == pytest.approx(500_000, rel=1e-6)
    assert {row["code"][-3:] for row in found["grids"]["rows"]} == {"001", "002"}
    assert found["grids"]["count"] == 2
    assert "communities" not in found
    assert found["events"]["count"] == 2


def test_filters_of_events_narrow_the_count(client: Any, district: SquareDistrict) -> None:
    signed_in(client, Role.OPERATOR, district)
    today = timezone.localdate()
    day = (today - timedelta(days=1)).isoformat()
    assert counts(client.get(f"/api/inside/?{ring()}&from={day}&to={today}&layers=events"))["events"] == 1
    assert counts(client.get(f"/api/inside/?{ring()}&standing=open&layers=events"))["events"] == 3
    factories.make_category("other")
    assert counts(client.get(f"/api/inside/?{ring()}&category=other&layers=events"))["events"] == 0
    assert client.get(f"/api/inside/?{ring()}&from=x").status_code == 400


def test_rows_hold_declared_fields_and_a_place(client: Any, district: SquareDistrict) -> None:
    body = signed_in(client, Role.OPERATOR, district).get(f"/api/inside/?{ring()}").json()
    for one in body["layers"]:
        declared = {field.name for field in counting.fields_inside(LAYERS[one["name"]], _question())}
        for row in one["rows"]:
            assert set(row) == {"id", "lon", "lat"} | declared
    (event, *_rest) = next(one for one in body["layers"] if one["name"] == "events")["rows"]
    expected = TO_LONLAT.transform(ORIGIN[0] + 300, ORIGIN[1] + 300)
    assert (event["lon"], event["lat"]) == pytest.approx(expected, abs=1e-5)


def test_a_table_holds_the_rows_in_words_and_no_formula(client: Any, district: SquareDistrict) -> None:
    signed_in(client, Role.OPERATOR, district)
    answer = client.get(f"/api/inside.csv?{ring()}&layer=service_points")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["类别"], row["名称"]) for row in rows] == [("工作站", "'=HYPERLINK(1)")]
    events = client.get(f"/api/inside.csv?{ring()}&layer=events").content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(events)))) == 1 + 2
    assert "+08:00" in events
    assert "一般" in events


def test_a_table_in_english(client: Any, district: SquareDistrict) -> None:
    client.cookies["django_language"] = "en"
    text = client.get(f"/api/inside.csv?{ring()}&layer=service_points").content.decode("utf-8-sig")
    assert text.splitlines()[0] == "Identifier,Kind,Name,English name,Longitude,Latitude"
    assert "Grid station" in text


def test_long_lists_are_cut_and_say_so(
    client: Any, district: SquareDistrict, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "LISTED", 1)
    monkeypatch.setattr(counting, "COUNTED_AT_MOST", 1)
    monkeypatch.setattr(api, "ROWS_OF_A_FILE", 1)
    signed_in(client, Role.OPERATOR, district)
    (found,) = client.get(f"/api/inside/?{ring()}&layers=events").json()["layers"]
    assert (found["count"], found["more"], len(found["rows"])) == (1, True, 1)
    text = client.get(f"/api/inside.csv?{ring()}&layer=events").content.decode("utf-8-sig")
    assert len(text.splitlines()) == 2


def test_counting_that_takes_too_long_is_stopped_with_a_way_out(
    client: Any, district: SquareDistrict, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Cancelled(Exception):
        pgcode = "57014"

    def slow(*_: Any) -> None:
        raise OperationalError from Cancelled()

    monkeypatch.setattr(counting, "run", slow)
    answer = client.get(f"/api/inside/?{ring()}")
    assert answer.status_code == 400
    assert "画小一些" in answer.json()["title"]


def test_the_time_limit_reaches_the_database(
    district: SquareDistrict, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(counting.TESTS, "point", "pg_sleep(0.6) IS NOT NULL")
    monkeypatch.setattr(counting, "SECONDS", 0.05)
    with pytest.raises(Exception, match="统计超过"):
        counting.count_inside(LAYERS["service_points"], _shape(), _question(), 5)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400), ("ring=1,2", 400), ("ring=x", 400), ("area=999902", 404), ("circle=102.3,25.35,999999", 400),
        ("ring=102.30,25.36,102.31,25.36,102.30,25.35,102.31,25.35", 400),
        ("ring=102.0,25.0,102.5,25.0,102.5,25.5,102.0,25.5", 400),
        ("circle=102.3,25.35,100&layers=events", 404), ("circle=102.3,25.35,100&layers=%27", 404),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_nonsense_is_refused_with_the_form(
    client: Any, district: SquareDistrict, query: str, status: int
) -> None:
    answer = client.get(f"/api/inside/?{query}")
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


def test_more_things_take_no_more_statements(client: Any, district: SquareDistrict) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def statements() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(f"/api/inside/?{ring()}")
        return len(found)

    before = statements()
    ServicePoint.objects.bulk_create(
        ServicePoint(name=f"点{n}", kind="room", geom=factories.point(400, 400 + n)) for n in range(40)
    )
    assert statements() == before


def _question() -> Any:
    from layers.base import Question

    today = timezone.localdate()
    return Question(Viewer(Role.OPERATOR), today, {"from": today, "to": today})


def _shape() -> Any:
    from geodata.analysis.drawn_shape import drawn_circle

    return drawn_circle(102.30, 25.35, 5000.0).web
