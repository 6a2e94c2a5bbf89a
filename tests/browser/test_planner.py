"""The planner's journey: split a grid that is too large, push a border, undo, check, submit; others sign; the day comes."""

import math
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from .conftest import Watched

pytestmark = pytest.mark.browser
Watch = Callable[..., Watched]
DESK = (1440, 900)
SLOW_MS = 60_000
NAMES_STAND = """() => {
  const boxes = [...document.querySelectorAll('.grid-name')].map((one) => one.getBoundingClientRect());
  const now = boxes.map(({ x, y }) => `${x} ${y}`).join();
  const same = window.namesStood === now;
  window.namesStood = now;
  return same && boxes.length > 0;
}"""


def begun(watch: Watch, name: str) -> Watched:
    """A new plan of the planner, open at its first community."""
    watched = watch(*DESK)
    watched.sign_in("planner")
    page = watched.open("/planner/")
    page.fill("#plan-name", name)
    page.get_by_role("button", name="新建方案").click()
    expect(page.locator(".plan-grids .plan-row").first).to_be_visible(timeout=SLOW_MS)
    return watched


def grids(page: Page) -> int:
    """How many grids the open community has in the tree."""
    return page.locator(".plan-grids .plan-row").count()


def choose_large(page: Page) -> None:
    """Choose a grid above its band."""
    page.locator(".plan-grids .plan-row", has=page.locator(".plan-mark.above")).first.click()
    expect(page.locator(".plan-figures").first).to_be_visible()


def split(page: Page, parts: int) -> None:
    """Split the chosen grid evenly."""
    page.locator("[data-tool=parts]").click()
    page.fill("#parts", str(parts))
    page.locator("dialog button[type=submit]").click()


def at_rest(page: Page) -> None:
    """Until the names of grids stand where they stood half a second ago: the map has moved to what is worked on."""
    page.wait_for_function(NAMES_STAND, polling=500)


def grids_in_force(page: Page, base: str) -> int:
    """How many grids the public's map has."""
    answer = page.request.get(f"{base}/layers/grids.geojson?bbox=102,25,103,26")
    assert answer.ok
    return len(answer.json()["features"])


def test_a_grid_is_split_pushed_undone_signed_and_in_force_with_open_maps_following(watch: Watch) -> None:
    watched = begun(watch, "旅程方案")
    page = watched.page
    before = grids(page)
    choose_large(page)
    split(page, 4)
    expect(page.locator(".plan-grids .plan-row")).to_have_count(before + 3)
    expect(page.locator("[data-part=standing]")).to_contain_text("修订 1")
    pushed(page)
    expect(page.locator("[data-tool=undo]")).to_contain_text("撤销 2")
    page.keyboard.press("Control+z")
    expect(page.locator("[data-tool=redo]")).to_contain_text("重做 1")

    page.reload()
    expect(page.locator("[data-tool=undo]")).to_contain_text("撤销 1")
    page.locator("[data-tool=check]").click()
    expect(page.locator("[data-tool=submit]")).to_be_enabled(timeout=SLOW_MS)
    page.locator("[data-tool=submit]").click()
    page.locator("dialog button[type=submit]").click()
    page.wait_for_url("**/sign/")
    expect(page.locator(".sign-digest")).to_have_text(re.compile(r"^([0-9a-f]{8} ){7}[0-9a-f]{8}$"))
    assert watched.serious() == []

    path = re.sub(r"^https?://[^/]+", "", page.url)
    in_force = grids_in_force(page, watched.base)
    for role in ("subdistrict_head", "district_admin"):
        signed(watch, role, path)
    last = watch(*DESK)
    last.sign_in("district_admin")
    last.open(path)
    public = watch(*DESK).open("/map/")
    expect(public.locator("#map canvas").first).to_be_visible()
    # A map that is open asks for the new grids by itself. No other test takes this day: a town has one plan a day.
    with public.expect_request(
        lambda request: re.search(r"/layers/[^/]*grids[^/]*/\d", request.url), timeout=SLOW_MS
    ):
        last.page.get_by_role("button", name=re.compile("排定")).click()
        expect(last.page.locator(".sign-day")).to_be_visible(timeout=SLOW_MS)
    expect(last.page.locator(".plan-steps [aria-current]")).to_have_text("现行")
    assert grids_in_force(last.page, watched.base) == in_force + 3
    as_of(watched)


def as_of(watched: Watched) -> None:
    """The grid of a place yesterday is one of before, and the place stands in no address."""
    page = watched.open("/grids/as-of/")
    page.fill("#day", (timezone.localdate() - timedelta(days=1)).isoformat())
    page.locator("#map").click()
    expect(page.locator(".as-of-answer")).to_be_visible(timeout=SLOW_MS)
    assert page.url.endswith("/grids/as-of/")
    assert watched.serious() == []
    watched.open("/grids/lineage/")
    assert watched.serious() == []


def begin_push(page: Page) -> None:
    """Press on the name of a grid and drag, fast, to the nearest name of another."""
    page.locator("[data-tool=push]").click()
    at_rest(page)
    names = page.locator(".grid-name")
    boxes = [box for box in (names.nth(place).bounding_box() for place in range(names.count())) if box]
    middles = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes]
    one, other = min(
        ((one, other) for one in middles for other in middles if one != other),
        key=lambda two: math.dist(*two),
    )
    page.mouse.move(*one)
    page.mouse.down()
    page.mouse.move(*other, steps=2)
    expect(page.locator(".plan-state")).to_have_text("预览，未写入")


def pushed(page: Page) -> None:
    """Push a border and let go."""
    begin_push(page)
    # Everything else the server tells while the button is down.
    expect(page.locator(".plan-sum")).to_contain_text("改前改后一致")
    page.mouse.up()


def signed(watch: Watch, role: str, path: str) -> None:
    """Sign as a role, by the last six characters of the digest."""
    watched = watch(*DESK)
    watched.sign_in(role)
    page = watched.open(path)
    digest = page.locator(".sign-digest").inner_text().replace(" ", "")
    button = page.get_by_role("button", name="签署这份划分")
    expect(button).to_be_disabled()
    page.fill("#digest-end", digest[-6:])
    button.click()
    expect(page.locator(".sign-side ol li")).to_have_count({"subdistrict_head": 1, "district_admin": 2}[role])


def test_everything_is_done_by_keyboard(watch: Watch) -> None:
    watched = begun(watch, "键盘方案")
    page = watched.page
    page.locator(".plan-grids .plan-row").first.focus()
    page.keyboard.press("Enter")
    page.locator(".plan-near summary").first.focus()
    page.keyboard.press("Enter")
    take = page.get_by_role("button", name="并入本格").first
    take.focus()
    before = grids(page)
    page.keyboard.press("Enter")
    expect(page.locator(".plan-grids .plan-row")).to_have_count(before - 1)
    page.locator(".plan-main").press("Control+z")
    expect(page.locator(".plan-grids .plan-row")).to_have_count(before)


def test_two_planners_see_each_other(watch: Watch) -> None:
    first = begun(watch, "两人方案")
    second = watch(*DESK)
    second.sign_in("district_admin")
    second.open(re.sub(r"^https?://[^/]+", "", first.page.url))
    expect(second.page.locator(".plan-grids .plan-row").first).to_be_visible(timeout=SLOW_MS)
    before = grids(first.page)
    choose_large(first.page)
    split(first.page, 2)
    expect(second.page.locator(".plan-grids .plan-row")).to_have_count(before + 1, timeout=SLOW_MS)
    expect(second.page.locator("[data-part=hint]")).to_contain_text("别人改过")


def test_pages_have_no_serious_findings(watch: Watch) -> None:
    watched = begun(watch, "可及性")
    choose_large(watched.page)
    assert watched.serious() == []
    watched.open("/planner/")
    assert watched.serious() == []


def test_others_hear_of_no_plan(watch: Watch) -> None:
    page = watch(*DESK)
    page.sign_in("grid_worker")
    assert page.page.request.get(f"{page.base}/planner/").status == 404
