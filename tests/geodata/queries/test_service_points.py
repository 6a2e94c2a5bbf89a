"""Service points are found by word, ordered by distance or by name, and told completely."""

import uuid
from typing import Any

import pytest

from geodata.errors import NotFound
from geodata.models import ServicePoint
from geodata.queries.service_points import Origin, matching_points, service_point, service_points
from geodata.rules.opening import OpenState
from tests.factories import SquareDistrict, make_service_point, make_square_district

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> SquareDistrict:
    """The hand-drawn district."""
    return make_square_district()


@pytest.fixture
def three(district: SquareDistrict) -> dict[str, ServicePoint]:
    """A station in the west, a canteen in the east, and a clinic without an area."""
    return {
        "station": make_service_point(
            district.grid("W1"), 100, 100, name="柳岸工作站", address="柳荫路 58 号"
        ),
        "canteen": make_service_point(district.grid("E1"), 900, 100, kind="canteen", name="柳岸食堂"),
        "clinic": make_service_point(None, 500, 900, kind="clinic", name="河边诊所", name_en="River clinic"),
    }


def names(found: list[Any]) -> list[str]:
    """The names of matches, in order."""
    return [card.name for card in service_points(match.pk for match in found)]


def lonlat(point: ServicePoint) -> Origin:
    """Where a point lies, in degrees."""
    card = service_point(point.uuid)
    return Origin(card.lon, card.lat)


def test_nearest_comes_first_and_distances_are_metres(three: dict[str, ServicePoint]) -> None:
    found = matching_points(origin=lonlat(three["canteen"]))
    assert names(found) == ["柳岸食堂", "柳岸工作站", "河边诊所"]
    assert [round(match.distance_m or 0) for match in found] == [0, 800, 894]


def test_without_an_origin_points_come_by_subdistrict_and_name(three: dict[str, ServicePoint]) -> None:
    found = matching_points()
    assert names(found) == ["柳岸工作站", "柳岸食堂", "河边诊所"]
    assert {match.distance_m for match in found} == {None}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(["柳岸"], ["柳岸工作站", "柳岸食堂"], id="name"),
        pytest.param(["柳荫路"], ["柳岸工作站"], id="address"),
        pytest.param(["东社区"], ["柳岸食堂"], id="community-above-the-grid"),
        pytest.param(["clinic"], ["河边诊所"], id="english-kind"),
        pytest.param(["老年食堂"], ["柳岸食堂"], id="kind"),
        pytest.param(["柳岸", "东社区"], ["柳岸食堂"], id="every-word"),
        pytest.param(["%"], [], id="wildcards-are-letters"),
        pytest.param(["不存在"], [], id="nothing"),
    ],
)
def test_words(three: dict[str, ServicePoint], words: list[str], expected: list[str]) -> None:
    assert names(matching_points(words)) == expected


def test_a_point_is_told_completely(three: dict[str, ServicePoint]) -> None:
    card = service_point(three["station"].uuid)
    assert (card.name, card.address, card.area_code) == ("柳岸工作站", "柳荫路 58 号", "999901001001001")
    assert card.accessibility == ("step_free", "seats")
    assert (round(card.lon, 2), round(card.lat, 2)) == (102.3, 25.33)


def test_an_unknown_uuid_is_not_found(three: dict[str, ServicePoint]) -> None:
    with pytest.raises(NotFound):
        service_point(uuid.uuid4())


def test_four_statements_give_a_page(three: dict[str, ServicePoint], django_assert_num_queries: Any) -> None:
    matching_points(["柳岸"])
    with django_assert_num_queries(4):
        service_points(match.pk for match in matching_points(["柳岸"], Origin(102.3, 25.34)))


def test_states_are_words_the_page_knows() -> None:
    assert {str(state) for state in OpenState} == {"open", "closing_soon", "closed", "suspended", "unknown"}


def test_a_new_point_is_found_at_once(three: dict[str, ServicePoint], district: SquareDistrict) -> None:
    assert names(matching_points(["liyuan"])) == []
    make_service_point(district.grid("E2"), 900, 900, kind="post", name="梨园驿站")
    assert names(matching_points(["liyuan"])) == ["梨园驿站"]


def test_a_matter_finds_every_kind_that_does_it(three: dict[str, ServicePoint]) -> None:
    assert names(matching_points(["哪里可以办", "社保"])) == ["柳岸工作站"]
    assert names(matching_points(["看病"])) == ["河边诊所"]


def test_area_and_matter_in_one_word_are_taken_apart(three: dict[str, ServicePoint]) -> None:
    assert names(matching_points(["西社区社保"])) == ["柳岸工作站"]
    assert names(matching_points(["东社区社保"])) == []
