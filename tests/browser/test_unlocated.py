"""Rows without a place in a browser: by keyboard, on the map, by number fields, without scripts; and the freshness page."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.place import Place

from .conftest import Watched
from .page_measures import sideways

pytestmark = pytest.mark.browser
Watch = Callable[..., Watched]
DESK, PHONE = (1440, 900), (390, 844)
ROAD = (
    "SELECT name FROM geodata_road WHERE name <> '' GROUP BY name ORDER BY sum(ST_Length(geom)) DESC LIMIT 8"
)
WAITING = "SELECT address FROM geodata_unlocatedrow WHERE state = 'open' ORDER BY id"
PLACED = "SELECT ST_X(t), ST_Y(t) FROM (SELECT ST_Transform(geom, 4326) AS t FROM geodata_servicepoint WHERE name = '{}') p"


@pytest.fixture(scope="module")
def place(site: str) -> Place:
    """The database behind the site."""
    return Place(f"journey_browser_{os.getpid()}", 4543)


@pytest.fixture
def rows(place: Place, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Addresses that wait for a place: long bare roads and one that nobody knows; the import is undone at the end."""
    roads = [name for (name,) in place.values(ROAD)]
    addresses = [*roads, "没有的巷 3 号"]
    lines = [f"{request.node.name}-{n},站-{text},station,{text}" for n, text in enumerate(addresses)]
    path = tmp_path / "服务点.csv"
    path.write_text("\n".join(["id,name,kind,address", *lines]), encoding="utf-8")
    run = place.import_json("import_service_points", path, "--commit")["run"]
    yield [address for (address,) in place.values(WAITING)]
    undo = (
        "from django.utils import timezone; from geodata.actions.undo_import import undo_import; "
        "from geodata.rules.viewer import Role, Viewer; "
        f"undo_import('{run}', Viewer(Role.DISTRICT_ADMIN), None, timezone.now())"
    )
    assert place.run("manage.py", "shell", "-c", undo).returncode == 0


def opened(
    watch: Watch, path: str = "/import/unlocated/", size: tuple[int, int] = DESK, **options: bool
) -> Page:
    """The page as the district administrator sees it."""
    watched = watch(*size, **options)
    watched.sign_in("district_admin")
    watched.open(path)
    watched.page.wait_for_load_state("networkidle")
    return watched.page


def head(page: Page) -> str:
    """The address of the opened row."""
    return page.locator("[data-head]").inner_text()


def test_keys_walk_choose_and_save_while_the_map_stays(watch: Watch, place: Place, rows: list[str]) -> None:
    page = opened(watch)
    page.evaluate("() => { document.querySelector('.leaflet-pane').dataset.same = 'yes'; }")
    assert head(page) == rows[0]
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-head]")).to_have_text(rows[1])
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-head]")).to_have_text(rows[0])
    page.keyboard.press("1")
    told = page.locator(".choices input[name=spot]:checked").get_attribute("value")
    page.keyboard.press("Enter")
    expect(page.locator(".done")).to_contain_text(rows[0])
    expect(page.locator("[data-head]")).to_have_text(rows[1])
    assert page.evaluate("() => document.querySelector('.leaflet-pane').dataset.same") == "yes"
    lon, lat = place.values(PLACED.format(f"站-{rows[0]}"))[0]
    assert f"{lon:.5f},{lat:.5f}" == ",".join(f"{float(part):.5f}" for part in (told or "").split(","))


def test_a_click_on_the_map_and_a_drag_are_the_own_place(watch: Watch, place: Place, rows: list[str]) -> None:
    page = opened(watch)
    page.locator("#map").click(position={"x": 200, "y": 300})
    assert page.locator("input[name=spot]:checked").get_attribute("value") == "own"
    before = page.locator("input[name=lon]").input_value()
    pin = page.locator(".place-pin").bounding_box()
    assert pin
    page.mouse.move(pin["x"] + 18, pin["y"] + 18)
    page.mouse.down()
    page.mouse.move(pin["x"] + 98, pin["y"] + 48, steps=4)
    page.mouse.up()
    after = page.locator("input[name=lon]").input_value()
    assert float(after) > float(before)
    page.get_by_role("button", name="保存位置，下一条").click()
    expect(page.locator(".done")).to_contain_text(rows[0])
    assert place.values(PLACED.format(f"站-{rows[0]}"))[0][0] == pytest.approx(float(after), abs=1e-6)


def test_a_number_on_the_map_chooses_its_line(watch: Watch, rows: list[str]) -> None:
    page = opened(watch)
    page.locator("#address").fill(f"{rows[0]}、{rows[1]}")
    page.locator("#address").press("Enter")
    expect(page.locator(".choice-mark").nth(1)).to_be_attached()
    page.locator(".choice-mark:not(.choice-mark-chosen)").last.click()
    last = page.locator(".choices input[name=spot]:not([value=own])").last
    assert last.is_checked()


def test_a_place_outside_is_asked_back_and_saved_when_meant(
    watch: Watch, place: Place, rows: list[str]
) -> None:
    page = opened(watch)
    page.locator("input[name=lon]").fill("110")
    page.locator("input[name=lat]").fill("30")
    page.get_by_role("button", name="保存位置，下一条").click()
    expect(page.locator(".refusal")).to_contain_text("本区范围以外")
    assert page.locator("input[name=lon]").input_value() == "110"
    page.get_by_label("确认在区外").check()
    page.get_by_role("button", name="保存位置，下一条").click()
    expect(page.locator("[data-head]")).to_have_text(rows[1])
    assert place.values(PLACED.format(f"站-{rows[0]}"))[0] == pytest.approx((110, 30), abs=1e-6)


def test_a_corrected_address_finds_candidates(watch: Watch, rows: list[str]) -> None:
    page = opened(watch)
    page.locator(".lines a", has_text="没有的巷").click()
    expect(page.locator("[data-head]")).to_have_text("没有的巷 3 号")
    expect(page.locator(".choice-mark")).to_have_count(0)
    page.locator("#address").fill(rows[0])
    page.locator("#address").press("Enter")
    expect(page.locator(".choices legend, .choose legend").first).to_contain_text(rows[0])
    expect(page.locator(".choice-mark").first).to_be_attached()
    page.go_back()
    expect(page.locator(".choice-mark")).to_have_count(0)


def test_a_row_is_put_aside_and_found_under_its_state(watch: Watch, rows: list[str]) -> None:
    page = opened(watch)
    page.get_by_text("放不到地图上？").click()
    page.get_by_label("不是本区的").check()
    page.get_by_role("button", name="排除，下一条").click()
    expect(page.locator("[data-head]")).to_have_text(rows[1])
    page.locator(".states span", has_text="已排除").click()
    expect(page.locator("[data-head]")).to_have_text(rows[0])
    page.get_by_role("button", name="重新打开").click()
    expect(page.get_by_role("button", name="保存位置，下一条")).to_be_visible()


def test_without_scripts_a_candidate_is_saved_and_the_next_row_opens(
    watch: Watch, place: Place, rows: list[str]
) -> None:
    page = opened(watch, java_script_enabled=False)
    page.locator(".lines a").nth(1).click()
    assert head(page) == rows[1]
    page.get_by_role("button", name="保存位置，下一条").click()
    assert head(page) == rows[2]
    assert place.values(PLACED.format(f"站-{rows[1]}"))


@pytest.mark.parametrize("size", [PHONE, (320, 700), DESK], ids=["phone", "narrow", "desk"])
@pytest.mark.parametrize("path", ["/import/unlocated/", "/import/freshness/"])
def test_nothing_scrolls_sideways_and_nothing_is_inaccessible(
    watch: Watch, rows: list[str], path: str, size: tuple[int, int]
) -> None:
    watched = watch(*size)
    watched.sign_in("district_admin")
    page = watched.open(path)
    page.wait_for_load_state("networkidle")
    assert sideways(page) <= 0
    assert watched.serious() == []
