"""热力分析: what is found has a name, a number on the map and its events; and the desk on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Watched

pytestmark = pytest.mark.browser
Watch = Callable[..., Watched]
DESK, PHONE, TABLET = (1440, 900), (390, 844), (820, 1180)


def shown(watch: Watch, size: tuple[int, int], path: str, *, found: bool = False, **options: object) -> Page:
    """The desk at a size, once its figures are there; found puts one hot spot where the ranking has its first place."""
    watched = watch(*size, **options)
    watched.sign_in("operator")
    if found:
        hot_where_ranked_first(watched)
    page = watched.open(path)
    expect(page.locator(".heat-count strong").first).not_to_have_text("—")
    return page


def hot_where_ranked_first(watched: Watched) -> None:
    """The small town is too quiet for hot spots of its own."""
    ask = watched.page.request
    ranked, told = (
        ask.get(f"{watched.base}/api/heat/{name}.json").json() for name in ("ranking", "hotspots")
    )
    kept = {name: ranked["places"][0][name] for name in ("lon", "lat", "cell", "place", "place_en")}
    figures = {"z": 5.1, "q": 0.01, "seen": 20, "expected": 4.5, "robust": True, "robust_share": 1.0}
    told["findings"] = [{"finding": 1, "trend": "new", **figures, **kept}]
    watched.page.route("**/api/heat/hotspots.json*", lambda route: route.fulfill(json=told))


@pytest.mark.parametrize(
    "path", ["/heat/?tab=hotspots&view=hotspots", "/heat/?tab=ranking"], ids=["hot spots", "ranking"]
)
def test_a_found_place_is_named_numbered_and_opens_its_events(watch: Watch, path: str) -> None:
    page = shown(watch, DESK, path, found="hotspots" in path)
    first = page.locator(".heat-list .heat-item:has(.rank)").first
    name = first.locator("strong").inner_text()
    assert "社区" in name or "近" in name
    numbers = page.locator(".heat-number")
    expect(numbers.first).to_have_text("1")
    listed = page.locator(".heat-list .heat-item:has(.rank)").count()
    assert numbers.count() == (listed if "hotspots" in path else min(listed, 10))
    first.click()
    expect(page.locator(".heat-drill h2")).to_have_text(name)
    expect(page.locator(".heat-drill .heat-card").first).to_be_visible()
    assert "pick=square/" in page.url
    page.reload()
    expect(page.locator(".heat-drill .heat-card").first).to_be_visible()
    expect(page.locator(".heat-drill h2")).to_have_text(name)
    page.keyboard.press("Escape")
    expect(page.locator(".heat-list .heat-item:has(.rank)").first).to_be_visible()
    page.get_by_role("tab", name="区域").click()
    expect(numbers).to_have_count(0)


def test_a_number_on_the_map_opens_the_same_place(watch: Watch) -> None:
    page = shown(watch, DESK, "/heat/?tab=ranking&by=grid")
    name = page.locator(".heat-list .heat-item strong").first.inner_text()
    page.locator(".heat-number", has_text="1").first.click()
    expect(page.locator(".heat-drill h2")).to_have_text(name)


def test_areas_are_counted_by_the_borders_of_the_day_where_asked(watch: Watch) -> None:
    page = shown(watch, DESK, "/heat/?tab=areas&level=community")
    expect(page.locator(".heat-table tbody tr").first).to_be_visible()
    with page.expect_request(lambda request: "borders=then" in request.url and "areas.json" in request.url):
        page.get_by_role("button", name="当时边界").click()
    expect(page.locator(".heat-caution")).to_contain_text("上报当天")
    assert "borders=then" in page.url
    page.locator(".heat-menu summary").click()
    assert "borders=then" in str(page.get_by_role("link", name="表格 CSV").get_attribute("href"))
    page.go_back()
    expect(page.locator(".heat-caution")).to_have_count(0)


@pytest.mark.parametrize("size", [PHONE, TABLET], ids=["phone", "tablet"])
@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_on_small_screens_nothing_lies_over_the_map(watch: Watch, size: tuple[int, int], locale: str) -> None:
    page = shown(watch, size, "/heat/", locale=locale)
    expect(page.locator(".heat-legend li").first).to_be_visible()
    drawn, legend = page.locator("#map").bounding_box(), page.locator(".heat-legend").bounding_box()
    assert drawn
    assert legend
    assert drawn["width"] >= 0.98 * size[0]
    assert drawn["height"] >= 0.5 * size[1]
    assert legend["y"] >= drawn["y"] + drawn["height"] - 1
    time = page.locator(".heat-time").bounding_box()
    assert time
    assert time["y"] >= legend["y"] + legend["height"] - 1
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_on_a_phone_filters_wait_until_they_are_asked_for(watch: Watch) -> None:
    page = shown(watch, PHONE, "/heat/?priority=urgent&source=resident")
    fold = page.locator(".heat-fold")
    expect(fold).to_contain_text("另 2 项")
    expect(page.locator(".heat-count strong")).to_have_count(2)
    expect(page.locator(".heat-week")).to_be_hidden()
    fold.click()
    expect(fold).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".heat-week")).to_be_visible()
    fold.click()
    expect(page.locator(".heat-week")).to_be_hidden()


@pytest.mark.parametrize("step", ["hour", "day", "week"])
def test_no_frame_has_classes_of_its_own(watch: Watch, step: str) -> None:
    page = shown(watch, DESK, f"/heat/?step={step}&frame=0")
    expect(page.locator(".heat-time-side output")).to_contain_text("1/")
    frames = int(page.locator(".heat-time-side output").inner_text().split("/")[-1])
    classes = page.locator(".heat-legend li > span:nth-of-type(1)")
    expect(classes.first).to_be_visible()
    first = classes.all_inner_texts()
    # Five classes and what too few events make.
    assert len(first) == 6
    for number in range(2, frames + 1):
        page.locator('.heat-keys [data-key="forward"]').click()
        expect(page.locator(".heat-time-side output")).to_contain_text(f"{number}/{frames}")
        assert classes.all_inner_texts() == first
    assert frames == {"hour": 24}.get(step, frames)
