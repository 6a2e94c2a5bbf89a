"""The suggestion journey: ask for a community, compare, look, take, undo; propose workers; subdivide a subdistrict at once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Watched
from .test_planner import begun, grids

pytestmark = pytest.mark.browser
Watch = Callable[..., Watched]
SLOW_MS = 120_000


def asked(page: Page, scope: str, button: str) -> None:
    """Ask for suggestions by keyboard: g opens the panel, the area is chosen, the button pressed."""
    page.locator(".plan-main").press("g")
    page.check(f"[data-part=scope-{scope}]")
    page.locator(f"[data-part={button}]").press("Enter")


def test_alternatives_are_compared_shown_taken_and_undone(watch: Watch) -> None:
    watched = begun(watch, "建议旅程")
    page = watched.page
    before = grids(page)
    asked(page, "community", "compute")
    take = page.locator("[data-part=take]")
    expect(take).to_be_visible(timeout=SLOW_MS)
    told = page.locator(".suggest-table thead th").count() - 2
    assert 1 <= told <= 3
    expect(page.locator("[data-part=suggest-legend]")).to_contain_text("未写入")
    # Nothing is written by looking.
    expect(page.locator("[data-part=standing]")).to_contain_text("修订 0")
    assert watched.serious() == []
    wanted = page.locator(".suggest-table tbody tr").first.locator("td").nth(1).inner_text()
    take.click()
    expect(page.locator("[data-part=hint]")).to_contain_text("已采用", timeout=SLOW_MS)
    expect(page.locator(".plan-grids .plan-row")).to_have_count(int(wanted))
    expect(page.locator("[data-tool=undo]")).to_contain_text("撤销 1")
    page.locator(".plan-main").press("Control+z")
    expect(page.locator(".plan-grids .plan-row")).to_have_count(before, timeout=SLOW_MS)


def test_a_search_can_be_stopped(watch: Watch) -> None:
    page = begun(watch, "停止").page
    asked(page, "district", "compute")
    page.locator("[data-part=stop]").click()
    expect(page.locator(".suggest-words")).to_contain_text("已停止", timeout=SLOW_MS)
    expect(page.locator("[data-part=standing]")).to_contain_text("修订 0")


def test_a_subdistrict_is_subdivided_in_one_action(watch: Watch) -> None:
    page = begun(watch, "细分").page
    asked(page, "subdistrict", "subdivide")
    page.locator("dialog button[type=submit]").click()
    expect(page.locator("[data-part=hint]")).to_contain_text("已采用", timeout=SLOW_MS)
    expect(page.locator("[data-tool=undo]")).to_contain_text("撤销 1")
    expect(page.locator("[data-part=standing]")).to_contain_text("修订 1")


def test_workers_are_proposed_and_changed_by_hand(watch: Watch) -> None:
    watched = begun(watch, "人员")
    page = watched.page
    page.locator(".plan-grids .plan-row").first.click()
    page.locator("[data-tool=workers]").click()
    page.locator("[data-part=propose]").click()
    expect(page.locator(".workers-named .link-button")).to_have_count(1, timeout=SLOW_MS)
    assert watched.serious() == []
    page.locator(".workers-named .link-button").click()
    expect(page.locator(".workers-named .link-button")).to_have_count(0, timeout=SLOW_MS)
    page.locator("[data-part=add]").click()
    expect(page.locator(".workers-named .link-button")).to_have_count(1, timeout=SLOW_MS)
