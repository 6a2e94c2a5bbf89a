"""一张图 in a browser: layers and legends, choosing by pointer and keys, links that restore, nothing broken."""

import math
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Watched
from .page_measures import sideways
from .test_live import EVENTS_DRAWN, MOST_MS, Desk, middle

pytestmark = pytest.mark.browser
Watch = Callable[..., Watched]
DESK, PHONE = (1440, 900), (390, 844)
GRID = "pick=grids/"
EVENTS_INK = EVENTS_DRAWN.replace("leaflet-marks-pane", "leaflet-layer-events-pane")
CHECKED = "() => [...document.querySelectorAll('.layer input:checked')].map((node) => node.id.slice(5))"


def atlas(
    watch: Watch, role: str = "public", path: str = "/map/", size: tuple[int, int] = DESK, **options: object
) -> Watched:
    """The map as a role sees it, once it is drawn."""
    watched = watch(*size, **options)
    if role != "public":
        watched.sign_in(role)
    page = watched.open(path)
    page.locator("[data-part=tools]").wait_for()
    page.locator(".leaflet-tile-loaded").first.wait_for(state="attached")
    page.wait_for_timeout(1200)
    return watched


def shown(page: Page) -> list[str]:
    found: list[str] = page.evaluate(CHECKED)
    return found


@pytest.mark.parametrize(
    ("role", "first", "absent"),
    [
        ("public", "service_points", "events"),
        ("operator", "alarms", "care"),
        ("planner", "grid_types", "alarms"),
        ("grid_worker", "events", "devices"),
    ],
)
def test_a_role_begins_with_its_layers(watch: Watch, role: str, first: str, absent: str) -> None:
    page = atlas(watch, role).page
    assert first in shown(page)
    assert page.locator(f"#show-{absent}").count() == 0


def test_a_layer_is_switched_with_its_legend_and_remembered(watch: Watch) -> None:
    page = atlas(watch).page
    page.get_by_label("服务点", exact=True).uncheck()
    page.get_by_label("网格", exact=True).check()
    assert "grids" in page.url
    page.goto(page.url.split("?")[0])
    assert shown(page) == ["districts", "subdistricts", "communities", "grids"]
    page.get_by_role("button", name="恢复默认图层").click()
    assert "service_points" in shown(page)


def test_opacity_fades_the_layer_and_stays_in_the_link(watch: Watch) -> None:
    page = atlas(watch).page
    page.get_by_role("button", name="社区：不透明度和筛选").click()
    page.get_by_label("社区的不透明度").fill("40")
    assert (
        page.evaluate("() => document.querySelector('.leaflet-layer-communities-pane').style.opacity")
        == "0.4"
    )
    assert "communities:40" in page.url


def test_a_layer_that_needs_a_closer_look_says_so_and_leads_there(watch: Watch) -> None:
    page = atlas(watch, "operator", "/map/?at=102.295,25.345,9&layers=devices").page
    hint = page.get_by_role("button", name="放大到 11 级可见")
    hint.click()
    expect(hint).to_be_hidden()
    assert ",11&" in page.url


def test_filters_ask_for_other_tiles_and_stay_in_the_link(watch: Watch) -> None:
    page = atlas(watch, "operator", "/map/?layers=events").page
    page.get_by_role("button", name="事件：不透明度和筛选").click()
    with page.expect_request(lambda request: "/layers/" in request.url and "standing=open" in request.url):
        page.get_by_label("只看在办").check()
    assert "events.standing=open" in page.url
    expect(page.locator(".filtered:visible")).to_have_count(1)
    page.get_by_role("button", name="清除筛选").click()
    assert "standing" not in page.url


def test_days_that_contradict_each_other_are_named(watch: Watch) -> None:
    page = atlas(watch, "operator", "/map/?layers=events").page
    page.get_by_role("button", name="事件：不透明度和筛选").click()
    page.locator("#filter-events-from").fill("2026-05-02")
    page.locator("#filter-events-to").fill("2026-05-01")
    expect(page.get_by_role("alert")).to_contain_text("起始日应不晚于结束日")


def test_a_click_lists_what_is_there_and_a_choice_tells_its_details(watch: Watch) -> None:
    page = atlas(watch, path="/map/?layers=communities,grids").page
    box = page.locator("#map").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".side-head h2")).to_contain_text("这里有 2 个对象")
    page.locator(".choices button").first.click()
    expect(page.locator(".facts")).to_contain_text("代码")
    assert GRID in page.url
    page.get_by_role("button", name="返回列表").click()
    expect(page.locator(".choices button")).to_have_count(2)


def test_an_opened_detail_follows_its_row(watch: Watch) -> None:
    watched = atlas(watch, "operator", "/map/?layers=alarms")
    page, desk = watched.page, Desk(watched.base)
    uuid = desk.alarm(middle(page))
    page.goto(page.url.split("?")[0] + f"?layers=alarms&pick=alarms/{uuid}")
    facts = page.locator(".facts")
    expect(facts).to_contain_text("新警报")
    page.get_by_role("button", name="移到这里").focus()
    page.evaluate("window.kept = true")
    desk.post(f"/api/alarms/{uuid}/acknowledge/", {})
    expect(facts).to_contain_text("已确认", timeout=MOST_MS)
    expect(page.locator("[data-part=note]")).to_contain_text("已更新")
    expect(page.locator(".side-head h2")).to_be_focused()
    assert page.evaluate("window.kept")


def test_keys_do_what_the_pointer_does(watch: Watch) -> None:
    page = atlas(watch, path="/map/?layers=grids").page
    page.locator("#map").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    expect(page.locator(".facts")).to_contain_text("代码")
    page.keyboard.press("Escape")
    expect(page.locator("[data-part=side]")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("移动地图")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()


def test_a_link_restores_view_layers_and_choice_and_back_goes_back(watch: Watch) -> None:
    watched = atlas(watch, path="/map/?at=102.295,25.345,14&layers=grids:50,service_points")
    page = watched.page
    page.locator("#map").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".facts")).to_be_visible()
    link, name = page.url, page.locator(".side-head h2").inner_text()
    other = atlas(watch, path=link.removeprefix(watched.base)).page
    expect(other.locator(".side-head h2")).to_have_text(name)
    assert shown(other) == ["grids", "service_points"]
    assert other.url == link
    page.go_back()
    expect(page.locator("[data-part=side]")).to_be_hidden()
    assert "pick" not in page.url
    page.go_forward()
    expect(page.locator(".side-head h2")).to_have_text(name)
    assert page.url == link


def test_between_whole_zooms_tiles_have_a_pixel_for_each_of_the_screen(watch: Watch) -> None:
    page = atlas(watch, path="/map/?at=102.295,25.345,14&layers=grids").page
    sizes = (
        "() => [...new Set([...document.querySelectorAll('canvas.leaflet-tile')].map((node) => node.width))]"
    )
    assert page.evaluate(sizes) == [256]
    page.mouse.move(DESK[0] / 2, DESK[1] / 2)
    page.mouse.wheel(0, -10)
    page.wait_for_url("**,14.25&layers=*")
    page.wait_for_function(f"() => ({sizes})().join() === '{math.ceil(256 * 2**0.25)}'")


def test_a_link_to_what_a_role_may_not_see_says_so(watch: Watch) -> None:
    page = watch(*DESK).page
    watched = watch(*DESK)
    page = watched.page
    page.on("console", lambda message: None)
    watched.open("/map/?layers=events&pick=service_points/7b0a3c1e-0000-4000-8000-000000000001")
    expect(page.locator(".side-head h2")).to_contain_text("已不存在")
    assert shown(page) == []
    watched.errors[:] = [text for text in watched.errors if "404" not in text]


def test_a_detail_that_cannot_be_read_can_be_asked_for_again(watch: Watch) -> None:
    watched = atlas(watch, path="/map/?layers=grids")
    page = watched.page
    page.route("**/ogc/**", lambda route: route.abort())
    page.locator("#map").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".side-head h2")).to_contain_text("没有读到")
    page.unroute("**/ogc/**")
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator(".facts")).to_be_visible()
    watched.errors[:] = [text for text in watched.errors if "ERR_FAILED" not in text]


@pytest.mark.parametrize("size", [(320, 700), PHONE, (800, 1000), (1280, 800), (1920, 1080)])
def test_nothing_scrolls_sideways(watch: Watch, size: tuple[int, int]) -> None:
    page = atlas(watch, "operator", size=size).page
    assert sideways(page) <= 0


def test_on_a_phone_layers_are_a_sheet_and_a_tap_chooses(watch: Watch) -> None:
    page = atlas(watch, size=PHONE, has_touch=True).page
    expect(page.locator("#layers-panel")).to_be_hidden()
    page.get_by_role("button", name="图层", exact=True).tap()
    expect(page.locator("#layers-panel")).to_be_visible()
    page.locator(".layers-close").tap()
    page.touchscreen.tap(195, 420)
    expect(page.locator("[data-part=side]")).to_be_visible()
    sheet = page.locator("[data-part=side]").bounding_box()
    assert sheet
    assert sheet["width"] == PHONE[0]


@pytest.mark.parametrize("query", ["", "theme=dark"], ids=["light", "dark"])
@pytest.mark.parametrize("role", ["public", "operator", "planner"])
def test_no_serious_accessibility_findings(watch: Watch, role: str, query: str) -> None:
    watched = atlas(watch, role, f"/map/?layers=grids,events,grid_types,service_points&{query}")
    watched.page.locator("#map").focus()
    watched.page.keyboard.press("Enter")
    watched.page.wait_for_timeout(800)
    assert watched.serious() == []


def test_no_serious_accessibility_findings_on_a_phone(watch: Watch) -> None:
    watched = atlas(watch, size=PHONE)
    watched.page.get_by_role("button", name="图层", exact=True).click()
    assert watched.serious() == []


def test_the_page_speaks_english(watch: Watch) -> None:
    page = atlas(watch, "operator", locale="en-US").page
    page.get_by_role("button", name="EN").click()
    page.wait_for_load_state()
    expect(page.get_by_role("button", name="Distance")).to_be_visible()
    page.locator("#map").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(1000)
    for part in ("tools", "layers"):
        text = page.locator(f"[data-part={part}]").inner_text()
        assert not any("\u4e00" <= sign <= "\u9fff" for sign in text), text


def test_without_javascript_the_lists_are_named(watch: Watch) -> None:
    watched = watch(*DESK, java_script_enabled=False)
    page = watched.open("/map/")
    without = page.locator("noscript")
    assert "地图需要 JavaScript" in without.inner_html()
    without.locator("a").first.click()
    expect(page.locator(".cards").first).to_be_visible()


def test_a_new_event_is_drawn_without_a_reload(watch: Watch) -> None:
    watched = atlas(watch, "operator", "/map/?at=102.295,25.345,15&layers=events&events.standing=open")
    page = watched.page
    expect(page.locator("[data-part=lamp]")).to_contain_text("实时")
    before = page.evaluate(EVENTS_INK)
    Desk(watched.base).report((102.2951, 25.3451))
    deadline = time.monotonic() + 10
    while page.evaluate(EVENTS_INK) <= before and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    assert page.evaluate(EVENTS_INK) > before
    page.locator("#map").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=side]")).to_contain_text("噪音")
