"""The wall screen in a browser: something at once, click-through, one state in the address, nothing broken."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response, expect

from .conftest import Watched

pytestmark = pytest.mark.browser
Watch = Callable[..., Watched]
COLOURED = """() => [...document.querySelectorAll('#map canvas')].filter((canvas) => {
  const ctx = canvas.getContext('2d');
  if (!ctx || !canvas.width) return false;
  const data = ctx.getImageData(0, 0, canvas.width, canvas.height).data;
  for (let i = 3; i < data.length; i += 4) if (data[i] > 0) return true;
  return false;
}).length"""


def wall(
    watch: Watch, path: str = "/command/", size: tuple[int, int] = (1920, 1080), *, clock: bool = False
) -> Watched:
    """The wall screen as an operator sees it; with clock the test moves the page's time."""
    watched = watch(*size)
    watched.sign_in("operator")
    if clock:
        watched.page.clock.install()
    watched.open(path)
    return watched


def drawn(page: Page) -> int:
    """How many canvases of the map have something on them, once there are some."""
    for _ in range(60):
        count = page.evaluate(COLOURED)
        if count >= 4:
            return count
        page.wait_for_timeout(100)
    return page.evaluate(COLOURED)


def test_figures_map_and_legend_are_there(watch: Watch) -> None:
    page = wall(watch).page
    expect(page.get_by_role("heading", name="今日")).to_be_visible()
    expect(page.get_by_text("件/km²·30天，带宽 200 米")).to_be_visible()
    assert drawn(page) >= 4


def test_tiles_are_asked_for_once_and_what_everybody_may_see_stays_public(watch: Watch) -> None:
    watched = wall(watch)
    page = watched.page
    drawn(page)
    page.goto("about:blank")
    answers: list[Response] = []
    page.on("response", lambda response: answers.append(response) if ".mvt" in response.url else None)
    watched.open("/command/?layers=grids,types,points,events")
    assert drawn(page) >= 4
    page.wait_for_load_state()
    page.wait_for_timeout(1_000)
    addresses = [response.url for response in answers]
    assert len(addresses) == len(set(addresses))
    rules: dict[str, set[str]] = {}
    for response in answers:
        names = response.url.split("/layers/")[1].split("/")[0]
        rules.setdefault(names, set()).add(response.headers["cache-control"].split(",")[0])
    assert rules == {
        "landcover,water,roads,places": {"public"},
        "districts,subdistricts,communities,grids": {"public"},
        "service_points": {"public"},
        "buildings": {"private"},
        "grid_types": {"private"},
        "events": {"private"},
    }


def test_figures_add_up(watch: Watch) -> None:
    page = wall(watch).page
    reported = page.locator(".kpis dd strong").first.inner_text()
    panel = page.locator(".panel", has=page.get_by_role("heading", name="分类上报"))
    total = panel.locator("tfoot td").nth(2).inner_text()
    assert reported == total


def test_a_click_on_the_map_goes_down_and_escape_comes_back(watch: Watch) -> None:
    page = wall(watch).page
    drawn(page)
    trail = page.locator("[data-part=trail] button")
    expect(trail).to_have_count(1)
    box = page.locator("#map").bounding_box()
    assert box
    for depth in (2, 3, 4):
        page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.55)
        expect(trail).to_have_count(depth)
    assert "area=" in page.url
    page.keyboard.press("Escape")
    expect(trail).to_have_count(3)


def test_the_ranking_goes_down_by_keyboard(watch: Watch) -> None:
    page = wall(watch).page
    first = page.locator("[data-column=left] .rows button").first
    name = first.inner_text()
    first.focus()
    page.keyboard.press("Enter")
    current = page.locator("[data-part=trail] button[aria-current]")
    expect(current).to_have_text(name)
    expect(current).to_be_focused()


def test_period_and_category_stay_in_the_link(watch: Watch) -> None:
    watched = wall(watch)
    page = watched.page
    with page.expect_response(lambda r: "surface.geojson" in r.url and "from=" in r.url):
        page.get_by_role("button", name="7 天", exact=True).click()
    with page.expect_response(lambda r: "category=" in r.url):
        page.locator("[data-part=category]").select_option("city_appearance")
    address = page.url
    assert "days=7" in address
    assert "category=city_appearance" in address
    page.goto(address)
    expect(page.get_by_role("button", name="7 天", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-part=category]")).to_have_value("city_appearance")


def test_the_window_of_the_time_bar_moves_by_keyboard(watch: Watch) -> None:
    page = wall(watch).page
    grip = page.get_by_role("slider", name="时段起点")
    before = grip.get_attribute("aria-valuetext")
    grip.focus()
    page.keyboard.press("ArrowLeft")
    expect(grip).not_to_have_attribute("aria-valuetext", before or "")
    expect(grip).to_be_focused()


def test_playing_moves_the_window_and_keeps_the_legend(watch: Watch) -> None:
    page = wall(watch, "/command/?scene=heat").page
    expect(page.locator("[data-part=legend] .swatch")).to_have_count(5)
    bounds = page.locator("[data-part=legend] li").evaluate_all(
        "lines => lines.map((line) => line.childNodes[1].data)"
    )
    grip = page.get_by_role("slider", name="时段终点")
    before = grip.get_attribute("aria-valuetext")
    page.get_by_role("button", name="播放").click()
    expect(grip).not_to_have_attribute("aria-valuetext", before or "")
    page.get_by_role("button", name="暂停").click()
    expect(page.get_by_role("button", name="播放")).to_be_visible()
    legend = page.locator("[data-part=legend]").inner_text()
    assert all(bound in legend for bound in bounds)
    assert f"to={grip.get_attribute('aria-valuetext')}" in page.url


def test_the_back_button_comes_up_again(watch: Watch) -> None:
    page = wall(watch).page
    trail = page.locator("[data-part=trail] button")
    for depth in (2, 3):
        page.locator("[data-column=left] .rows button").first.click()
        expect(trail).to_have_count(depth)
    page.go_back()
    expect(trail).to_have_count(2)
    page.go_back()
    expect(trail).to_have_count(1)


def test_a_refresh_leaves_the_focus_where_it_is(watch: Watch) -> None:
    watched = wall(watch, clock=True)
    page = watched.page
    first = page.locator("[data-column=left] .rows button").first
    name = first.inner_text()
    first.focus()
    with page.expect_response("**/figures.json*"):
        page.clock.run_for(31_000)
    page.wait_for_timeout(300)
    assert page.evaluate("() => document.activeElement.textContent") == name


def test_late_events_are_marked_with_as_many_as_the_panel_counts(watch: Watch) -> None:
    page = wall(watch).page
    drawn(page)
    counts = page.locator(".lateness strong").all_inner_texts()
    overdue = sum(int(count) for count in counts[1:])
    assert 0 < overdue <= 60
    expect(page.locator("#map .late-mark")).to_have_count(overdue)
    page.get_by_role("button", name="预警", exact=True).click()
    expect(page.locator("#map .late-mark")).to_have_count(0)
    assert "layers=heat" in page.url


def test_the_heat_scene_tells_when_and_how_much(watch: Watch) -> None:
    page = wall(watch, "/command/?scene=heat").page
    expect(page.get_by_role("heading", name="期内合计")).to_be_visible()
    expect(page.get_by_role("img", name="最忙")).to_be_visible()
    reported = page.locator(".kpis dd strong").first.inner_text()
    assert page.locator(".time-sum strong").inner_text() == reported


def test_an_unknown_scene_is_the_overview(watch: Watch) -> None:
    page = wall(watch, "/command/?scene=care").page
    expect(page.get_by_role("button", name="总览")).to_have_attribute("aria-pressed", "true")


def test_scenes_change_by_themselves_until_somebody_touches_the_screen(watch: Watch) -> None:
    watched = wall(watch, "/command/?rotate=1", clock=True)
    page = watched.page
    expect(page.locator("[data-part=rotation]")).to_contain_text("秒后切换")
    page.clock.run_for(46_000)
    expect(page.get_by_role("button", name="热力").first).to_have_attribute("aria-pressed", "true")
    assert "scene=heat" in page.url
    page.keyboard.press("Shift")
    page.clock.run_for(100_000)
    expect(page.locator("[data-part=rotation]")).to_contain_text("轮播已暂停")
    assert "scene=heat" in page.url


def test_a_year_of_the_period_before_is_named(watch: Watch) -> None:
    page = wall(watch, "/command/?scene=heat&from=2025-12-20&to=2026-01-10").page
    expect(page.get_by_text("2025-12-20 至 01-10").first).to_be_visible()


def test_grid_types_are_told_by_letter_pattern_and_word(watch: Watch) -> None:
    page = wall(watch, "/command/?scene=types").page
    for name in ("城市综合型", "老旧小区型"):
        expect(page.locator("[data-part=legend]").get_by_text(name)).to_be_visible()
    expect(page.get_by_role("heading", name="网格类型构成")).to_be_visible()


@pytest.mark.parametrize("scene", ["overview", "heat", "types"])
@pytest.mark.parametrize("size", [(1920, 1080), (1440, 900)], ids=["wall", "desk"])
def test_no_serious_accessibility_findings(watch: Watch, scene: str, size: tuple[int, int]) -> None:
    watched = wall(watch, f"/command/?scene={scene}", size)
    drawn(watched.page)
    assert watched.serious() == []


def test_nothing_scrolls_or_sticks_out_on_the_wall(watch: Watch) -> None:
    page = wall(watch).page
    drawn(page)
    sizes = page.evaluate(
        "() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    )
    assert sizes == [1920, 1080]


def test_the_screen_speaks_english(watch: Watch) -> None:
    page = wall(watch).page
    page.get_by_role("button", name="EN").click()
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    expect(page.get_by_role("heading", name="By category")).to_be_visible()
