"""The public page without JavaScript: search, place, filters, order, paging, elder mode, refusals."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from geodata.actions.refresh_walking import refresh_walking
from geodata.models import ServicePoint
from geodata.rules.service_matters import matters
from tests.factories import SquareDistrict, make_road, make_service_point, make_square_district

pytestmark = pytest.mark.django_db

# A Tuesday afternoon: working-day places are open, canteens are between meals.
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def afternoon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the page."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def district() -> SquareDistrict:
    """A station in the west, a canteen in the east (closed now), a mobile unit on no hours."""
    made = make_square_district()
    make_service_point(made.grid("W1"), 100, 250, name="西站", address="柳荫路 58 号")
    make_service_point(
        made.grid("E1"),
        900,
        250,
        kind="canteen",
        name="东食堂",
        opening_hours="Mo-Su 11:00-13:00,17:00-18:30",
    )
    make_service_point(
        made.grid("E2"),
        900,
        900,
        kind="mobile_unit",
        name="流动车",
        opening_hours="",
        phone="",
        accessibility=[],
    )
    return made


def page(client: Any, query: str = "") -> str:
    """The page's text with white space squeezed."""
    response = client.get(f"/{query}")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def from_place(client: Any, place: dict[str, str], query: str = "") -> str:
    """The page's text asked from a place, which stands in the body."""
    response = client.post(f"/{query}", place)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def listed(text: str) -> list[str]:
    """The names of the cards, in order."""
    return re.findall(r"<h3>(?:<a[^>]*>)?([^<]+)", text)


def test_without_a_place_points_stand_under_their_subdistrict(client: Any, district: SquareDistrict) -> None:
    text = page(client)
    assert listed(text) == ["东食堂", "流动车", "西站"]
    assert text.count("<h2>方正街道</h2>") == 1
    assert "直线约" not in text


def test_a_chosen_community_orders_by_straight_line_distance(client: Any, district: SquareDistrict) -> None:
    text = page(client, "?area=999901001001")
    assert listed(text) == ["西站", "东食堂", "流动车"]
    assert "直线约 290 米" in text
    assert "分钟" not in "".join(re.findall(r'<li class="card".*?</li>', text))


def test_with_streets_points_come_by_minutes_on_foot(client: Any, district: SquareDistrict) -> None:
    # The straight line to the station is the shorter one, the way along the streets the longer one.
    make_road((250, 500), (900, 250))
    make_road((250, 500), (250, 2000), (-1500, 2000), (-1500, 250), (100, 250))
    refresh_walking(NOW)
    text = page(client, "?area=999901001001")
    assert listed(text)[0] == "东食堂"
    assert re.search(r"步行 <b>\d+</b> 分钟</span>.*?老人约 <b>\d+</b> 分钟", text)
    assert "按步行时间从近到远" in text
    elder = page(client, "?area=999901001001&elder=1")
    assert re.search(r"慢慢走大约 \d+ 分钟", elder)


def test_a_place_of_the_device_is_named_by_its_community(client: Any, district: SquareDistrict) -> None:
    station = ServicePoint.objects.get(name="西站")
    place = station.geom.transform(4326, clone=True)
    text = from_place(client, {"lon": f"{place.x:.5f}", "lat": f"{place.y:.5f}", "acc": "35"})
    assert "西社区附近" in text
    assert "手机定位，误差约 35 米" in text
    assert listed(text)[0] == "西站"


def test_a_place_far_away_says_so(client: Any, district: SquareDistrict) -> None:
    text = from_place(client, {"lon": "116.4", "lat": "39.9"})
    assert "看来不在本区" in text
    assert "公里" in text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        pytest.param("?open=1", ["西站"], id="open-now-only"),
        pytest.param("?kind=canteen", ["东食堂"], id="one-kind"),
        pytest.param("?q=柳荫路", ["西站"], id="address"),
        pytest.param("?q=东社区", ["东食堂", "流动车"], id="community"),
        pytest.param("?q=dongshitang", ["东食堂"], id="pinyin"),
        pytest.param("?q=柳荫路５８", ["西站"], id="full-width-without-space"),
        pytest.param("?q=东社区助餐", ["东食堂"], id="area-and-matter"),
        pytest.param("?q=食堂&open=1", [], id="nothing-left"),
        pytest.param("?page=99", ["东食堂", "流动车", "西站"], id="past-the-last-page"),
    ],
)
def test_filters(client: Any, district: SquareDistrict, query: str, names: list[str]) -> None:
    assert listed(page(client, query)) == names


def test_cards_tell_state_next_change_facts_address_and_phone(client: Any, district: SquareDistrict) -> None:
    text = page(client, "?q=西站")
    for words in (
        "开放中",
        "17:30 关门",
        "无台阶、有座位",
        "柳荫路 58 号",
        "0999-5550-100",
        'href="tel:09995550100"',
    ):
        assert words in text
    assert "周二 15:00 更新" in text


def test_a_closed_place_tells_when_it_opens(client: Any, district: SquareDistrict) -> None:
    assert '<b>已关门</b><span class="apart" aria-hidden="true"> | </span> <span>17:00 开门</span>' in page(
        client, "?q=东食堂"
    )


def test_unknown_hours_ask_to_call(client: Any, district: SquareDistrict) -> None:
    text = page(client, "?q=流动车")
    assert "开放时间未登记" in text
    assert "tel:" not in text


def test_chips_count_what_the_search_finds(client: Any, district: SquareDistrict) -> None:
    text = page(client, "?open=1")
    chips = re.findall(r'class="chip"[^>]*>(.*?)</a>', text)
    counts = {re.sub(r"<[^>]+>|\d|\s", "", chip): int(re.search(r">(\d+)<", chip).group(1)) for chip in chips}
    assert counts == {"全部": 1, "工作站": 1, "流动服务车": 0, "老年食堂": 0}


def test_twenty_a_page_numbered_on(client: Any, district: SquareDistrict) -> None:
    for number in range(20):
        make_service_point(district.grid("W1"), 10 + number, 10, name=f"站{number:02d}")
    first, second = page(client), page(client, "?page=2")
    assert len(listed(first)) == 20
    assert "第 1 页，共 2 页" in first
    assert re.findall(r'card-number"[^>]*>(\d+)<', second) == ["21", "22", "23"]


@pytest.mark.parametrize("mode", ["", "&elder=1"])
def test_a_matter_says_where_it_is_done_and_what_to_bring(
    client: Any, district: SquareDistrict, mode: str
) -> None:
    text = page(client, f"?q=哪里可以办社保{mode}")
    assert "办社保卡和社会保险：这些地方可以办（工作站、服务室、党群服务中心）。请带上身份证。" in text
    assert listed(text) == ["西站"]
    assert "这些地方可以办" not in page(client, f"?q=西站{mode}")


def test_frequent_matters_can_be_chosen_without_typing(client: Any, district: SquareDistrict) -> None:
    links = re.findall(r'<nav class="matters".*?</nav>', page(client, "?open=1&page=1"))[0]
    assert links.count("<li>") == len(matters())
    assert "?open=1&amp;q=%E7%A4%BE%E4%BF%9D" in links


HOSTILE = (
    "%",
    "_",
    "\\",
    "'; DROP TABLE x;--",
    "\u202e",
    "((((",
    "a" * 500,
    "办" * 60,
    "é" * 60,
    "\ud7ff",
    "1e999",
    "ﷺ" * 20,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_answered(client: Any, district: SquareDistrict, text: str) -> None:
    assert client.get("/", {"q": text}).status_code == 200


def test_no_results_offer_ways_back(client: Any, district: SquareDistrict) -> None:
    text = page(client, "?q=没有的&open=1")
    assert "没有找到" in text
    assert "关门的也看" in text


def test_an_empty_database_says_what_to_do(client: Any) -> None:
    text = page(client)
    assert "还没有服务点" in text
    assert "导入服务点" in text


def test_elder_mode_has_full_sentences_and_is_remembered(client: Any, district: SquareDistrict) -> None:
    text = page(client, "?elder=1&size=32")
    assert "elder-32" in text
    for words in ("现在开门", "今天 17:30 关门", "标准版", "字大一点", "小一点", "离您最近的服务点"):
        assert words in text or words == "离您最近的服务点"
    assert "elder-32" in page(client)
    assert "elder-32" not in page(client, "?elder=0")
    assert "elder-32" not in page(client)


def test_elder_and_standard_list_the_same_points_in_the_same_order(
    client: Any, district: SquareDistrict
) -> None:
    query = "area=999901001001"
    assert listed(page(client, f"?{query}&elder=1")) == listed(page(client, f"?{query}&elder=0"))


@pytest.mark.parametrize(
    "query",
    ["?kind=bar", "?area=1", "?area=999999", "?page=0", "?page=-1", "?page=x", "?q=%00"],
)
def test_nonsense_is_refused(client: Any, district: SquareDistrict, query: str) -> None:
    assert client.get(f"/{query}").status_code == 400


@pytest.mark.parametrize("query", ["?q=" + "长" * 500, "?elder=7", "?size=9000&elder=1", "?open=maybe"])
def test_odd_but_harmless_input_is_answered(client: Any, district: SquareDistrict, query: str) -> None:
    assert client.get(f"/{query}").status_code == 200


def test_the_page_comes_compressed_to_who_takes_it(client: Any, district: SquareDistrict) -> None:
    plain = client.get("/")
    packed = client.get("/", HTTP_ACCEPT_ENCODING="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 3


def test_search_words_are_escaped(client: Any, district: SquareDistrict) -> None:
    assert "<b>x" not in page(client, "?q=<b>x</b>")


def test_the_page_costs_few_statements(
    client: Any, district: SquareDistrict, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20):
        page(client, "?area=999901001001")


def test_the_page_speaks_english(client: Any, district: SquareDistrict) -> None:
    client.cookies["django_language"] = "en"
    text = page(client, "?q=西站")
    assert "Open" in text
    assert "closes 17:30" in text
    assert "No steps" in text
