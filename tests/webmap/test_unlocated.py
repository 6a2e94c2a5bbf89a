"""The unlocated list by hand: forms work without scripts, go on to the next row and lose nothing when refused."""

import json
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from geodata.models import ImportRun, PlaceAlias, ServicePoint, UnlocatedRow
from geodata.queries.kept_value import KeptValue
from geodata.rules.viewer import Role
from tests.factories import make_login, make_square_district, point
from tests.geodata.importers.conftest import lonlat
from tests.geodata.queries.test_unlocated import make_row, make_run

pytestmark = pytest.mark.django_db
LON, LAT = lonlat(100, 100)
CANDIDATES = [
    {"lon": LON, "lat": LAT, "score": 0.83, "precision": "road", "uncertainty_m": 240, "name": "青莲路",
     "why_zh": "名称有一字之差", "why_en": "one sign differs"},
    {"lon": LON + 0.002, "lat": LAT, "score": 0.4, "precision": "area", "uncertainty_m": 900, "name": "西社区",
     "why_zh": "只到社区", "why_en": "community only"},
]  # fmt: skip
KEY = f"{LON:.7f},{LAT:.7f}"


@pytest.fixture
def rows() -> list[UnlocatedRow]:
    """Three service points without a place."""
    make_square_district()
    run = make_run()
    values = {"name": "站", "kind": "station", "address": "青连路 8 号"}
    return [
        make_row(run, row, address="青连路 8 号", values=values, candidates=CANDIDATES) for row in (1, 2, 3)
    ]


@pytest.fixture
def admin(client: Any) -> Any:
    """A client signed in as district administrator."""
    client.force_login(make_login(Role.DISTRICT_ADMIN))
    return client


def page(client: Any, query: str = "") -> str:
    """The page's text with white space squeezed."""
    response = client.get(f"/import/unlocated/{query}")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    return re.sub(r"\s+", " ", response.content.decode())


def decide(client: Any, row: UnlocatedRow, **form: Any) -> Any:
    """The answer to the form of a row."""
    return client.post(f"/import/unlocated/{row.uuid}/", {"verb": "place", **form})


def onward(response: Any) -> dict[str, list[str]]:
    """The query of the address a form goes on to."""
    assert response.status_code == 302
    assert urlsplit(response["Location"]).path == "/import/unlocated/"
    return parse_qs(urlsplit(response["Location"]).query)


def test_the_page_shows_the_row_with_its_candidates_and_the_best_one_chosen(
    admin: Any, rows: list[UnlocatedRow]
) -> None:
    text = page(admin)
    assert "第 1 条，共 3 条" in text
    assert f'name="spot" value="{KEY}" checked' in text
    assert text.count('name="spot"') == 3
    assert "把握 83 %，整条道路，误差约 240 米" in text
    assert "以后把“青连路”当作“青莲路”" in text
    data = json.loads(re.search(r'id="unlocated-data" type="application/json">(.*?)</script>', text)[1])
    assert [choice["number"] for choice in data["choices"]] == [1, 2]


def test_saving_a_candidate_goes_on_to_the_next_row_under_the_same_filter(
    admin: Any, rows: list[UnlocatedRow]
) -> None:
    answer = decide(
        admin, rows[0], spot=KEY, next=str(rows[1].uuid), kind="service_points", alias=f"{KEY}|青连路|青莲路"
    )
    assert onward(answer) == {"kind": ["service_points"], "row": [str(rows[1].uuid)]}
    assert ServicePoint.objects.get().geom.distance(point(100, 100)) < 0.02
    assert PlaceAlias.objects.get().name == "青莲路"
    rows[0].refresh_from_db()
    assert rows[0].decided_by.username == "district_admin"
    assert "已保存第 1 行的位置：青连路 8 号" in page(admin, f"?row={rows[1].uuid}")


def test_an_alias_of_another_candidate_is_not_learned(admin: Any, rows: list[UnlocatedRow]) -> None:
    other = f"{LON + 0.002:.7f},{LAT:.7f}"
    decide(admin, rows[0], spot=other, alias=f"{KEY}|青连路|青莲路")
    assert not PlaceAlias.objects.exists()


@pytest.mark.parametrize("spot", ["own", ""])
def test_numbers_typed_without_scripts_are_a_place(admin: Any, rows: list[UnlocatedRow], spot: str) -> None:
    onward(decide(admin, rows[0], spot=spot, lon=f" {LON} ", lat=str(LAT)))
    assert ServicePoint.objects.get().geom.distance(point(100, 100)) < 0.02


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "还没有位置"),
        ({"spot": "own", "lon": "102.3", "lat": ""}, "还没有位置"),
        ({"spot": "own", "lon": "nan", "lat": "25"}, "还没有位置"),
        ({"spot": "own", "lon": "x", "lat": "25"}, "还没有位置"),
        ({"spot": "1,2,3"}, "还没有位置"),
        ({"spot": "own", "lon": "999", "lat": "25"}, "不在地球上"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_place_that_is_none_is_refused_beside_the_form(
    admin: Any, rows: list[UnlocatedRow], form: dict[str, str], told: str
) -> None:
    answer = decide(admin, rows[0], **form)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert told in text
    assert "确认在区外" not in text
    assert not ServicePoint.objects.exists()


def test_a_place_outside_is_asked_for_again_with_what_was_typed(admin: Any, rows: list[UnlocatedRow]) -> None:
    lon, lat = map(str, lonlat(9_000, 100))
    answer = decide(admin, rows[1], spot="own", lon=lon, lat=lat)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "本区范围以外" in text
    assert f'name="lon" maxlength="20" autocomplete="off" value="{lon}"' in text
    assert 'value="own" checked' in text
    onward(decide(admin, rows[1], spot="own", lon=lon, lat=lat, outside="yes"))
    assert ServicePoint.objects.count() == 1


def test_the_same_form_sent_twice_changes_nothing_and_says_so(admin: Any, rows: list[UnlocatedRow]) -> None:
    decide(admin, rows[0], spot=KEY)
    page(admin)
    onward(decide(admin, rows[0], spot="own", lon=str(LON + 0.001), lat=str(LAT)))
    assert ServicePoint.objects.get().geom.distance(point(100, 100)) < 0.02
    assert "已经处理过了" in page(admin)


def test_a_row_is_put_aside_and_taken_up_again(admin: Any, rows: list[UnlocatedRow]) -> None:
    assert "请选排除的原因" in decide(admin, rows[0], verb="dismiss").content.decode()
    onward(decide(admin, rows[0], verb="dismiss", reason="elsewhere", next=str(rows[1].uuid)))
    text = page(admin, f"?state=dismissed&row={rows[0].uuid}")
    assert "<b>已排除</b><span>不是本区的</span>" in text
    assert "重新打开" in text
    assert 'name="spot"' not in text
    assert onward(decide(admin, rows[0], verb="reopen")) == {"row": [str(rows[0].uuid)]}
    rows[0].refresh_from_db()
    assert rows[0].state == "open"


def test_a_corrected_address_is_searched_and_stays_in_its_field(
    admin: Any, rows: list[UnlocatedRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Data versions roll back with a test.
    monkeypatch.setattr("geodata.queries.gazetteer._TODAYS", KeptValue())
    ServicePoint.objects.create(name="西站", kind="station", address="青莲路8号", geom=point(300, 300))
    text = searched(admin, rows[0], "青莲路8号")
    assert "“青莲路8号”可能在" in text
    assert 'value="青莲路8号" autocomplete="off"' in text
    assert "以后把“青连路”当作“青莲路”" in text
    assert "没有找到" in searched(admin, rows[0], "没有的巷3号")
    assert {row.state for row in UnlocatedRow.objects.all()} == {"open"}


def searched(client: Any, row: UnlocatedRow, address: str) -> str:
    """The page after searching for a corrected address; the address goes into no URL, which logs would keep."""
    response = decide(client, row, verb="search", address=address)
    assert response.status_code == 200
    assert address not in page(client, f"?row={row.uuid}&address={address}")
    text = re.sub(r"\s+", " ", response.content.decode())
    assert re.search(r'<form class="search" method="post"', text)
    return text


@pytest.mark.parametrize(
    "query", ["?state=x", "?kind=x", "?kind=areas_", "?file=x", "?page=x", "?page=-1", "?page=9999999"]
)
def test_nonsense_filters_are_refused(admin: Any, query: str) -> None:
    assert admin.get(f"/import/unlocated/{query}").status_code == 400


def test_an_unknown_verb_and_an_unknown_row_are_refused(admin: Any, rows: list[UnlocatedRow]) -> None:
    assert decide(admin, rows[0], verb="delete").status_code == 400
    assert (
        admin.post(
            "/import/unlocated/7b0a3c1e-0000-4000-8000-00000000dead/", {"verb": "place", "spot": KEY}
        ).status_code
        == 404
    )
    assert admin.get("/import/unlocated/?row=x").status_code == 404


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PUBLIC, Role.DISTRICT_ADMIN}))
def test_other_roles_do_not_know_the_list(client: Any, rows: list[UnlocatedRow], role: Role) -> None:
    client.force_login(make_login(role))
    assert client.get("/import/unlocated/").status_code == 404
    assert decide(client, rows[0], spot=KEY).status_code == 404
    assert not ServicePoint.objects.exists()


def test_strangers_sign_in_first(client: Any, rows: list[UnlocatedRow]) -> None:
    assert "/sign-in/" in decide(client, rows[0], spot=KEY)["Location"]
    assert not ServicePoint.objects.exists()


def test_an_empty_list_says_what_comes_here(admin: Any) -> None:
    assert "没有待定位的行" in page(admin)
    assert not ImportRun.objects.exists()


def test_the_page_costs_few_statements(
    admin: Any, rows: list[UnlocatedRow], django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(14):
        page(admin)
