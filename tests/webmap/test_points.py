"""A service point's own page."""

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.factories import make_service_point, make_square_district
from webmap.pages.point_sharing import qr_code

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 23, 16, 48, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def before_the_holidays(monkeypatch: pytest.MonkeyPatch) -> None:
    """The Wednesday before Mid-Autumn and the national week."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def text_of(client: Any, query: str = "", **fields: Any) -> str:
    """The page of a fresh point."""
    point = make_service_point(make_square_district().grid("W1"), 100, 100, **fields)
    response = client.get(f"/points/{point.uuid}/{query}")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def rows(text: str) -> list[tuple[str, str]]:
    """The lines of the hours table."""
    return re.findall(r'<th scope="row">([^<]+)</th><td>([^<]+)</td>', text)


def test_the_first_lines_answer_open_until_when_and_how_to_call(client: Any) -> None:
    text = text_of(client, name="柳岸工作站")
    assert (
        '<b>开放中</b><span class="apart" aria-hidden="true"> | </span> <span>17:30 关门，还有 42 分钟</span>'
        in text
    )
    assert 'href="tel:09995550100"' in text
    assert "方正街道 西社区" in text


def test_hours_begin_with_today_and_end_with_the_holidays_ahead(client: Any) -> None:
    hours = "9:00–12:00，13:30–17:30"
    assert rows(text_of(client)) == [
        ("今天 周三", hours),
        ("周一至周五", hours),
        ("周六至周日", "不开放"),
        ("法定节假日", "不开放"),
        ("9月25日至9月27日 中秋节", "不开放"),
        ("10月1日至10月7日 国庆节", "不开放"),
        ("10月10日 国庆节调休上班", hours),
    ]


def test_a_mobile_units_timetable_is_told_as_one(client: Any) -> None:
    text = text_of(client, kind="mobile_unit", opening_hours="Tu 09:00-11:00; Fr 14:00-16:00")
    assert "什么时候来" in text
    assert "别的时间不在这里" in text
    assert ("周二", "9:00–11:00") in rows(text)
    assert "周五 14:00 开门" in text


def test_hours_over_midnight_end_at_24_and_go_on_next_day(client: Any) -> None:
    text = text_of(client, opening_hours="Fr 22:00-02:00")
    assert ("周五", "22:00–24:00") in rows(text)
    assert ("周六", "0:00–2:00") in rows(text)


def test_the_page_says_when_it_was_last_checked(client: Any) -> None:
    assert "资料核对日期：2026-09-01" in text_of(client, checked_on=date(2026, 9, 1))


def test_a_place_that_never_closes(client: Any) -> None:
    text = text_of(client, opening_hours="24/7")
    assert "全天开放" in text
    assert ("每天", "全天") in rows(text)


def test_a_suspended_place_says_until_when(client: Any) -> None:
    text = text_of(client, closed_until=date(2026, 9, 30))
    assert "暂停服务，到 2026-09-30 为止" in text
    assert "10月8日 9:00 开门" in text


def test_what_is_not_registered_is_said_not_guessed(client: Any) -> None:
    text = text_of(client, opening_hours="", phone="", accessibility=[], address="")
    for words in ("开放时间没有登记", "电话没有登记", "地址没有登记", "没有登记，可以打电话问"):
        assert words in text


def test_the_way_back_keeps_the_search(client: Any) -> None:
    assert 'href="/?q=%E7%AB%99&amp;page=2"' in text_of(client, "?q=站&page=2")


def test_elder_mode_uses_full_sentences(client: Any) -> None:
    text = text_of(client, "?elder=1")
    assert "elder-24" in text
    assert "现在开门" in text


@pytest.mark.parametrize(
    "address", ["/points/7b0a3c1e-0000-4000-8000-00000000dead/", "/points/1/", "/points/x/"]
)
def test_an_unknown_point_is_a_404_page(client: Any, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "找不到这个页面" in response.content.decode()


def test_a_point_tells_what_is_usually_done_there(client: Any) -> None:
    text = text_of(client, kind="canteen")
    assert "在这里能办的事（1 项）" in text
    assert "<span>老年助餐</span>" in text
    assert "带老年证或身份证" in text


def test_the_page_has_a_link_to_share_without_the_search(client: Any) -> None:
    text = text_of(client, "?q=站&page=2")
    link = re.search(r'class="share-link" href="([^"]+)"', text)
    assert link
    assert re.fullmatch(r"http://testserver/points/[0-9a-f-]{36}/", link.group(1))


def test_the_qr_code_is_the_link_in_squares_only() -> None:
    import segno

    link = "http://testserver/points/7b0a3c1e-0000-4000-8000-000000000001/"
    drawn = str(qr_code(link))
    side = segno.make(link, error="m", micro=False).symbol_size(border=4)[0]
    assert f'viewBox="0 0 {side} {side}"' in drawn
    assert drawn.count("<svg") == 1
    assert not re.search(r"style=|<script|<text|href", drawn)
    assert qr_code(link + "x") != drawn


def test_the_hours_of_the_next_season_stand_below_this_ones(client: Any) -> None:
    found = rows(text_of(client, opening_hours="Apr-Sep 08:30-18:00; Oct-Mar 09:00-17:00"))
    assert ("每天", "8:30–18:00") in found
    assert ("10月1日起 每天", "9:00–17:00") in found


@pytest.mark.parametrize(
    ("code", "offered"),
    [("999901001001001", True), ("999901001001", True), ("999901001", False)],
    ids=["grid", "community", "subdistrict"],
)
def test_the_way_to_the_grid_is_offered_where_it_leads_somewhere(
    client: Any, code: str, offered: bool
) -> None:
    point = make_service_point(make_square_district().areas[code], 100, 100)
    text = client.get(f"/points/{point.uuid}/").content.decode()
    link = f"/my-area/?area={code}"
    assert (link in text) == ("这里是哪个网格" in text) == offered
    assert client.get(link).status_code == (200 if offered else 400)
