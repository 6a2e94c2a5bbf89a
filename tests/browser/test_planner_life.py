"""Plans beside each other, gestures by mouse and keyboard, who else is there, and the grid of a place on a day."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from webmap.pages.plan_pages import MOST_ROWS

from .conftest import Watched
from .test_planner import (
    DESK,
    SLOW_MS,
    at_rest,
    begin_push,
    begun,
    choose_large,
    grids,
    split,
)

pytestmark = pytest.mark.browser
Watch = Callable[..., Watched]
FILL_SHEET = """(most) => {
  const body = document.querySelector('.plan-sheet-side tbody');
  while (body.rows.length < most) body.append(body.rows[0].cloneNode(true));
  body.parentElement.insertAdjacentHTML('afterend', '<p>另有 47 个社区有变化，见附表。</p>');
  document.querySelector('.plan-sheet-digest').textContent = 'a1'.repeat(32);
}"""


def middle_of_chosen(page: Page) -> tuple[float, float]:
    """A place on the screen inside the chosen grid: that of its name."""
    return middle_of(page, page.locator(".plan-grids [aria-current=true] span").nth(1).inner_text())


def middle_of(page: Page, name: str) -> tuple[float, float]:
    """A place on the screen inside the grid of this name."""
    at_rest(page)
    box = page.locator(".grid-name", has_text=name).first.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def revision(page: Page) -> int:
    """The revision the page stands at."""
    found = re.search(r"修订 (\d+)", page.locator("[data-part=standing]").inner_text())
    assert found
    return int(found[1])


def wait_for_revision(page: Page, least: int) -> None:
    """Until the page stands at a revision or beyond."""
    expect(page.locator("[data-part=standing]")).to_contain_text(
        re.compile("|".join(f"修订 {number} " for number in range(least, least + 4))), timeout=SLOW_MS
    )


def split_plan(watch: Watch, name: str, parts: int) -> Watched:
    """A new plan in which a grid above its band was split into so many."""
    watched = begun(watch, name)
    choose_large(watched.page)
    split(watched.page, parts)
    wait_for_revision(watched.page, 1)
    return watched


def test_a_block_is_cut_by_mouse_and_the_cut_undone(watch: Watch) -> None:
    page = begun(watch, "切街块").page
    choose_large(page)
    page.locator("[data-tool=cut]").click()
    x, y = middle_of_chosen(page)
    page.mouse.click(x - 12, y - 20)
    page.mouse.click(x + 12, y + 20)
    page.keyboard.press("Enter")
    wait_for_revision(page, 1)
    expect(page.locator("[data-tool=undo]")).to_contain_text("撤销 1")
    page.keyboard.press("Control+z")
    expect(page.locator("[data-tool=redo]")).to_contain_text("重做 1", timeout=SLOW_MS)
    page.reload()
    expect(page.locator("[data-tool=redo]")).to_contain_text("重做 1", timeout=SLOW_MS)


def test_a_block_is_cut_by_keyboard(watch: Watch) -> None:
    page = begun(watch, "键盘切块").page
    choose_large(page)
    page.locator(".plan-near summary", has_text="街块").last.focus()
    page.keyboard.press("Enter")
    cut = page.get_by_role("button", name="沿短轴切成两半").first
    cut.focus()
    page.keyboard.press("Enter")
    wait_for_revision(page, 1)
    expect(page.locator("[data-tool=undo]")).to_contain_text("撤销 1")


def test_a_lasso_takes_blocks_into_the_chosen_grid(watch: Watch) -> None:
    watched = begun(watch, "套索")
    page = watched.page
    choose_large(page)
    split(page, 2)
    wait_for_revision(page, 1)
    page.locator("[data-tool=lasso]").click()
    x, y = middle_of(page, "+")
    page.mouse.move(x - 90, y - 90)
    page.mouse.down()
    for dx, dy in ((90, -90), (90, 90), (-90, 90), (-90, -80)):
        page.mouse.move(x + dx, y + dy, steps=6)
    expect(page.locator(".plan-state")).to_have_text("预览，未写入")
    page.keyboard.press("Escape")
    expect(page.locator(".plan-state")).to_have_count(0)
    assert revision(page) == 1
    page.mouse.up()
    # What half a ring would take may be refused, and is said while it is drawn.
    watched.errors[:] = [error for error in watched.errors if "422" not in error]


def test_a_preview_stays_when_totals_come_late(watch: Watch) -> None:
    page = split_plan(watch, "合计迟到", 4).page
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    page.route("**/totals/", hold)
    page.keyboard.press("Control+z")
    wait_for_revision(page, 2)
    page.keyboard.press("Control+Shift+z")
    wait_for_revision(page, 3)
    begin_push(page)
    page.wait_for_timeout(1500)
    assert late
    for route in late:
        route.continue_()
    page.wait_for_timeout(1500)
    expect(page.locator(".plan-state")).to_have_text("预览，未写入")
    page.keyboard.press("Escape")
    expect(page.locator(".plan-state")).to_have_count(0)
    page.mouse.up()


def test_a_whole_community_goes_to_one_grid_and_back(watch: Watch) -> None:
    page = begun(watch, "整社区").page
    before = grids(page)
    page.locator(".plan-grids .plan-row").first.click()
    page.keyboard.press("w")
    page.locator("dialog button[type=submit]").click()
    expect(page.locator(".plan-grids .plan-row")).to_have_count(1, timeout=SLOW_MS)
    page.keyboard.press("Control+z")
    expect(page.locator(".plan-grids .plan-row")).to_have_count(before, timeout=SLOW_MS)
    page.keyboard.press("f")
    expect(page.locator("[data-part=hint]")).to_contain_text("没有断开的网格", timeout=SLOW_MS)


def test_a_row_of_blocks_is_pushed_by_keyboard(watch: Watch) -> None:
    page = begun(watch, "键盘推边").page
    choose_large(page)
    split(page, 2)
    wait_for_revision(page, 1)
    page.locator(".plan-near summary").first.focus()
    page.keyboard.press("Enter")
    push = page.get_by_role("button", name="移入一整排").first
    push.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=hint]")).not_to_be_empty()
    assert revision(page) in {1, 2}


def test_those_who_have_the_plan_open_see_each_other(watch: Watch) -> None:
    first = begun(watch, "同时打开")
    second = watch(*DESK)
    second.sign_in("district_admin")
    second.open(re.sub(r"^https?://[^/]+", "", first.page.url))
    expect(second.page.locator(".plan-others.near")).to_contain_text("同一社区", timeout=SLOW_MS)
    expect(first.page.locator(".plan-others.near")).to_contain_text("同一社区", timeout=SLOW_MS)


def test_a_plan_is_compared_by_keyboard_and_leaves_as_files(watch: Watch) -> None:
    watched = split_plan(watch, "对比方案", 3)
    page = watched.page
    page.locator("[data-tool=compare]").click()
    page.wait_for_url("**/compare/")
    expect(page.locator(".table-room tbody tr")).to_have_count(2, timeout=SLOW_MS)
    assert watched.serious() == []
    slider = page.locator("[data-part=swipe]")
    slider.focus()
    page.keyboard.press("Home")
    divider = "document.getElementById('map').style.getPropertyValue('--divider')"
    assert page.evaluate(divider) == "0px"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(divider) != "0px"
    base = page.url.removesuffix("compare/")
    told = json.loads(page.request.get(f"{base}files/difference.json").text())
    assert told["effects"]["total"]["new"] == 2
    assert page.request.get(f"{base}files/grids.gpkg").body()[:15] == b"SQLite format 3"
    watched.open(re.sub(r"^https?://[^/]+", "", f"{base}sheet/"))
    expect(page.locator("body[data-ready]")).to_be_attached(timeout=SLOW_MS)
    sheet = page.locator(".plan-sheet").bounding_box()
    assert sheet
    # Millimetres at 96 pixels an inch.
    assert (round(sheet["width"] / 96 * 25.4), round(sheet["height"] / 96 * 25.4)) == (420, 297)
    assert watched.serious() == []
    # A single page, also with as many communities as it has lines for, their note and a digest.
    page.evaluate(FILL_SHEET, MOST_ROWS)
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
