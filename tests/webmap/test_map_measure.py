"""Measuring over HTTP: the server's metres, for every role, and refusals that name the form."""

from typing import Any

import pytest
from pyproj import Geod

from geodata.crs import MEASURE
from geodata.rules.viewer import Role
from tests import factories

pytestmark = pytest.mark.django_db
ELLIPSOID = Geod(ellps="WGS84")
RING = "102.30,25.35,102.34,25.352,102.335,25.38"


def ask(client: Any, query: str) -> Any:
    return client.get(f"/api/measure/?{query}")


@pytest.mark.parametrize("role", list(Role))
def test_every_role_may_measure(client: Any, role: Role) -> None:
    if role is not Role.PUBLIC:
        client.force_login(factories.make_login(role))
    answer = ask(client, "line=102.30,25.35,102.31,25.36,102.33,25.355")
    legs = [ELLIPSOID.inv(102.30, 25.35, 102.31, 25.36)[2], ELLIPSOID.inv(102.31, 25.36, 102.33, 25.355)[2]]
    body = answer.json()
    assert body["legs_m"] == pytest.approx(legs, rel=1e-4)
    assert body["length_m"] == pytest.approx(sum(legs), rel=1e-4)
    assert body["srid"] == MEASURE
    assert "no-store" in answer["Cache-Control"]


def test_an_area_is_measured_on_the_ground(client: Any) -> None:
    area, perimeter = ELLIPSOID.polygon_area_perimeter([102.30, 102.34, 102.335], [25.35, 25.352, 25.38])
    body = ask(client, f"ring={RING}").json()
    assert body["area_m2"] == pytest.approx(abs(area), rel=2e-4)
    assert body["perimeter_m"] == pytest.approx(perimeter, rel=1e-4)


def test_one_point_has_no_length_yet(client: Any) -> None:
    assert ask(client, "line=102.30,25.35").json() == {"length_m": 0.0, "legs_m": [], "srid": MEASURE}


def test_an_area_of_the_district_has_the_size_it_was_drawn_with(client: Any) -> None:
    factories.make_square_district()
    body = ask(client, "area=999901001001001").json()
    assert body["area_m2"] == pytest.approx(500 * 500)
    assert body["perimeter_m"] == pytest.approx(2000)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400), ("line=", 400), ("line=1", 400), ("line=a,b", 400), ("line=102,25,103", 400), ("line=nan,25", 400),
        ("line=inf,25,102,25", 400), ("line=181,25", 400), ("line=102,91", 400), ("line=2.3,48.8", 400),
        ("line=102.3,25.3&ring=" + RING, 400), ("ring=102.3,25.3", 400), ("ring=" + RING + "&circle=102.3,25.3,5", 400),
        ("ring=102.30,25.36,102.31,25.36,102.30,25.35,102.31,25.35", 400),
        ("circle=102.3,25.3", 400), ("circle=102.3,25.3,0", 400), ("circle=102.3,25.3,nan", 400), ("circle=5", 400),
        ("circle=102.3,25.3,1,2,5", 400), ("area=12", 400), ("area='; DROP TABLE", 400), ("area=999901", 404),
        ("line=" + ",".join(["102.3,25.3"] * 201), 400), ("line=" + "1" * 30_000, 400),
        ("ring=102.0,25.0,102.5,25.0,102.5,25.5,102.0,25.5", 400), ("line=%00", 400),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_nonsense_is_refused_in_both_languages(client: Any, query: str, status: int) -> None:
    answer = ask(client, query)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert any("\u4e00" <= sign <= "\u9fff" for sign in body["title"])
    assert body["detail"].isascii() or "°" in body["detail"] or "²" in body["detail"] or "…" in body["detail"]


def test_measuring_a_line_asks_the_database_nothing(client: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        ask(client, f"ring={RING}")
