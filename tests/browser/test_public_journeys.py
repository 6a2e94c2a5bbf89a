"""Residents on a phone find the nearest open clinic in every way there is, and nothing in their way is too small."""

import re
import shutil
import subprocess
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Watched
from .page_measures import loaded_kb, lowest_contrast, sideways, tightest_line

pytestmark = pytest.mark.browser
Watch = Callable[..., Watched]
PHONE = (390, 844)
MOST_TABS = 60
TARGETS = """() => [...document.querySelectorAll(
    'main a.button, main button, main summary, main select, main input, .elder-bar a, .elder-bar button, header a')]
  .filter((node) => node.getClientRects().length && !node.closest('.visually-hidden, .trap'))
  .map((node) => (node.closest('label, .search') ?? node).getBoundingClientRect().height)"""


def uuid_of_first(watched: Watched) -> str:
    """The first point of the list."""
    href = watched.open("/").locator(".card h3 a").first.get_attribute("href") or ""
    return re.findall(r"[0-9a-f-]{36}", href)[0]


def only_open_clinics(page: Page) -> None:
    """The list holds clinics that are open, or says that there is none; whatever the hour of the test."""
    cards = page.locator(".card, .elder-card")
    expect(cards.or_(page.locator(".empty")).first).to_be_visible()
    for number in range(cards.count()):
        expect(cards.nth(number)).to_contain_text("卫生")
        expect(cards.nth(number).locator(".state-open, .state-closing_soon")).to_be_visible()


def choose_open_clinics(page: Page) -> None:
    """Press the chip and the switch."""
    page.locator(".chips").get_by_role("link", name="卫生服务").click()
    expect(page.locator(".chips .chip[aria-current]")).to_contain_text("卫生服务")
    page.get_by_role("link", name="只看开放中的").click()


def test_by_the_place_of_the_device(watch: Watch) -> None:
    place = {"latitude": 25.35, "longitude": 102.30, "accuracy": 35}
    page = watch(*PHONE, geolocation=place, permissions=["geolocation"]).open("/")
    choose_open_clinics(page)
    page.locator("#where summary").click()
    page.locator(".where-body").get_by_role("button", name="用手机定位").click()
    expect(page.locator(".where-text")).to_contain_text("误差约 35 米")
    only_open_clinics(page)


def test_by_a_tap_on_the_map(watch: Watch) -> None:
    page = watch(*PHONE).open("/?kind=clinic&open=1&view=map")
    box = page.locator("#map .leaflet-pane").first
    expect(box).to_be_attached()
    page.wait_for_timeout(500)
    page.mouse.click(40, 700)
    page.locator("#map").get_by_role("button", name="从这里找").click()
    expect(page.locator("#here")).to_be_attached()
    page.get_by_role("link", name="列表").last.click()
    expect(page.locator(".where-text")).to_contain_text("在地图上选的位置")
    only_open_clinics(page)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_by_a_community_chosen_from_the_list(watch: Watch, script: bool) -> None:
    page = watch(*PHONE, java_script_enabled=script).open("/")
    choose_open_clinics(page)
    page.locator("#where summary").click()
    page.locator("#area").select_option(index=2)
    page.get_by_role("button", name="从这里找").click()
    expect(page.locator(".where-text")).to_contain_text("手动选择")
    only_open_clinics(page)


def tab_to(page: Page, name: str) -> None:
    """Press Tab until something of this name has the focus, which must be seen."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "() => [document.activeElement.textContent + (document.activeElement.ariaLabel ?? '') +"
            " (document.activeElement.id ?? ''), getComputedStyle(document.activeElement).outlineStyle,"
            " document.activeElement.closest('.search') !== null]"
        )
        if name in found[0]:
            assert found[1] != "none" or found[2], f"the focus on {name} is not seen"
            return
    pytest.fail(f"{name} is not reached with {MOST_TABS} tabs")


def test_with_the_keyboard_only(watch: Watch) -> None:
    page = watch(*PHONE).open("/")
    tab_to(page, "跳到正文")
    page.keyboard.press("Enter")
    tab_to(page, "选位置")
    page.keyboard.press("Enter")
    tab_to(page, "area")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(page, "从这里找")
    page.keyboard.press("Enter")
    expect(page.locator(".where-text")).to_contain_text("手动选择")
    tab_to(page, "卫生服务")
    page.keyboard.press("Enter")
    expect(page.locator(".chips .chip[aria-current]")).to_contain_text("卫生服务")
    tab_to(page, "只看开放中的")
    page.keyboard.press("Enter")
    expect(page.locator(".toggle[aria-current]")).to_be_visible()
    only_open_clinics(page)


@pytest.mark.parametrize("size", [24, 40])
def test_in_elder_mode_by_search_and_community(watch: Watch, size: int) -> None:
    page = watch(*PHONE).open(f"/?elder=1&size={size}&kind=clinic&open=1")
    page.locator("#where summary").click()
    page.locator("#area").select_option(index=1)
    page.get_by_role("button", name="从这里找").click()
    only_open_clinics(page)
    assert sideways(page) <= 0


@pytest.mark.parametrize(
    "path", ["/?elder=1", "/points/{uuid}/?elder=1", "/my-area/?elder=1", "/points/{uuid}/wrong/?elder=1"]
)
def test_elder_pages_keep_the_figures(watch: Watch, path: str) -> None:
    watched = watch(*PHONE)
    page = watched.open(path.format(uuid=uuid_of_first(watched)))
    page.wait_for_load_state("networkidle")
    assert min(page.evaluate(TARGETS)) >= 60
    # Signs between words are for text browsers alone.
    expect(page.locator(".apart:visible")).to_have_count(0)
    assert round(tightest_line(page)[0], 2) >= 1.3
    assert lowest_contrast(page) >= (4.5, "")


@pytest.mark.parametrize(
    "path", ["/", "/?q=社保", "/points/{uuid}/", "/my-area/", "/points/{uuid}/wrong/", "/open-data/"]
)
def test_text_of_the_standard_pages_is_dark_enough(watch: Watch, path: str) -> None:
    watched = watch(*PHONE)
    page = watched.open(path.format(uuid=uuid_of_first(watched)))
    assert lowest_contrast(page) >= (4.5, "")
    assert min(page.evaluate(TARGETS)) >= 44


PAGES = ("/points/{uuid}/", "/points/{uuid}/?elder=1&size=40", "/points/{uuid}/wrong/", "/points/{uuid}/wrong/?elder=1",
         "/my-area/", "/my-area/?area=999901001001", "/my-area/?area=999901001001&elder=1", "/open-data/", "/offline/",
         "/embed/", "/?q=社保")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_pages_reflow_at_320_and_have_no_serious_findings(watch: Watch, path: str) -> None:
    watched = watch(320, 700)
    page = watched.open(path.format(uuid=uuid_of_first(watched)))
    page.wait_for_load_state("networkidle")
    assert sideways(page) <= 0
    assert watched.serious() == []


def test_my_grid_is_found_from_the_device_and_the_place_stands_in_no_address(watch: Watch) -> None:
    place = {"latitude": 25.35, "longitude": 102.30, "accuracy": 35}
    watched = watch(*PHONE, geolocation=place, permissions=["geolocation"])
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url))
    page = watched.open("/my-area/")
    page.get_by_role("button", name="用手机定位").click()
    expect(page.locator(".my-grid h2")).to_contain_text("网格")
    assert not any("25.35" in address or "102.3" in address for address in asked)
    assert page.url.endswith("/my-area/")


LOCATED = {
    "geolocation": {"latitude": 25.35, "longitude": 102.30, "accuracy": 35},
    "permissions": ["geolocation"],
}
STORED = """async () => [document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage),
  JSON.stringify(await indexedDB.databases()), window.name, window.location.href].join(' ')"""


def asked_by(watched: Watched) -> list[str]:
    """The addresses a page asks for from now on, filled as it goes."""
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url))
    return asked


def test_the_place_goes_through_filters_points_and_back_and_stands_in_no_address(watch: Watch) -> None:
    watched = watch(*PHONE, **LOCATED)
    asked = asked_by(watched)
    page = watched.open("/")
    page.locator("#where summary").click()
    page.locator(".where-body").get_by_role("button", name="用手机定位").click()
    located = page.locator(".where-text")
    expect(located).to_contain_text("误差约 35 米")
    page.locator(".chips button", has_text="卫生服务").click()
    expect(page.locator(".chips .chip[aria-current]")).to_contain_text("卫生服务")
    expect(page.locator(".chips .chip[aria-current]")).to_be_focused()
    page.go_back()
    expect(page.locator(".chips .chip[aria-current]")).to_contain_text("全部")
    expect(located).to_contain_text("误差约 35 米")
    page.reload()
    expect(located).to_contain_text("误差约 35 米")
    page.locator(".card h3 a").first.click()
    expect(page.locator(".way")).to_contain_text("步行约")
    page.reload()
    expect(page.locator(".way")).to_contain_text("步行约")
    page.go_back()
    expect(located).to_contain_text("误差约 35 米")
    page.get_by_role("link", name="长辈版").click()
    expect(page.locator(".elder-card").first).to_contain_text("慢慢走大约")
    page.get_by_role("link", name="怎么走").first.click()
    expect(page.locator(".way")).to_contain_text("慢慢走大约")
    page.get_by_role("button", name="返回列表").click()
    expect(page.locator(".elder-card").first).to_contain_text("慢慢走大约")
    assert [address for address in asked if "102.3" in address or "25.35" in address] == []
    stored = page.evaluate(STORED)
    assert "102.3" not in stored
    assert "25.35" not in stored


def test_a_jump_within_the_page_keeps_the_place_and_what_is_open(watch: Watch) -> None:
    page = watch(*PHONE, **LOCATED).open("/")
    page.locator("#where summary").click()
    page.locator(".where-body").get_by_role("button", name="用手机定位").click()
    expect(page.locator("#here")).to_be_attached()
    page.locator("#where summary").click()
    page.evaluate("() => document.querySelector('.skip-link').click()")
    page.wait_for_timeout(500)
    assert page.url.endswith("/#main")
    expect(page.locator("#area")).to_be_visible()
    page.reload()
    expect(page.locator(".where-text")).to_contain_text("误差约 35 米")


def test_a_new_tab_and_a_copied_link_go_without_the_place(watch: Watch) -> None:
    watched = watch(*PHONE, **LOCATED)
    page = watched.open("/?kind=clinic")
    page.locator("#where summary").click()
    page.locator(".where-body").get_by_role("button", name="用手机定位").click()
    expect(page.locator("#here")).to_be_attached()
    address = page.url
    assert address == watched.base + "/?kind=clinic"
    other = page.context.new_page()
    other.goto(address)
    expect(other.locator(".where-text")).to_contain_text("还没有选位置")


def test_without_a_network_the_list_stays_and_says_why(watch: Watch) -> None:
    watched = watch(*PHONE, **LOCATED)
    page = watched.open("/")
    page.locator("#where summary").click()
    page.context.set_offline(True)
    page.locator(".where-body").get_by_role("button", name="用手机定位").click()
    expect(page.locator("[data-locate-error]")).to_contain_text("没有网络")
    expect(page.locator(".card").first).to_be_visible()
    watched.errors.clear()


def test_the_ground_in_15_minutes_and_the_way_are_drawn_and_told(watch: Watch) -> None:
    watched = watch(1280, 800, **LOCATED)
    page = watched.open("/")
    page.locator("#where summary").click()
    page.locator(".where-body").get_by_role("button", name="用手机定位").click()
    expect(page.locator(".reach-legend")).to_contain_text("步行 15 分钟能到的范围")
    expect(page.locator(".reach-legend .way-facts")).to_contain_text("全程")
    expect(page.locator(".reach-label")).to_have_text(["成年人 15 分钟", "老人 15 分钟"])
    # The veil, an adult's outline and an elderly person's; the way with its case.
    expect(page.locator(".leaflet-reach-pane path")).to_have_count(3)
    expect(page.locator(".leaflet-way-pane path")).to_have_count(2)
    assert watched.serious() == []
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.get_by_role("link", name="地图", exact=True).click()
    page.locator(".pin-icon[title^='1 ']").press("Enter")
    sheet = page.locator("#sheet")
    expect(sheet.locator(".way-facts")).to_contain_text("全程")
    sheet.get_by_role("button", name="老人").click()
    expect(sheet.get_by_role("button", name="老人")).to_have_attribute("aria-pressed", "true")
    assert watched.serious() == []


def test_a_points_page_draws_the_ground_around_it_and_tells_its_size(watch: Watch) -> None:
    watched = watch(*PHONE)
    page = watched.open(f"/points/{uuid_of_first(watched)}/")
    expect(page.locator("[data-reach]")).to_contain_text(re.compile(r"成年人（实线）约 [\d.]+ 平方公里"))
    expect(page.locator(".leaflet-reach-pane path")).to_have_count(3)
    page.get_by_role("button", name="看大地图").click()
    expect(page.locator(".where-text")).to_contain_text("在地图上选的位置")
    assert page.url == watched.base + "/?view=map"


def test_my_grid_is_found_by_a_tap(watch: Watch) -> None:
    page = watch(*PHONE).open("/my-area/")
    page.get_by_role("button", name="在地图上点").click()
    expect(page.locator("#map .leaflet-pane").first).to_be_attached()
    page.wait_for_timeout(500)
    page.locator("#map").click()
    expect(
        page.get_by_role("heading", name="怎么反映问题").or_(page.get_by_text("不在本区的网格里"))
    ).to_be_visible()
    assert page.url.endswith("/my-area/")


def test_a_mistake_is_reported_without_scripts(watch: Watch) -> None:
    watched = watch(*PHONE, java_script_enabled=False)
    page = watched.open(f"/points/{uuid_of_first(watched)}/")
    page.get_by_role("link", name="信息有误").click()
    page.get_by_label("电话打不通或者不对").check()
    page.get_by_label("应该是怎样的").fill("打不通")
    page.get_by_role("button", name="报给工作人员").click()
    expect(page.get_by_role("heading", name="收到了，谢谢")).to_be_visible()


def test_staff_settle_a_report_on_a_page_without_serious_findings(watch: Watch) -> None:
    watched = watch(1280, 800)
    page = watched.open(f"/points/{uuid_of_first(watched)}/wrong/")
    page.get_by_label("已经搬走或者关了").check()
    page.get_by_role("button", name="报给工作人员").click()
    watched.sign_in("district_admin")
    page = watched.open("/point-reports/")
    expect(page.get_by_text("已经搬走或者关了").first).to_be_visible()
    assert watched.serious() == []
    page.get_by_role("button", name="核对过，没有错").first.click()
    expect(page.get_by_role("status")).to_contain_text("核对过，没有错")


@pytest.mark.parametrize(
    ("path", "most_kb"),
    [("/", 25), ("/?elder=1", 25), ("/points/{uuid}/", 120), ("/embed/", 120), ("/my-area/", 40)],
)
def test_first_loads_stay_light(watch: Watch, path: str, most_kb: int) -> None:
    uuid = uuid_of_first(watch(*PHONE))
    page = watch(*PHONE).open(path.format(uuid=uuid))
    page.wait_for_load_state("networkidle")
    assert 0 < loaded_kb(page) <= most_kb


def test_the_list_is_there_without_a_network_and_says_from_when(watch: Watch) -> None:
    watched = watch(*PHONE)
    page = watched.open("/")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.goto(watched.base + "/")
    expect(page.locator(".card").first).to_be_visible()
    expect(page.locator("[data-offline-note]")).to_contain_text(re.compile(r"20\d\d-\d\d-\d\d \d\d:\d\d"))
    page.goto(watched.base + "/my-area/")
    expect(page.get_by_role("heading", name="没有网络")).to_be_visible()
    expect(page.locator(".as-of")).to_contain_text(re.compile(r"这一页是 20\d\d-\d\d-\d\d \d\d:\d\d 存下的"))
    page.get_by_role("link", name="看存下的名单").click()
    expect(page.locator(".card").first).to_be_visible()
    watched.errors.clear()


KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const kept = await (await caches.open(name)).keys();
    found.push(...kept.map((one) => new URL(one.url)).map((one) => one.pathname + one.search));
  }
  return found;
}"""


def test_neither_places_nor_searches_nor_staff_pages_are_kept(watch: Watch) -> None:
    watched = watch(*PHONE)
    page = watched.open("/")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    for path in (
        "/?q=低保",
        "/?area=999901001001",
        "/my-area/?area=999901001001",
        "/map/",
    ):
        watched.open(path)
    watched.sign_in("operator")
    for path in ("/command/", "/point-reports/", "/"):
        watched.open(path)
    kept = page.evaluate(KEPT)
    assert "/" in kept
    assert "/offline/" in kept
    assert [one for one in kept if not one.startswith("/static/") and one not in {"/", "/offline/"}] == []
    page.context.set_offline(True)
    page.goto(watched.base + "/")
    expect(page.locator(".card").first).to_be_visible()
    text = page.locator("body").inner_text()
    assert "退出" not in text
    assert "手动选择" not in text
    watched.errors.clear()


def test_another_site_may_frame_the_map_and_a_pressed_pin_marks_its_entry(watch: Watch) -> None:
    watched = watch(800, 600)
    page = watched.open("/open-data/")
    framed = page.request.get(watched.base + "/embed/").headers
    assert "frame-ancestors *" in framed["content-security-policy"]
    assert "x-frame-options" not in framed
    page = watched.open("/embed/")
    expect(page.locator(".pin").first).to_be_visible()
    page.locator(".pin-icon[title^='1 ']").press("Enter")
    expect(page.locator(".embed-list .selected")).to_contain_text("1 ")


APART = {
    "/": ["一张图 | 长辈版", "列表 | 地图", "排列。 | "],
    "/?elder=1": ["便民地图 | 长辈版", "读给我听 | 字大一点 | 已是最小"],
}


@pytest.mark.parametrize("path", list(APART))
def test_a_text_browser_reads_the_list(site: str, path: str) -> None:
    if shutil.which("w3m") is None:
        pytest.skip("w3m is not installed")
    done = subprocess.run(
        ["w3m", "-dump", "-cols", "80", "-o", "accept_language=zh-CN", "-o", "use_cookie=0", site + path],
        capture_output=True,
        text=True,
        check=True,
    )
    assert re.search(r"开放中|已关门|现在开门|现在关门|全天开放", done.stdout)
    assert re.search(r"0999-5550-\d{3}", done.stdout)
    assert "社区" in done.stdout
    assert "{" not in done.stdout
    assert [words for words in APART[path] if words not in done.stdout] == []
    assert not re.search(r"(打电话|电话|怎么走|在哪里)[一-龥]{2}", done.stdout.replace("电话没有登记", ""))
