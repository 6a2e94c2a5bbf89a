"""Residents learn their grid, where to turn to and how to report; the place they send is kept nowhere."""

import logging
import re
from typing import Any

import pytest

from geodata.queries.local_points import local_points
from geodata.rules.viewer import Role
from tests.factories import SquareDistrict, make_login, make_service_point, make_square_district, point

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> SquareDistrict:
    """A room in W1, a room in W2, a station of the west, a centre in the east."""
    made = make_square_district()
    make_service_point(made.grid("W2"), 100, 900, kind="room", name="二网格服务室", phone="0999-5550-102")
    make_service_point(made.grid("W1"), 100, 100, kind="room", name="一网格服务室", phone="0999-5550-101")
    make_service_point(made.grid("W2"), 200, 800, kind="station", name="西社区工作站")
    make_service_point(made.grid("E1"), 700, 100, kind="party_service_centre", name="方正党群中心")
    make_service_point(made.grid("W1"), 100, 100, kind="canteen", name="食堂")
    return made


def degrees(x: float, y: float) -> dict[str, str]:
    """A place of the drawing as the page sends it."""
    place = point(x, y).transform(4326, clone=True)
    return {"lon": f"{place.x:.5f}", "lat": f"{place.y:.5f}"}


def text_of(response: Any) -> str:
    """The page's text with white space squeezed."""
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def names(text: str) -> list[str]:
    """The points named on the page, in order."""
    return re.findall(r"<h3><a[^>]*>([^<]+)", text)


def test_a_place_is_told_its_grid_and_whom_to_call(client: Any, district: SquareDistrict) -> None:
    text = text_of(client.post("/my-area/", degrees(100, 200)))
    assert "<h2>西社区001网格</h2>" in text
    assert "方正街道 西社区 · 代码 999901001001001" in text
    assert names(text) == ["一网格服务室", "西社区工作站", "二网格服务室"]
    assert 'href="tel:09995550101"' in text


def test_a_community_without_a_room_is_sent_to_the_centre(client: Any, district: SquareDistrict) -> None:
    assert names(text_of(client.get("/my-area/?area=999901001002002"))) == ["方正党群中心"]


def test_a_community_shows_its_grids_to_choose_from(client: Any, district: SquareDistrict) -> None:
    text = text_of(client.get("/my-area/?area=999901001001"))
    assert re.findall(r'\?area=(\d{15})"', text) == ["999901001001001", "999901001001002"]


def test_a_place_outside_is_told_so(client: Any, district: SquareDistrict) -> None:
    assert "不在本区的网格里" in text_of(client.post("/my-area/", {"lon": "116.4", "lat": "39.9"}))


def test_the_place_stands_nowhere_afterwards(
    client: Any, district: SquareDistrict, caplog: pytest.LogCaptureFixture
) -> None:
    place = degrees(123, 234)
    with caplog.at_level(logging.DEBUG):
        response = client.post("/my-area/", place)
    # As many digits as tell a hundred metres: however the place is rounded, they would stand there.
    digits = {value[:-2] for value in place.values()}
    assert response.headers["Cache-Control"] == "no-store"
    assert not client.session.keys()
    assert not any(part in response.content.decode() for part in digits)
    assert not any(
        part in record.getMessage()
        for record in caplog.records
        if record.name != "django.db.backends"
        for part in digits
    )


def test_a_place_in_the_address_is_not_looked_at(client: Any, district: SquareDistrict) -> None:
    place = degrees(100, 200)
    assert "西社区001网格</h2>" not in text_of(client.get("/my-area/", place))


@pytest.mark.parametrize(
    "form",
    [{"lon": "x", "lat": "1"}, {"lon": "nan", "lat": "25"}, {"lon": "102"},
     {"lon": "1e999", "lat": "2"}, {"lon": "\x00", "lat": "1"}],
)  # fmt: skip
def test_a_nonsense_place_is_refused(client: Any, district: SquareDistrict, form: dict[str, str]) -> None:
    assert client.post("/my-area/", form).status_code == 400


@pytest.mark.parametrize("code", ["1", "999901", "999901001", "999999999999", "' OR 1=1"])
def test_other_codes_are_refused(client: Any, district: SquareDistrict, code: str) -> None:
    assert client.get("/my-area/", {"area": code}).status_code == 400


def test_no_person_is_named(client: Any, district: SquareDistrict) -> None:
    make_login(Role.GRID_WORKER, district.grid("W1"))
    assert "测试grid_worker" not in text_of(client.post("/my-area/", degrees(100, 200)))


def test_an_empty_form_asks_again(client: Any, district: SquareDistrict) -> None:
    assert "您在哪里？" in text_of(client.post("/my-area/", {}))


def test_local_points_cost_two_statements(district: SquareDistrict, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        assert len(local_points("999901001001001")) == 3
