"""The care map in a browser, by role: marks, table, choice, refresh, nothing broken."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Watched
from .page_measures import sideways

pytestmark = pytest.mark.browser
Watch = Callable[..., Watched]
DESK = (1440, 900)
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.form-full:not([hidden])')].map((node) => node.getBoundingClientRect());
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return boxes.filter((a, i) => boxes.some((b, j) => j > i && meet(a, b))).length;
}"""


def care(watch: Watch, role: str = "operator", path: str = "/care/", size: tuple[int, int] = DESK) -> Watched:
    """The care page as a role sees it, once its marks are drawn."""
    watched = watch(*size)
    watched.sign_in(role)
    watched.open(path)
    watched.page.wait_for_load_state("networkidle")
    return watched


def shown_panel(page: Page) -> str:
    """The name of the area in the panel."""
    return page.locator("[data-panel]:not([hidden]) h2").inner_text()


def test_marks_stand_for_every_area_and_full_ones_do_not_overlap(watch: Watch) -> None:
    page = care(watch).page
    expect(page.locator(".mark")).to_have_count(page.locator("[data-panel]").count())
    assert page.evaluate(OVERLAPS) == 0


def test_a_mark_opens_its_panel_and_the_address_keeps_it(watch: Watch) -> None:
    page = care(watch).page
    before = shown_panel(page)
    mark = page.locator(".mark-icon", has=page.locator(".mark:not(.mark-selected)")).first
    mark.press("Enter")
    after = shown_panel(page)
    assert after != before
    page.reload()
    assert shown_panel(page) == after


def test_map_and_table_change_places_and_agree(watch: Watch) -> None:
    page = care(watch).page
    page.get_by_role("link", name="表格").click()
    expect(page.locator(".care-table")).to_be_visible()
    total = sum(int(text) for text in page.locator("tbody [data-count=red]").all_inner_texts())
    assert total == int(page.locator(".levels [data-sum=red]").inner_text())
    row = page.locator("tbody tr").last
    row.get_by_role("link").click()
    assert shown_panel(page) == row.locator("th").inner_text()


def test_figures_refresh_themselves(watch: Watch) -> None:
    watched = watch(*DESK)
    watched.page.clock.install()
    watched.sign_in("operator")
    page = watched.open("/care/")
    shown = int(page.locator(".levels [data-sum=needed]").inner_text())
    with page.expect_response(lambda response: "figures.json" in response.url) as answer:
        page.clock.run_for(61_000)
    assert answer.value.json()["sum"]["needed"] == shown


@pytest.mark.parametrize("role", ["grid_worker", "community_head"])
def test_buildings_of_the_own_area_in_list_and_map(watch: Watch, role: str) -> None:
    page = care(watch, role, "/care/?state=all").page
    count = page.locator("tr[data-uuid]").count()
    assert count > 0
    expect(page.locator(".mark")).to_have_count(count)
    page.locator(".house-name").first.click()
    expect(page.locator("tr.selected")).to_have_count(1)


def test_the_planner_reads_no_state(watch: Watch) -> None:
    text = care(watch, "planner").page.locator("body").inner_text()
    assert "逾期" not in text
    assert "到期" not in text


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("operator", "/care/"),
        ("operator", "/care/?view=table"),
        ("district_admin", "/care/"),
        ("subdistrict_head", "/care/"),
        ("community_head", "/care/?state=all"),
        ("planner", "/care/"),
    ],
)
def test_no_serious_accessibility_findings(watch: Watch, role: str, path: str) -> None:
    assert care(watch, role, path).serious() == []


@pytest.mark.parametrize("size", [(390, 844), (320, 700), DESK], ids=["phone", "narrow", "desk"])
@pytest.mark.parametrize("role", ["operator", "community_head"])
def test_nothing_scrolls_sideways(watch: Watch, role: str, size: tuple[int, int]) -> None:
    page = care(watch, role, size=size).page
    assert sideways(page) <= 0


def test_without_javascript_the_table_has_everything(watch: Watch) -> None:
    watched = watch(*DESK, java_script_enabled=False)
    watched.sign_in("operator")
    page = watched.open("/care/")
    page.get_by_role("link", name="看表格").click()
    expect(page.locator("tbody tr").first).to_be_visible()


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/geodata/servicepoint/",
        "/admin/geodata/servicepoint/add/",
        "/admin/geodata/staff/add/",
    ],
)
def test_plain_records_keep_the_content_policy(watch: Watch, path: str) -> None:
    page = care(watch, "district_admin", path).page
    expect(page.get_by_text("网格一张图 · 基础记录").first).to_be_visible()


def test_a_click_on_a_records_map_sets_its_place(watch: Watch) -> None:
    page = care(watch, "district_admin", "/admin/geodata/servicepoint/add/").page
    page.locator("[data-record-map]").click(position={"x": 200, "y": 150})
    assert float(page.locator("[data-lon]").input_value()) > 100
    assert "Point" in page.locator("textarea[name=geom]").input_value()
