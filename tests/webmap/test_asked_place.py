"""Where somebody is comes by POST only, and what the page says leads on without putting it into an address."""

import logging
import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from geodata.actions.refresh_walking import refresh_walking
from geodata.models import ServicePoint
from geodata.queries.walking import forget_walking
from tests.factories import SquareDistrict, make_road, make_service_point, make_square_district, point

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def afternoon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Tuesday afternoon, and no streets of the test before."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    forget_walking()


@pytest.fixture
def district() -> SquareDistrict:
    """A street from west to east with a station at either end, and a lane that crosses it."""
    made = make_square_district()
    make_service_point(made.grid("W1"), 100, 250, name="西站")
    make_service_point(made.grid("E1"), 900, 250, name="东站")
    make_road((0, 250), (1000, 250))
    make_road((700, 0), (700, 500))
    refresh_walking(NOW)
    return made


def degrees(x: float, y: float, **more: str) -> dict[str, str]:
    """A place of the drawing as the page sends it."""
    place = point(x, y).transform(4326, clone=True)
    return {"lon": f"{place.x:.4f}", "lat": f"{place.y:.4f}", **more}


def text_of(answer: Any) -> str:
    """The page's text with white space squeezed."""
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def names(text: str) -> list[str]:
    """The names of the cards, in order."""
    return re.findall(r"<h3>(?:<a[^>]*>)?([^<]+)", text)


def addresses(text: str) -> str:
    """Every address a page leads to, and the one it calls its own."""
    return " ".join(re.findall(r'(?:href|action|formaction|data-address|src)="([^"]*)"', text))


@pytest.mark.parametrize("elder", ["", "1"])
def test_a_posted_place_orders_the_list_and_stands_in_no_address(
    client: Any, district: SquareDistrict, elder: str
) -> None:
    place = degrees(800, 250, acc="35")
    text = text_of(client.post("/", {**place, "elder": elder, "open": "1"}))
    assert names(text) == ["东站", "西站"]
    for name in ("lon", "lat"):
        assert place[name] not in addresses(text)
    assert "lon=" not in addresses(text)
    assert f'name="lon" value="{place["lon"]}"' in text


@pytest.mark.parametrize("path", ["/", "/points/{uuid}/"])
def test_an_answer_to_a_place_is_kept_by_nobody(client: Any, district: SquareDistrict, path: str) -> None:
    uuid = ServicePoint.objects.get(name="西站").uuid
    answer = client.post(path.format(uuid=uuid), degrees(800, 250))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert not client.session.keys()
    assert not any("80" in cookie.value and "." in cookie.value for cookie in client.cookies.values())


def test_no_token_is_needed_since_nothing_changes(client: Any, district: SquareDistrict) -> None:
    client.handler.enforce_csrf_checks = True
    assert names(text_of(client.post("/", degrees(800, 250)))) == ["东站", "西站"]


@pytest.mark.parametrize("method", ["get", "post", "head"])
@pytest.mark.parametrize(
    ("address", "without"),
    [
        pytest.param("/?q=站&lon=102.3&lat=25.35&acc=9&from=map&page=2", "/?q=%E7%AB%99&page=2", id="list"),
        pytest.param("/?lon=102.3&lat=25.35", "/", id="only-a-place"),
        pytest.param("/?lon=x", "/", id="nonsense"),
        pytest.param("/points/{uuid}/?lat=25.35", "/points/{uuid}/", id="a-point"),
    ],
)
def test_a_place_in_an_address_is_taken_out_of_it(
    client: Any, district: SquareDistrict, method: str, address: str, without: str
) -> None:
    uuid = ServicePoint.objects.get(name="西站").uuid
    answer = getattr(client, method)(address.format(uuid=uuid))
    assert (answer.status_code, answer["Location"]) == (302, without.format(uuid=uuid))
    assert answer.headers["Cache-Control"] == "no-store"


def pressed(text: str, name: str, value: str) -> dict[str, str]:
    """What a browser without scripts sends when a button of the results is pressed."""
    (form,) = re.findall(r'<form id="here".*?</form>', text)
    assert re.search(rf'<button type="submit" name="{name}" value="{value}"', form)
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)) | {name: value}


def test_without_scripts_buttons_lead_on_from_the_same_place(client: Any, district: SquareDistrict) -> None:
    for number in range(30):
        make_service_point(district.grid("E2"), 900, 800 + number, kind="canteen", name=f"食堂{number:02d}")
    first = text_of(client.post("/", degrees(800, 250)))
    assert names(first)[0] == "东站"
    second = text_of(client.post("/", pressed(first, "page", "2")))
    assert "第 2 页，共 2 页" in second
    canteens = text_of(client.post("/", pressed(second, "kind", "canteen")))
    assert names(canteens)[0].startswith("食堂")
    assert "第 1 页" in canteens
    everything = text_of(client.post("/", pressed(canteens, "kind", "")))
    assert names(everything)[0] == "东站"
    only_open = text_of(client.post("/", pressed(everything, "open", "1")))
    assert text_of(client.post("/", pressed(only_open, "open", ""))).count("aria-current") < only_open.count(
        "aria-current"
    )


def test_a_chosen_community_is_public_and_may_be_shared(client: Any, district: SquareDistrict) -> None:
    text = text_of(client.get("/?area=999901001002&q=站"))
    assert '<form id="here"' not in text
    assert "area=999901001002" in addresses(text)


@pytest.mark.parametrize(
    "form",
    [{"lon": "x", "lat": "1"}, {"lon": "102"}, {"lon": "nan", "lat": "25"}, {"lon": "999", "lat": "25"},
     {"lon": "1e999", "lat": "2"}, {"lon": "102.3", "lat": "25.3", "acc": "-5"}, {"q": "a\0b"}, {"kind": "bar"}],
)  # fmt: skip
def test_a_nonsense_form_is_refused(client: Any, district: SquareDistrict, form: dict[str, str]) -> None:
    assert client.post("/", form).status_code == 400


def test_a_points_page_tells_the_way_from_the_place(client: Any, district: SquareDistrict) -> None:
    uuid = ServicePoint.objects.get(name="东站").uuid
    text = text_of(client.post(f"/points/{uuid}/?q=站", degrees(600, 250)))
    # 300 metres at 1.2 and 0.8 m/s, past one lane.
    assert "步行约 5 分钟，老人约 7 分钟" in text
    assert re.search(r"全程 (29|30)\d 米，过 1 个路口，没有台阶", text)
    assert "lon=" not in addresses(text)
    back = re.search(r'<form id="here" class="back" method="post" action="([^"]*)">(.*?)</form>', text)
    assert back
    assert back.group(1) == "/?q=%E7%AB%99"
    assert 'name="lon"' in back.group(2)
    assert "慢慢走大约 7 分钟" in text_of(client.post(f"/points/{uuid}/?elder=1", degrees(600, 250)))
    assert "分钟</b>" not in text_of(client.get(f"/points/{uuid}/"))


def test_where_no_street_leads_the_straight_line_is_told(client: Any, district: SquareDistrict) -> None:
    uuid = ServicePoint.objects.get(name="东站").uuid
    assert "直线约" in text_of(client.post(f"/points/{uuid}/", degrees(900, 9000)))


def test_the_place_is_in_no_log(
    client: Any, district: SquareDistrict, caplog: pytest.LogCaptureFixture
) -> None:
    place = degrees(812, 263)
    uuid = ServicePoint.objects.get(name="东站").uuid
    with caplog.at_level(logging.DEBUG):
        client.post("/", place)
        client.post(f"/points/{uuid}/", place)
        client.post("/", place | {"kind": "bar"})
        client.post("/", {"lon": place["lon"], "lat": "x"})
        client.get("/", place)
    told = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert not [line for line in told for value in place.values() if value[:-1] in line]
