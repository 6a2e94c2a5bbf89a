"""The public pages in a browser: with and without JavaScript, phone and desk, elder mode, nothing broken."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from .conftest import Watched
from .page_measures import sideways

pytestmark = pytest.mark.browser
Watch = Callable[..., Watched]
PHONE, DESK = (390, 844), (1280, 800)
# A subdistrict of the small town; its centre is somewhere among its communities.
PLACE = "/?area=999901001"
SMALLEST_TARGET = 44
# Boxes of everything that can be pressed, links inside running text left out.
TARGETS = """(selector) => [...document.querySelectorAll(selector)].filter((node) => node.getClientRects().length)
  .map((node) => node.getBoundingClientRect()).map((box) => [box.width, box.height])"""
SMALLEST_LETTERS = """() => Math.min(...[...document.querySelectorAll('main *, nav *, header *')]
  .filter((node) => node.getClientRects().length && [...node.childNodes].some((c) => c.nodeType === 3 && c.data.trim()))
  .filter((node) => !node.classList.contains('visually-hidden') && !node.closest('.visually-hidden'))
  .map((node) => parseFloat(getComputedStyle(node).fontSize)))"""


def test_the_list_is_there_first_and_the_map_on_demand(watch: Watch) -> None:
    page = watch(*PHONE).open(PLACE)
    expect(page.locator(".card")).to_have_count(page.locator(".card").count())
    assert page.evaluate("() => typeof window.L") == "undefined"
    page.get_by_role("link", name="地图", exact=True).click()
    expect(page.locator(".pin").first).to_be_visible()
    assert "view=map" in page.url
    page.get_by_role("link", name="列表").last.click()
    expect(page.locator(".card").first).to_be_visible()


def test_a_pin_opens_the_sheet_and_escape_closes_it(watch: Watch) -> None:
    page = watch(*PHONE).open(f"{PLACE}&view=map")
    page.locator(".pin-icon").first.press("Enter")
    sheet = page.locator("#sheet")
    expect(sheet).to_be_visible()
    expect(sheet.get_by_role("link", name="查看详情")).to_have_attribute(
        "href", "/points/" + _uuid(page) + "/" + _query(page)
    )
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()


def _uuid(page: Page) -> str:
    return str(
        page.evaluate("() => JSON.parse(document.getElementById('map-data').textContent).pins[0].uuid")
    )


def _query(page: Page) -> str:
    return str(page.evaluate("() => window.location.search"))


def test_card_and_pin_are_one_choice_on_a_desk(watch: Watch) -> None:
    page = watch(*DESK).open(PLACE)
    expect(page.locator(".pin").first).to_be_visible()
    page.locator(".card").nth(1).locator(".state").click()
    expect(page.locator(".pin-selected")).to_have_text("2")
    page.locator(".pin-icon[title^='1 ']").press("Enter")
    expect(page.locator(".card.selected .card-number")).to_have_text("1")


def test_a_tap_on_the_map_offers_to_search_from_there(watch: Watch) -> None:
    page = watch(*DESK).open(PLACE)
    expect(page.locator(".pin").first).to_be_visible()
    box = page.locator("#map").bounding_box()
    assert box
    page.mouse.click(box["x"] + 30, box["y"] + box["height"] - 120)
    page.locator("#map").get_by_role("button", name="从这里找").click()
    expect(page.get_by_text("在地图上选的位置")).to_be_visible()


def test_the_map_stays_where_somebody_uses_it_when_the_reach_comes_late(watch: Watch) -> None:
    watched = watch(*DESK)
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    watched.page.route("**/api/reach", hold)
    page = watched.open(PLACE)
    expect(page.locator(".pin").first).to_be_visible()
    box = page.locator("#map").bounding_box()
    assert box
    page.mouse.click(box["x"] + 60, box["y"] + box["height"] - 160)
    asking = page.locator("#map").get_by_role("button", name="从这里找")
    expect(asking).to_be_visible()
    page.wait_for_timeout(500)
    before = asking.bounding_box()
    assert len(waiting) == 2
    for one in waiting:
        one.continue_()
    expect(page.locator("[data-reach-legend]")).to_be_visible()
    assert asking.bounding_box() == before


def test_the_devices_place_orders_the_list(watch: Watch) -> None:
    place = {"latitude": 25.35, "longitude": 102.30, "accuracy": 35}
    watched = watch(*PHONE, geolocation=place, permissions=["geolocation"])
    page = watched.open("/")
    page.locator("#where summary").click()
    page.locator(".where-body").get_by_role("button", name="用手机定位").click()
    expect(page.get_by_text("手机定位，误差约 35 米")).to_be_visible()
    assert "102.3" not in page.url


def test_a_refused_place_leads_to_the_choice_by_hand(watch: Watch) -> None:
    page = watch(*PHONE, permissions=[]).open("/")
    page.locator("#where summary").click()
    page.locator(".where-body").get_by_role("button", name="用手机定位").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#area")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/?elder=1"])
def test_everything_works_without_javascript(watch: Watch, path: str) -> None:
    page = watch(*PHONE, java_script_enabled=False).open(path)
    page.locator("#where summary").click()
    page.locator("#area").select_option(index=2)
    page.get_by_role("button", name="从这里找").click()
    expect(page.locator(".where-change")).to_have_text("换位置")
    page.locator("#q").fill("工作站")
    page.get_by_role("button", name="搜索").click()
    assert "area=" in page.url
    page.locator(".elder-buttons a[data-keeps-place], .card h3 a").first.click()
    expect(page.get_by_role("heading", name="开放时间")).to_be_visible()
    page.get_by_role("link", name="返回列表").click()
    expect(page.locator("#q")).to_have_value("工作站")


def test_elder_mode_has_large_letters_and_targets_and_remembers_them(watch: Watch) -> None:
    page = watch(*PHONE).open("/")
    page.get_by_role("link", name="长辈版").click()
    expect(page.get_by_role("link", name="标准版")).to_be_visible()
    assert page.evaluate(SMALLEST_LETTERS) >= 24
    sizes = page.evaluate(
        TARGETS, "main a, main button, main summary, .elder-bar a, .elder-bar button, header a"
    )
    assert all(height >= 60 for _, height in sizes)
    page.get_by_role("link", name="字大一点").click()
    assert page.evaluate(SMALLEST_LETTERS) >= 28
    page.goto(page.url.split("?")[0])
    assert page.evaluate(SMALLEST_LETTERS) >= 28


def test_targets_of_the_standard_page_are_large_enough(watch: Watch) -> None:
    page = watch(*PHONE).open(PLACE)
    sizes = page.evaluate(
        TARGETS, ".chip, .call, .toggle, .view-switch a, .search button, summary, header a.button"
    )
    assert all(height >= SMALLEST_TARGET for _, height in sizes)


@pytest.mark.parametrize("path", ["/", PLACE, "/?elder=1&size=40", "/sign-in/", "/nothing/"])
@pytest.mark.parametrize("width", [320, 390, 768])
def test_nothing_scrolls_sideways(watch: Watch, path: str, width: int) -> None:
    watched = watch(width, 700)
    assert sideways(watched.open(path)) <= 0
    watched.errors[:] = [text for text in watched.errors if "404" not in text]


@pytest.mark.parametrize(
    ("path", "size"),
    [
        pytest.param("/", PHONE, id="list"),
        pytest.param(PLACE, DESK, id="list-and-map"),
        pytest.param(f"{PLACE}&view=map", PHONE, id="map"),
        pytest.param("/?elder=1", PHONE, id="elder"),
        pytest.param("/?q=没有的", PHONE, id="nothing-found"),
        pytest.param("/sign-in/", DESK, id="sign-in"),
    ],
)
def test_no_serious_accessibility_findings(watch: Watch, path: str, size: tuple[int, int]) -> None:
    watched = watch(*size)
    page = watched.open(path)
    page.wait_for_load_state("networkidle")
    assert watched.serious() == []


@pytest.mark.parametrize(
    ("size", "most_kb"),
    [pytest.param(PHONE, 25, id="list-only"), pytest.param(DESK, 120, id="list-and-map")],
)
def test_scripts_and_styles_stay_small(watch: Watch, size: tuple[int, int], most_kb: int) -> None:
    page = watch(*size).open(PLACE)
    page.wait_for_load_state("networkidle")
    weight = page.evaluate(
        "() => performance.getEntriesByType('resource').filter((one) => /\\.(js|css)/.test(one.name))"
        ".reduce((sum, one) => sum + one.encodedBodySize, 0)"
    )
    assert 0 < weight <= most_kb * 1024


@pytest.mark.parametrize("query", ["", "?elder=1"])
def test_a_points_page_is_accessible_and_shows_where_it_is(watch: Watch, query: str) -> None:
    watched = watch(*PHONE)
    uuid = _uuid(watched.open("/"))
    page = watched.open(f"/points/{uuid}/{query}")
    expect(page.locator(".point-pin")).to_be_visible()
    assert watched.serious() == []


def test_the_page_speaks_english(watch: Watch) -> None:
    page = watch(*PHONE).open("/")
    page.get_by_role("button", name="EN").click()
    expect(page.get_by_role("heading", name="Find a service point")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_password_can_be_shown_and_an_error_stands_at_the_field(watch: Watch) -> None:
    page = watch(*DESK).open("/sign-in/")
    page.fill("#id_username", "nobody")
    page.fill("#id_password", "wrong")
    page.get_by_role("button", name="显示").click()
    expect(page.locator("#id_password")).to_have_attribute("type", "text")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_contain_text("账号或密码不对")
    expect(page.locator("#id_username")).to_have_value("nobody")
    expect(page.locator("#id_password")).to_be_focused()
