"""服务覆盖 in a browser: shares, what-if by mouse and keyboard, undo, scenarios, siting, links that restore; nothing broken."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Watched

pytestmark = pytest.mark.browser
Watch = Callable[..., Watched]
DESK = (1440, 900)
SLOW_MS = 60_000
# The share of the map's cells that is coloured.
INK = """(pane) => Math.max(0, ...[...document.querySelectorAll(`.leaflet-${pane}-pane canvas`)].map((canvas) => {
  if (canvas.width === 0) return 0;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let inked = 0;
  for (let index = 3; index < data.length; index += 4) if (data[index] > 0) inked += 1;
  return inked / (data.length / 4);
}))"""


def desk(watch: Watch, path: str = "/coverage/", role: str = "planner", **options: object) -> Watched:
    """The desk as a role sees it, once its first share is there."""
    watched = watch(*DESK, **options)
    watched.sign_in(role)
    page = watched.open(path)
    expect(page.locator(".coverage-share")).to_be_visible(timeout=SLOW_MS)
    return watched


def share(page: Page) -> float:
    """The share the headline tells."""
    return float(page.locator(".coverage-share").inner_text().replace("%", ""))


def tab(page: Page, name: str) -> None:
    """Choose a tab of the analysis."""
    page.get_by_role("tab", name=name, exact=True).click()


def test_shares_of_people_and_buildings_by_area_with_both_paces(watch: Watch) -> None:
    watched = desk(watch)
    page = watched.page
    slow = share(page)
    rows = page.locator(".heat-table tbody tr")
    expect(rows.first).to_be_visible()
    assert page.locator(".heat-table thead th").count() == 7
    page.get_by_label("成年人 1.2 米/秒").check()
    expect(page.locator(".heat-legend")).to_contain_text("成年人")
    page.wait_for_timeout(500)
    assert share(page) >= slow
    assert page.evaluate(INK, "heat") > 0
    expect(page.locator(".heat-legend li")).to_have_count(8)
    page.get_by_role("button", name="居民 15′", exact=True).click()
    assert page.locator("th[aria-sort=descending]").count() == 1
    assert watched.serious() == []


def test_a_row_leads_into_its_area_and_back(watch: Watch) -> None:
    page = desk(watch).page
    page.locator(".heat-row").first.click()
    expect(page.get_by_label("社区", exact=True)).to_be_checked()
    expect(page).to_have_url(re.compile(r"area=\d{9}"))
    page.get_by_role("button", name="返回上一级").click()
    expect(page.get_by_label("街道", exact=True)).to_be_checked()


def test_a_point_added_moved_and_taken_back_shows_at_once_and_is_kept(watch: Watch) -> None:
    watched = desk(watch, "/coverage/?tab=change")
    page = watched.page
    expect(page.locator(".coverage-lines li").first).to_be_visible(timeout=SLOW_MS)
    page.get_by_role("button", name="新增", exact=True).click()
    page.locator("[data-part=map]").press("Enter")
    expect(page.locator(".coverage-point.new").first).to_be_visible()
    expect(page.locator("#desk-panel .heat-table").first).to_be_visible(timeout=SLOW_MS)
    assert page.locator("#desk-panel .heat-table").first.locator("tbody tr").count() == 4
    assert not re.search(r"\d{9}", page.locator("#desk-panel .heat-table").nth(1).inner_text())
    page.get_by_role("button", name="变化", exact=True).click()
    expect(page.locator(".heat-legend h2")).to_have_text("调整带来的变化")
    assert watched.serious() == []
    link = page.url
    page.fill("#coverage-name", "试点一")
    page.get_by_role("button", name="保存方案").click()
    expect(page.locator("[data-part=note]")).to_contain_text("已保存方案“试点一”")
    closing = page.get_by_role("button", name="停用", exact=True)
    closing.first.click()
    expect(page.get_by_role("button", name="恢复", exact=True)).to_have_count(1)
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_role("button", name="恢复", exact=True)).to_have_count(0)
    expect(page.locator(".coverage-point.new").first).to_be_visible()
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".leaflet-points-pane .coverage-point.new")).to_have_count(0)
    tab(page, "方案")
    expect(page.locator("#desk-panel")).to_contain_text("试点一")
    page.goto(link)
    expect(page.locator(".leaflet-points-pane .coverage-point.new")).to_have_count(1)


def test_a_clicked_place_tells_its_nearest_point_and_draws_the_way(watch: Watch) -> None:
    page = desk(watch).page
    page.locator("[data-part=map]").press("Enter")
    expect(page.locator("[data-part=pick]")).to_contain_text("步行", timeout=SLOW_MS)
    page.wait_for_timeout(500)
    assert page.evaluate(INK, "way") > 0
    page.keyboard.press("Escape")
    expect(page.locator("[data-part=pick]")).to_be_hidden()


def test_under_a_what_if_a_place_is_told_both_nearest_points(watch: Watch) -> None:
    watched = desk(watch, "/coverage/?tab=change")
    page = watched.page
    page.get_by_role("button", name="新增", exact=True).click()
    page.locator("[data-part=map]").press("Enter")
    expect(page.locator(".leaflet-points-pane .coverage-point.new")).to_have_count(1)
    page.locator("[data-part=map]").press("Enter")
    card = page.locator("[data-part=pick]")
    expect(card.locator("h3")).to_have_text(["调整后", "现状"], timeout=SLOW_MS)
    expect(card.locator("strong").first).to_have_text("最近：新增 1")
    assert watched.serious() == []


def test_on_paper_the_map_is_its_picture(watch: Watch) -> None:
    watched = desk(watch)
    page = watched.page
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    sheet = page.locator(".heat-sheet canvas")
    expect(sheet).to_be_visible()
    assert sheet.evaluate(
        "(canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, 200).data.some((one) => one < 90)"
    )
    expect(page.locator(".map")).to_be_hidden()
    expect(page.locator(".heat-table").first).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(sheet).to_have_count(0)


def test_picture_tables_and_shapes_are_taken_along(watch: Watch) -> None:
    page = desk(watch).page
    page.locator(".heat-menu summary").click()
    with page.expect_download() as picture:
        page.get_by_role("button", name="图片 PNG").click()
    assert picture.value.suggested_filename.startswith("coverage-station-")
    page.locator(".heat-menu summary").click()
    with page.expect_download() as areas:
        page.get_by_role("link", name="区域边界与数据 GeoJSON").click()
    assert areas.value.suggested_filename == "coverage_station_subdistrict.geojson"


def test_a_search_for_sites_ends_as_a_scenario_on_the_map(watch: Watch) -> None:
    page = desk(watch, "/coverage/?tab=siting").page
    page.fill("#coverage-sites", "2")
    page.get_by_role("button", name="开始计算").click()
    opening = page.get_by_role("button", name="在地图上打开")
    expect(opening).to_be_visible(timeout=120_000)
    opening.click()
    expect(page.locator(".leaflet-points-pane .coverage-point.new")).to_have_count(2)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["access", "standards", "compare"])
def test_every_view_stands_in_both_themes_without_a_finding(watch: Watch, theme: str, name: str) -> None:
    watched = desk(watch, f"/coverage/?tab={name}&theme={theme}", role="operator")
    expect(watched.page.locator("#desk-panel [aria-busy]")).to_have_count(0, timeout=SLOW_MS)
    assert watched.serious() == []
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= DESK[0]


def test_a_server_that_refuses_is_told_with_a_way_to_ask_again(watch: Watch) -> None:
    watched = watch(*DESK)
    watched.sign_in("planner")
    watched.page.route(
        "**/api/coverage/homes*",
        lambda route: route.fulfill(status=503, json={"title": "忙", "detail": "busy"}),
    )
    page = watched.open("/coverage/")
    expect(page.locator(".heat-legend")).to_contain_text("忙", timeout=SLOW_MS)
    page.unroute("**/api/coverage/homes*")
    page.locator(".heat-legend").get_by_role("button", name="再试一次").click()
    expect(page.locator(".heat-legend li")).to_have_count(8, timeout=SLOW_MS)
    watched.errors.clear()
