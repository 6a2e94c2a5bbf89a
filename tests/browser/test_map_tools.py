"""The tools of 一张图 in a browser: measure, count inside, search, locate, share, print."""

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect
from pyproj import Geod

from .test_map import DESK, PHONE, Watch, atlas

pytestmark = pytest.mark.browser
ELLIPSOID = Geod(ellps="WGS84")
AT = "at=102.295,25.345,14"


def centre(page: Page) -> tuple[float, float]:
    """Longitude and latitude that the address names."""
    lon, lat, _zoom = re.search(r"at=([^&]+)", page.url).group(1).split(",")  # type: ignore[union-attr]
    return float(lon), float(lat)


def click_map(page: Page, *shares: tuple[float, float]) -> None:
    """Clicks at shares of the map's width and height."""
    box = page.locator("#map").bounding_box()
    assert box
    for x, y in shares:
        page.mouse.click(box["x"] + box["width"] * x, box["y"] + box["height"] * y)
        page.wait_for_timeout(350)


def test_a_distance_by_keys_is_the_one_on_the_ellipsoid(watch: Watch) -> None:
    page = atlas(watch, path=f"/map/?{AT}").page
    page.keyboard.press("m")
    page.locator("#map").focus()
    page.keyboard.press("Enter")
    first = centre(page)
    for _ in range(3):
        before = page.url
        page.keyboard.press("ArrowRight")
        # The map has come to rest, and says where.
        page.wait_for_function("before => location.href !== before", arg=before)
    page.keyboard.press("Enter")
    expect(page.locator(".key-figure")).to_be_visible()
    shown = page.locator(".key-figure").inner_text()
    metres = float(shown.split()[0]) * (1000 if shown.endswith("km") else 1)
    assert metres == pytest.approx(ELLIPSOID.inv(*first, *centre(page))[2], abs=2)
    page.keyboard.press("Backspace")
    expect(page.locator(".key-figure")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("[data-part=side]")).to_be_hidden()


def test_a_total_runs_and_the_last_point_is_undone(watch: Watch) -> None:
    page = atlas(watch, path=f"/map/?{AT}").page
    page.get_by_role("button", name="测距").click()
    click_map(page, (0.3, 0.4), (0.5, 0.4))
    expect(page.locator(".key-figure")).to_have_count(1)
    two = page.locator(".key-figure").inner_text()
    click_map(page, (0.5, 0.6))
    expect(page.locator(".facts")).to_contain_text("最后一段")
    page.get_by_role("button", name="撤销一点").click()
    expect(page.locator(".key-figure")).to_have_text(two)
    page.get_by_role("button", name="完成").click()
    expect(page.get_by_role("button", name="撤销一点")).to_be_disabled()


def test_an_area_that_crosses_itself_is_told(watch: Watch) -> None:
    watched = atlas(watch, path=f"/map/?{AT}")
    page = watched.page
    page.get_by_role("button", name="测面积").click()
    click_map(page, (0.3, 0.3), (0.5, 0.3), (0.3, 0.6))
    expect(page.locator(".key-figure")).to_contain_text("km²")
    click_map(page, (0.5, 0.6))
    expect(page.locator(".side-body .form-error")).to_contain_text("交叉")
    watched.errors[:] = [text for text in watched.errors if "400" not in text]


@pytest.mark.parametrize("role", ["public", "operator"])
def test_what_is_inside_is_counted_listed_and_shared(watch: Watch, role: str) -> None:
    page = atlas(watch, role, f"/map/?{AT}").page
    page.get_by_role("button", name="圈选统计").click()
    click_map(page, (0.3, 0.3), (0.65, 0.3), (0.65, 0.7), (0.3, 0.7))
    page.get_by_role("button", name="统计", exact=True).click()
    expect(page.locator(".inside-layer").first).to_be_visible()
    titles = page.locator(".inside-layer summary").all_inner_texts()
    assert any(title.startswith("服务点") for title in titles)
    assert any(title.startswith("事件") for title in titles) == (role == "operator")
    assert not any("关爱" in title for title in titles)
    assert "ring=" in page.url
    page.reload()
    expect(page.locator(".inside-layer").first).to_be_visible()
    assert page.locator(".inside-layer summary").all_inner_texts() == titles


def test_a_row_inside_leads_to_its_details_and_back(watch: Watch) -> None:
    page = atlas(watch, path=f"/map/?{AT}&circle=102.295,25.345,1500").page
    part = page.locator(".inside-layer").filter(has=page.locator("summary", has_text="服务点"))
    part.locator("summary").click()
    with page.expect_download() as download:
        part.get_by_role("link", name="下载 CSV").click()
    assert download.value.suggested_filename == "inside-service_points.csv"
    part.locator(".choices button").first.click()
    expect(page.get_by_role("link", name="查看详情页")).to_be_visible()
    page.get_by_role("button", name="返回列表").click()
    expect(part).to_be_visible()


def test_a_circle_takes_two_points(watch: Watch) -> None:
    page = atlas(watch, path=f"/map/?{AT}").page
    page.get_by_role("button", name="圈选统计").click()
    page.get_by_label("圆", exact=True).check()
    click_map(page, (0.45, 0.5), (0.6, 0.5))
    expect(page.locator(".side-body")).to_contain_text("半径")
    assert "circle=" in page.url


def test_an_area_is_counted_from_its_details(watch: Watch) -> None:
    page = atlas(watch, path=f"/map/?{AT}&layers=communities").page
    click_map(page, (0.5, 0.5))
    name = page.locator(".side-head h2").inner_text()
    page.get_by_role("button", name="统计里面有什么").click()
    expect(page.locator(".side-head h2")).to_have_text(f"{name}之内")
    expect(page.locator(".inside-layer summary", has_text="网格")).to_be_visible()
    assert re.search(r"area=\d{12}", page.url)
    page.go_back()
    expect(page.locator("[data-part=side]")).to_be_hidden()
    page.go_forward()
    expect(page.locator(".side-head h2")).to_have_text(f"{name}之内")


def test_a_place_is_found_by_keys(watch: Watch) -> None:
    page = atlas(watch).page
    page.keyboard.press("/")
    page.keyboard.type("社区")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".facts")).to_contain_text("代码")
    assert "pick=" in page.url
    page.locator("#find").fill("没有这样的地方")
    expect(page.locator("#found")).to_contain_text("没有找到")


@pytest.mark.parametrize(
    ("place", "said"), [((25.345, 102.295), "已定位"), ((31.2, 121.5), "不在本区")], ids=["here", "away"]
)
def test_the_device_is_shown_and_its_place_not_sent(
    watch: Watch, place: tuple[float, float], said: str
) -> None:
    options = {
        "geolocation": {"latitude": place[0], "longitude": place[1], "accuracy": 40},
        "permissions": ["geolocation"],
    }
    page = atlas(watch, **options).page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="定位").click()
    expect(page.locator("[data-part=note]")).to_contain_text(said)
    assert not [url for url in asked if "102.295" in url or "121.5" in url]


def test_without_leave_to_locate_another_way_is_named(watch: Watch) -> None:
    page = atlas(watch, permissions=[]).page
    page.get_by_role("button", name="定位").click()
    expect(page.locator("[data-part=note]")).to_contain_text("查找地点")


def test_the_link_is_copied(watch: Watch) -> None:
    page = atlas(watch, permissions=["clipboard-read", "clipboard-write"]).page
    page.get_by_role("button", name="复制链接").click()
    expect(page.locator("[data-part=note]")).to_contain_text("链接已复制")
    assert page.evaluate("() => navigator.clipboard.readText()") == page.url


def test_tools_work_by_touch(watch: Watch) -> None:
    page = atlas(watch, path=f"/map/?{AT}", size=PHONE, has_touch=True).page
    page.get_by_role("button", name="测距").tap()
    page.touchscreen.tap(120, 250)
    page.touchscreen.tap(250, 300)
    expect(page.locator(".key-figure")).to_be_visible()
    page.get_by_role("button", name="在中心加点").tap()
    expect(page.locator(".side-body")).to_contain_text("3 个点")


@pytest.mark.parametrize(
    ("paper", "turn", "points"),
    [
        ("a4", "landscape", (842, 595)),
        ("a4", "portrait", (595, 842)),
        ("a3", "landscape", (1191, 842)),
        ("a3", "portrait", (842, 1191)),
    ],
)
def test_a_sheet_is_one_page_of_its_paper_to_scale(
    watch: Watch, paper: str, turn: str, points: tuple[int, int]
) -> None:
    watched = watch(*DESK)
    watched.sign_in("operator")
    query = f"{AT}&layers=grids,events&events.standing=open&paper={paper}&turn={turn}&scale=25000"
    page = watched.open(f"/map/print/?{query}")
    page.wait_for_timeout(2500)
    bar = page.locator("[data-part=scale-bar]")
    metres, width = (float(bar.get_attribute(f"data-{name}") or 0) for name in ("metres", "millimetres"))
    assert metres * 1000 / width == pytest.approx(25_000)
    text = page.locator(".sheet-page").inner_text()
    for part in ("比例尺 1:25,000", "数据截至 20", "来源：", "EPSG:4543", "网格边界", "已筛选：只看在办"):
        assert part in text, part
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert [tuple(round(float(side)) for side in box) for box in boxes] == [pytest.approx(points, abs=1)]


@pytest.mark.parametrize("turn", ["landscape", "portrait"])
def test_a_long_legend_is_printed_whole(watch: Watch, turn: str) -> None:
    watched = watch(*DESK)
    watched.sign_in("operator")
    names = "districts,subdistricts,communities,grids,grid_types,alarms,events,events_heat,service_points,party_branches"
    page = watched.open(f"/map/print/?{AT}&layers={names},resources,devices,businesses&turn={turn}")
    page.wait_for_timeout(2500)
    last = page.locator(".sheet-legend section").last.bounding_box()
    frame = page.locator(".sheet-legend").bounding_box()
    assert last
    assert frame
    assert page.locator(".sheet-legend section").count() == 13
    assert last["y"] + last["height"] <= frame["y"] + frame["height"] + 1
    assert last["x"] + last["width"] <= frame["x"] + frame["width"] + 1


def test_the_scale_of_a_sheet_is_true_on_the_ground(watch: Watch) -> None:
    """Two corners of the map's frame, taken back to the ground, are as far apart as the scale says."""
    watched = watch(*DESK)
    page = watched.open(f"/map/print/?{AT}&scale=10000")
    page.wait_for_timeout(1500)
    box = page.locator(".sheet-map .map").bounding_box()
    assert box
    on_paper_m = box["width"] * 0.0254 / 96
    requests = page.evaluate("() => document.querySelector('[data-part=scale-number]').textContent")
    assert requests.endswith("1:10,000")
    assert on_paper_m * 10_000 > 1500
    bar = page.locator("[data-part=scale-bar] rect").first.bounding_box()
    assert bar
    assert bar["width"] * 2 * 0.0254 / 96 * 10_000 == pytest.approx(500, rel=0.02)


def test_the_print_button_takes_the_view_along_and_back(watch: Watch) -> None:
    page = atlas(watch, path=f"/map/?{AT}&layers=grids:50").page
    page.locator("[data-tool=print]").click()
    page.wait_for_url("**/map/print/**")
    assert "layers=grids:50" in unquote(page.url)
    page.get_by_label("纸张").select_option("a3")
    assert "paper=a3" in page.url
    page.get_by_role("link", name="回到地图").click()
    page.wait_for_url("**/map/?**")
    assert "grids:50" in unquote(page.url)
    assert "paper" not in page.url


def test_no_serious_findings_while_measuring_counting_and_printing(watch: Watch) -> None:
    watched = atlas(watch, "operator", f"/map/?{AT}&circle=102.295,25.345,1500")
    watched.page.locator(".inside-layer summary").first.click()
    assert watched.serious() == []
    watched.page.keyboard.press("Escape")
    watched.page.get_by_role("button", name="测面积").click()
    assert watched.serious() == []
    watched.open(f"/map/print/?{AT}")
    watched.page.wait_for_timeout(1500)
    assert watched.serious() == []
