"""热力分析 in a browser: filters, links that restore, playback, comparing, drilling down, keys; nothing broken."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from .conftest import Watched

pytestmark = pytest.mark.browser
Watch = Callable[..., Watched]
DESK = (1440, 900)
# The greatest share of a canvas of the heat that is coloured.
INK = """() => Math.max(0, ...[...document.querySelectorAll('.leaflet-heat-pane canvas')].map((canvas) => {
  if (canvas.width === 0) return 0;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let inked = 0;
  for (let index = 3; index < data.length; index += 4) if (data[index] > 0) inked += 1;
  return inked / (data.length / 4);
}))"""
CLASSES = (
    "() => [...document.querySelectorAll('.heat-legend li > span:nth-of-type(1)')].map(n => n.textContent)"
)


def desk(watch: Watch, path: str = "/heat/", role: str = "operator", **options: object) -> Watched:
    """The desk as a role sees it, once its figures are there."""
    watched = watch(*DESK, **options)
    watched.sign_in(role)
    page = watched.open(path)
    expect(page.locator(".heat-count strong").first).not_to_have_text("—")
    return watched


def ink(page: Page, seconds: float = 15) -> float:
    """The share of the heat's canvas that is coloured, as soon as anything is."""
    for _ in range(int(seconds * 5)):
        found: float = page.evaluate(INK)
        if found > 0:
            return found
        page.wait_for_timeout(200)
    return 0.0


def reports(page: Page) -> int:
    """The number of reports that the desk tells."""
    return int(page.locator(".heat-count strong").first.inner_text().replace(",", ""))


def test_the_first_view_shows_heat_with_a_unit_and_both_counts(watch: Watch) -> None:
    page = desk(watch).page
    assert 0 < ink(page) < 0.5
    expect(page.locator(".heat-unit")).to_have_text("件/km²·30天")
    incidents = int(page.locator(".heat-count strong").nth(1).inner_text().replace(",", ""))
    assert 0 < incidents <= reports(page)


@pytest.mark.parametrize("path", ["/command/", "/map/"])
def test_the_pages_of_the_command_centre_lead_here(watch: Watch, path: str) -> None:
    watched = watch(*DESK)
    watched.sign_in("operator")
    page = watched.open(path)
    assert page.locator("header a[href='/heat/']").count() == 1


def test_the_legend_is_the_same_at_every_zoom_and_period(watch: Watch) -> None:
    page = desk(watch).page
    ink(page)
    first = page.evaluate(CLASSES)
    for path in ("/heat/?at=102.295,25.345,13&view=cells", "/heat/?at=102.295,25.345,16", "/heat/?frame=2"):
        page.goto(page.url.split("/heat/")[0] + path)
        expect(page.locator(".heat-legend li").first).to_be_visible()
        assert page.evaluate(CLASSES) == first, path
    page.get_by_role("button", name="90 天").click()
    expect(page.locator(".heat-days input").first).not_to_have_value("")
    page.wait_for_timeout(1500)
    assert page.evaluate(CLASSES) == first


def test_a_filter_answers_and_the_way_back_takes_it_away(watch: Watch) -> None:
    page = desk(watch).page
    before = reports(page)
    page.get_by_label("设备").check()
    expect(page).to_have_url(re.compile("source=device"))
    expect(page.locator(".heat-count strong").first).not_to_have_text(f"{before:,}")
    narrowed = reports(page)
    assert 0 < narrowed < before
    page.go_back()
    expect(page.locator(".heat-count strong").first).to_have_text(f"{before:,}")
    expect(page.get_by_label("设备")).not_to_be_checked()
    page.go_forward()
    expect(page.locator(".heat-count strong").first).to_have_text(f"{narrowed:,}")


def test_a_branch_of_the_tree_holds_its_twigs(watch: Watch) -> None:
    page = desk(watch).page
    page.get_by_role("button", name="展开隐患排查").click()
    page.get_by_label("消防隐患").check()
    expect(page).to_have_url(re.compile("category=fire_hazard$"))
    page.locator("input[value=hazard_check]").check()
    expect(page).to_have_url(re.compile("category=hazard_check$"))
    expect(page.get_by_label("消防隐患")).to_be_checked()
    page.get_by_role("button", name="全部重置").click()
    expect(page).not_to_have_url(re.compile("category"))


def test_hours_are_dragged_and_chosen_by_keys(watch: Watch) -> None:
    page = desk(watch).page
    page.locator('[data-hour="167"]').scroll_into_view_if_needed()
    start, end = (page.locator(f'[data-hour="{hour}"]').bounding_box() for hour in (8, 41))
    assert start
    assert end
    page.mouse.move(start["x"] + 3, start["y"] + 3)
    page.mouse.down()
    page.mouse.move(end["x"] + 3, end["y"] + 3, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile("hours=8-17,32-41$"))
    page.locator('[data-hour="8"]').focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("hours=8-17,33-41$"))
    page.keyboard.press("Escape")
    page.keyboard.down("Shift")
    page.keyboard.press("ArrowDown")
    page.keyboard.up("Shift")
    expect(page).to_have_url(re.compile("hours=8-17,32-41,56$"))
    assert "周三 8 时" in (page.locator('[data-hour="56"]').get_attribute("aria-label") or "")


def test_an_area_is_found_by_name_and_outlined(watch: Watch) -> None:
    page = desk(watch).page
    before = reports(page)
    page.locator("#heat-area").fill("街道")
    page.locator("#heat-areas [role=option]").first.click()
    expect(page).to_have_url(re.compile(r"area=\d{9}$|area=\d{9}&"))
    expect(page.locator(".heat-count strong").first).not_to_have_text(f"{before:,}")
    expect(page.locator(".heat-area strong")).to_contain_text("街道")


def test_a_link_restores_everything(watch: Watch) -> None:
    link = (
        "/heat/?at=102.295,25.345,13&view=grids&measure=households&level=community&tab=compare"
        "&priority=urgent&hours=8-17&with=year_ago&theme=dark"
    )
    page = desk(watch, link).page
    assert page.url.endswith(link)
    for name in ("按区域", "每千户"):
        expect(page.get_by_label(name, exact=True)).to_be_checked()
    expect(page.locator(".heat-level select")).to_have_value("community")
    expect(page.get_by_role("tab", name="对比")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("button", name="去年同期")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_label("紧急")).to_be_checked()
    assert page.locator("html.theme-dark").count() == 1


def test_nothing_found_says_what_to_loosen(watch: Watch) -> None:
    page = desk(watch, "/heat/?source=device&priority=cross_department&hours=3&category=senior_meals").page
    expect(page.locator(".heat-empty")).to_contain_text("没有符合条件的事件")
    for name in ("清除类别", "清除等级", "清除来源", "清除一周时段"):
        expect(page.get_by_role("button", name=name)).to_be_visible()
    page.get_by_role("button", name="清除类别").click()
    expect(page).not_to_have_url(re.compile("category"))


def test_a_refusal_is_told_and_can_be_asked_again(watch: Watch) -> None:
    watched = watch(*DESK)
    watched.sign_in("operator")
    broken = {"on": True}
    page = watched.page
    page.route(
        "**/surface.geojson*",
        lambda route: route.abort() if broken["on"] else route.continue_(),
    )
    watched.open("/heat/")
    expect(page.locator(".heat-legend [role=alert]")).to_contain_text("没有读到")
    broken["on"] = False
    page.locator(".heat-legend").get_by_role("button", name="再试一次").click()
    expect(page.locator(".heat-unit")).to_have_text("件/km²·30天")
    watched.errors.clear()


def test_an_older_answer_never_replaces_a_newer_one(watch: Watch) -> None:
    watched = desk(watch)
    page = watched.page
    expected = page.evaluate(
        "async () => (await (await fetch('/api/heat/summary.json?source=worker')).json()).reports"
    )
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/summary.json?source=device", hold)
    page.get_by_label("设备").check()
    expect(page).to_have_url(re.compile("source=device"))
    page.get_by_label("设备").uncheck()
    page.get_by_label("网格员").check()
    expect(page.locator(".heat-count strong").first).to_have_text(f"{expected:,}")
    assert len(held) == 1
    for route in held:
        route.continue_()
    page.wait_for_timeout(800)
    assert reports(page) == expected


def test_what_is_asked_twice_is_sent_once(watch: Watch) -> None:
    watched = watch(*DESK)
    watched.sign_in("operator")
    sent: list[str] = []
    watched.page.on("request", lambda request: sent.append(request.url.split(watched.base)[1]))
    page = watched.open("/heat/?view=change&tab=compare")
    expect(page.locator(".heat-table tbody tr").first).to_be_visible()
    assert sum("compare.json" in path for path in sent) == 1


def test_playback_moves_in_one_legend_and_is_held_by_keys(watch: Watch) -> None:
    page = desk(watch).page
    ink(page)
    first = page.evaluate(CLASSES)
    page.get_by_role("button", name="播放", exact=True).click()
    expect(page).to_have_url(re.compile(r"frame=[1-9]"))
    page.get_by_role("button", name="暂停", exact=True).click()
    assert page.evaluate(CLASSES) == first
    slider = page.get_by_label("帧", exact=True)
    slider.focus()
    slider.press("Home")
    expect(page).to_have_url(re.compile(r"frame=0$"))
    slider.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"frame=1$"))
    assert "件" in (slider.get_attribute("aria-valuetext") or "")
    assert ink(page) > 0
    page.get_by_label("步长").select_option("hour")
    expect(page.locator(".heat-time output")).to_contain_text("00:00–01:00")
    page.get_by_role("button", name="看整段").click()
    expect(page).not_to_have_url(re.compile("frame"))


def test_periods_are_compared_on_the_map_and_by_area(watch: Watch) -> None:
    page = desk(watch).page
    page.get_by_role("tab", name="对比").click()
    expect(page.get_by_label("变化", exact=True)).to_be_checked()
    expect(page.locator(".heat-legend")).to_contain_text("看不出差别")
    rows = page.locator(".heat-table tbody tr")
    expect(rows.first).to_be_visible()
    assert ink(page) > 0
    page.get_by_role("button", name="前", exact=True).click()
    counts = [
        int(text.replace(",", ""))
        for text in page.locator(".heat-table tbody td:nth-child(2)").all_inner_texts()
    ]
    assert counts == sorted(counts, reverse=True)
    ratios = page.locator(".heat-table tbody tr").evaluate_all(
        "rows => rows.map(row => [row.cells[1].textContent, row.cells[3].firstChild.firstChild.textContent])"
    )
    assert all(ratio == "" for before, ratio in ratios if int(before.replace(",", "")) < 10)
    page.get_by_role("button", name="去年同期").click()
    expect(page).to_have_url(re.compile("with=year_ago"))
    expect(page.get_by_role("note")).to_contain_text("比较不完整")


def test_a_grid_is_drilled_into_and_left_by_escape(watch: Watch) -> None:
    page = desk(watch).page
    page.locator(".heat-row").first.click()
    expect(page).to_have_url(re.compile("pick=grid/"))
    expect(page.locator(".heat-drill .heat-sum")).to_contain_text("件上报，合并后")
    link = page.locator(".heat-events a").first
    assert "/map/?" in (link.get_attribute("href") or "")
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile("pick"))
    expect(page.locator(".heat-drill")).to_be_hidden()


def test_the_cell_in_the_middle_is_chosen_by_keys(watch: Watch) -> None:
    page = desk(watch, "/heat/?view=cells&at=102.2895,25.366,14").page
    expect(page.locator(".heat-legend")).to_contain_text("方格边长约")
    page.locator("#map").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"pick=cell/\d+/\d+/\d+"))
    # 方格 until its place is named.
    expect(page.locator(".heat-drill h2")).not_to_be_empty()
    expect(page.locator(".heat-drill .heat-sum")).not_to_be_empty()
    page.reload()
    expect(page.locator(".heat-drill .heat-sum")).not_to_be_empty()


def test_findings_warnings_and_rankings_stand_with_what_they_rest_on(watch: Watch) -> None:
    page = desk(watch, "/heat/?tab=hotspots&view=hotspots").page
    expect(page.locator(".heat-panel")).to_contain_text("错误发现率控制在 5 %")
    expect(page.locator(".heat-legend")).to_contain_text("样本过少")
    page.get_by_role("tab", name="预警").click()
    expect(page.locator(".heat-panel")).to_contain_text("误报预算")
    page.get_by_role("tab", name="下一步").click()
    expect(page.locator(".heat-panel")).to_contain_text(re.compile("PAI|历史不足"))


def test_a_picture_is_drawn_here_and_tables_come_from_the_server(watch: Watch) -> None:
    watched = desk(watch)
    page = watched.page
    ink(page)
    page.locator(".heat-menu summary").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="图片 PNG").click()
    assert taken.value.path().read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    page.locator(".heat-menu summary").click()
    for name, kind in (("表格 CSV", "text/csv"), ("简报 HTML", "text/html")):
        href = page.get_by_role("link", name=name).get_attribute("href")
        answer = page.request.get(watched.base + str(href))
        assert (answer.status, answer.headers["content-type"].split(";")[0]) == (200, kind)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_serious_stands_in_the_way_of_anybody(watch: Watch, theme: str) -> None:
    watched = desk(watch, f"/heat/?theme={theme}")
    ink(watched.page)
    assert watched.serious() == []
    for tab in ("对比", "热点", "预警", "下一步"):
        watched.page.get_by_role("tab", name=tab).click()
        watched.page.wait_for_timeout(1200)
        assert watched.serious() == [], tab


def test_english_readers_find_no_chinese_on_the_controls(watch: Watch) -> None:
    watched = desk(watch)
    page = watched.page
    page.get_by_role("button", name="EN").click()
    expect(page.get_by_role("tab", name="Compare")).to_be_visible()
    expect(page.locator(".heat-legend")).to_contain_text("events per km²")
    words = page.locator(".heat-bar, .heat-tabs, .heat-time, .heat-legend").all_inner_texts()
    assert not re.search("[\u4e00-\u9fff]", " ".join(words))
