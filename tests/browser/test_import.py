"""The import pages in a browser: a bureau's file is uploaded, put right, checked, written, seen and undone."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapefile
from playwright.sync_api import Page, expect
from pyproj import Transformer

from .conftest import Watched
from .page_measures import sideways

pytestmark = pytest.mark.browser
Watch = Callable[..., Watched]
DESK, PHONE = (1440, 900), (390, 844)
SLOW_MS = 60_000
NEW_NAME = "改名后的社区"


def communities(page: Page, base: str) -> list[dict[str, Any]]:
    """The communities as the map gets them."""
    answer = page.request.get(f"{base}/layers/communities.geojson?bbox=102,25,103,26")
    assert answer.ok
    return sorted(answer.json()["features"], key=lambda one: one["properties"]["code"])


def gbk_zip(features: list[dict[str, Any]], folder: Path) -> Path:
    """The communities as a bureau sends them: GBK, Gauss-Kruger metres, no .cpg and no .prj; the first renamed."""
    to_metres = Transformer.from_crs(4326, 4543, always_xy=True)
    parts = {ending: io.BytesIO() for ending in ("shp", "shx", "dbf")}
    with shapefile.Writer(**parts, shapeType=shapefile.POLYGON, encoding="gbk") as writer:
        writer.field("区划代码", "C", 12)
        writer.field("名称", "C", 40)
        for place, feature in enumerate(features):
            shape = feature["geometry"]
            polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
            rings = [ring for polygon in polygons for ring in polygon]
            writer.poly([[to_metres.transform(*corner) for corner in reversed(ring)] for ring in rings])
            own = feature["properties"]
            writer.record(own["code"], own["name"] if place else NEW_NAME)
    path = folder / "社区边界.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for ending, content in parts.items():
            archive.writestr(f"社区边界.{ending}", content.getvalue())
    return path


def point_table(folder: Path, count: int = 3) -> Path:
    """Service points in a table, as WGS 84."""
    path = folder / "服务点.csv"
    lines = [f"试点{i},警务亭,102.30{i % 10},25.34{i % 10},0999-5550-20{i % 10}" for i in range(count)]
    path.write_text("名称,类别,经度,纬度,电话\n" + "\n".join(lines) + "\n", encoding="utf-8-sig")
    return path


def send(page: Page, path: Path, kind: str = "areas") -> None:
    """Upload a file and wait until the guesses are shown."""
    page.check(f"input[name=kind][value={kind}]")
    if kind == "areas":
        page.select_option("select[name=level]", "community")
    page.set_input_files("input[type=file]", path)
    page.locator("form.upload button[type=submit]").click()
    expect(page.locator("[data-preview]")).to_be_visible(timeout=SLOW_MS)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the page asks for nothing any more."""
    page.wait_for_load_state("networkidle")


def confirm(page: Page) -> None:
    """Tick what is unsure and have the file checked."""
    for box in page.locator(".question .confirm input").all():
        box.check()
    page.locator("button[value=check]").click()
    expect(page.locator("[data-report]")).to_be_visible(timeout=SLOW_MS)
    settle(page)


def opened(
    watch: Watch, role: str = "district_admin", size: tuple[int, int] = DESK, **options: Any
) -> Watched:
    """The import page as a role sees it."""
    watched = watch(*size, **options)
    watched.sign_in(role)
    watched.open("/import/")
    return watched


def test_a_bureaus_file_is_put_right_loaded_seen_and_undone(watch: Watch, tmp_path: Path) -> None:
    watched = opened(watch, "planner")
    page = watched.page
    before = communities(page, watched.base)
    send(page, gbk_zip(before, tmp_path))
    expect(page.get_by_text("无投影文件（.prj）")).to_be_visible()

    page.locator("input[name=encoding][value=big5]").check(force=True)
    expect(page.locator("#ask-encoding legend")).to_contain_text("Big5", timeout=SLOW_MS)
    expect(page.locator(".first-rows", has_text=NEW_NAME)).to_have_count(0)
    page.locator("input[name=encoding][value=gb18030]").check(force=True)
    expect(page.locator("#ask-encoding legend")).to_contain_text("GBK", timeout=SLOW_MS)
    expect(page.locator(".first-rows")).to_contain_text(NEW_NAME)
    settle(page)
    expect(page.locator("[data-legend] [data-of=converted]")).to_be_visible()
    assert page.locator("#ask-srid input:checked").get_attribute("value") == "4543"

    confirm(page)
    page.locator("[data-write]").click()
    expect(page.locator(".done-note")).to_be_visible(timeout=SLOW_MS)
    after = communities(page, watched.base)
    assert after[0]["properties"]["name"] == NEW_NAME
    assert [one["geometry"] for one in after] == [one["geometry"] for one in before]

    page.get_by_role("link", name="撤销这次导入").click()
    expect(page.get_by_role("heading", name="撤销会这样做")).to_be_visible()
    page.get_by_role("button", name="确认撤销").click()
    expect(page.locator(".done-note")).to_be_visible()
    assert communities(page, watched.base) == before


def test_points_go_to_the_public_map_and_the_same_file_changes_nothing(watch: Watch, tmp_path: Path) -> None:
    watched = opened(watch)
    page, path = watched.page, point_table(tmp_path)
    send(page, path, "service_points")
    page.locator("select[name='word:警务亭']").select_option("post")
    confirm(page)
    page.locator("[data-write]").click()
    expect(page.locator(".done-note")).to_contain_text("已写入 3 个服务点", timeout=SLOW_MS)
    undo = page.get_by_role("link", name="撤销这次导入").get_attribute("href")
    page.get_by_role("button", name="在便民地图上看").click()
    expect(page.get_by_text("试点0").first).to_be_visible()

    watched.open("/import/")
    send(page, path, "service_points")
    page.locator("select[name='word:警务亭']").select_option("post")
    confirm(page)
    expect(page.get_by_text("没有变化").first).to_be_visible()
    watched.open(str(undo))
    page.get_by_role("button", name="确认撤销").click()
    expect(page.locator(".done-note")).to_be_visible()


def test_a_table_without_places_needs_no_map(watch: Watch, tmp_path: Path) -> None:
    page = opened(watch).page
    path = tmp_path / "地址.csv"
    path.write_text("上报时间,地址,类别\n2026-05-01 10:00,没有这条路 1 号,噪声\n", encoding="utf-8")
    send(page, path, "events")
    expect(page.locator("[data-preview]")).to_have_class("by-script")
    confirm(page)
    expect(page.locator("#map")).to_have_count(0)
    page.get_by_role("button", name="放弃这次导入").click()
    expect(page.get_by_text("已放弃").first).to_be_visible()


def test_the_file_is_chosen_by_keyboard_with_a_button_in_the_pages_language(
    watch: Watch, tmp_path: Path
) -> None:
    page = opened(watch).page
    expect(page.locator(".file-button")).to_have_text("选文件")
    field = page.locator("input[type=file]")
    assert field.evaluate("one => getComputedStyle(one).opacity") == "0"
    # Choosers are caught from here on: switched on only by the expectation, the key may come first on a busy machine.
    page.on("filechooser", lambda _: None)
    field.focus()
    expect(field).to_be_focused()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(point_table(tmp_path))
    expect(page.locator("[data-chosen]")).to_contain_text("服务点.csv（1 KB）")


def test_every_step_works_without_javascript(watch: Watch, tmp_path: Path) -> None:
    watched = opened(watch, java_script_enabled=False)
    page = watched.page
    page.check("input[name=kind][value=service_points]")
    page.set_input_files("input[type=file]", point_table(tmp_path))
    page.get_by_role("button", name="上传并识别").click()
    expect(page.locator("#preview")).to_be_visible(timeout=SLOW_MS)
    for box in page.locator(".question .confirm input").all():
        box.check()
    page.locator("button[value=check]").click()
    expect(page.locator("[data-report]")).to_be_visible(timeout=SLOW_MS)
    page.get_by_role("button", name="放弃这次导入").click()
    expect(page.get_by_role("heading", name="导入记录")).to_be_visible()
    expect(page.get_by_text("已放弃").first).to_be_visible()


def test_a_refused_file_is_told_at_the_form_and_by_its_page(watch: Watch, tmp_path: Path) -> None:
    watched = opened(watch)
    page = watched.page
    broken = tmp_path / "坏.zip"
    broken.write_bytes(b"PK\x03\x04 no archive")
    page.check("input[name=kind][value=roads]")
    page.set_input_files("input[type=file]", broken)
    page.get_by_role("button", name="上传并识别").click()
    expect(page.get_by_role("heading", name="这个文件没有导入")).to_be_visible(timeout=SLOW_MS)


@pytest.mark.parametrize(
    "size", [DESK, (1280, 800), PHONE, (320, 700)], ids=["desk", "small desk", "phone", "narrow"]
)
def test_pages_fit_and_have_no_serious_findings(watch: Watch, tmp_path: Path, size: tuple[int, int]) -> None:
    watched = opened(watch, "planner", size)
    page = watched.page
    assert faults_of(watched) == []
    send(page, gbk_zip(communities(page, watched.base), tmp_path))
    assert faults_of(watched) == []
    confirm(page)
    assert faults_of(watched) == []
    page.get_by_role("button", name="放弃这次导入").click()
    page.wait_for_load_state()


def faults_of(watched: Watched) -> list[str]:
    """What is wrong with a page as it stands: how far it scrolls sideways, what axe finds serious."""
    wider = sideways(watched.page)
    return [*([f"{wider} pixels too wide"] if wider > 0 else []), *watched.serious()]


def test_the_pages_speak_english(watch: Watch, tmp_path: Path) -> None:
    watched = opened(watch)
    page = watched.page
    page.get_by_role("button", name="EN").click()
    expect(page.get_by_role("heading", name="Imports so far")).to_be_visible()
    send(page, point_table(tmp_path), "service_points")
    expect(page.get_by_role("button", name="Confirm and check all 3 rows")).to_be_visible()
    assert watched.serious() == []
    page.get_by_role("button", name="Give this import up").click()
    page.wait_for_load_state()
