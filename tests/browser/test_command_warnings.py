"""Warnings on the wall: heard on every screen, looked at with their events, answered once for all."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.place import Place

from .conftest import Watched

pytestmark = pytest.mark.browser
Watch = Callable[..., Watched]
# As if the last refresh had seen it: a square of 500 m round a house, of the town's own noise.
HUSH = """
from geodata.models import EmergingWarning
long_ago = dict.fromkeys(('starts_on', 'raised_on', 'last_seen_on'), '2000-01-01')
EmergingWarning.objects.update(**long_ago)
"""
MAKE = f"""{HUSH}
from datetime import timedelta
from geodata.actions.store_hotspots import box_polygon
from geodata.models import Building, EventCategory, HeatRefresh
day = HeatRefresh.objects.get(category=None).last_day
x, y = Building.objects.order_by('pk')[0].geom.centroid.coords
EmergingWarning.objects.create(
    category=EventCategory.objects.get(code='noise'), starts_on=day - timedelta(days=3), raised_on=day, last_seen_on=day,
    observed=7, expected=0.4, reports=9, recurrence_days=240, geom=box_polygon((x - 250, y - 250, x + 250, y + 250)))
"""

# The signs that stand on the canvas of alarms and warnings, in the order they are drawn.
SIGNS_DRAWN = """
window.signsDrawn = [];
const { fillText } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
  if (this.canvas.closest?.('.leaflet-alarms-pane')) window.signsDrawn.push(text);
  return fillText.call(this, text, ...place);
};
"""


@pytest.fixture
def warned(site: str) -> Iterator[None]:
    """One new warning of noise and no other."""
    place = Place(f"journey_browser_{os.getpid()}", 4543)
    made = place.run("manage.py", "shell", "-v", "0", "-c", MAKE)
    assert made.returncode == 0, made.stderr
    yield
    assert place.run("manage.py", "shell", "-v", "0", "-c", HUSH).returncode == 0


def wall(watch: Watch, path: str = "/command/") -> Page:
    watched = watch(1920, 1080)
    watched.sign_in("operator")
    return watched.open(path)


def test_a_warning_says_what_where_how_many_and_leads_to_its_events_and_back(
    watch: Watch, warned: None
) -> None:
    page = wall(watch)
    expect(page.get_by_role("heading", name="突增预警")).to_be_visible()
    line = page.locator(".warnings li")
    expect(line).to_have_count(1)
    expect(line).to_contain_text("7 件，预期 0.4；偶然 240 天一遇")
    line.get_by_role("button", name="噪音突增：在地图上看它的事件").click()
    expect(page.locator("[data-layer=events]")).to_have_attribute("aria-pressed", "true")
    assert "category=noise" in page.url
    expect(page.locator("select[data-part=category]")).to_have_value("noise")
    page.get_by_role("button", name="返回全区").click()
    expect(page.locator("select[data-part=category]")).to_have_value("")
    assert "category" not in page.url


def test_alarms_are_drawn_above_warnings(watch: Watch, warned: None) -> None:
    watched = watch(1920, 1080)
    watched.sign_in("operator")
    watched.page.add_init_script(SIGNS_DRAWN)
    page = watched.open("/command/")
    expect(page.locator(".warnings li")).to_have_count(1)
    page.wait_for_timeout(1500)
    page.evaluate("() => { window.signsDrawn = []; }")
    page.locator(".leaflet-control-zoom-out").click()
    page.wait_for_timeout(1500)
    signs = page.evaluate("() => window.signsDrawn")
    warnings = [place for place, sign in enumerate(signs) if sign == "升"]
    alarms = [place for place, sign in enumerate(signs) if sign != "升"]
    assert warnings[0] < alarms[0], signs


def test_a_link_opens_on_the_warning(watch: Watch, warned: None) -> None:
    page = wall(watch)
    page.locator(".warnings .look").click()
    expect(page.get_by_role("button", name="返回全区")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="返回全区")).to_be_visible()


@pytest.mark.parametrize(
    ("act", "left"), [("确认：噪音突增", "已确认"), ("静音：噪音突增", "")], ids=["noticed", "muted"]
)
def test_what_one_screen_answers_every_screen_follows(
    watch: Watch, warned: None, act: str, left: str
) -> None:
    desk, other = wall(watch), wall(watch)
    expect(other.locator(".warnings .acts button")).to_have_count(2)
    name = act.replace("：", "") if act.startswith("确认") else act
    desk.get_by_role("button", name=name).click()
    dialog = desk.locator("[data-part=warning-dialog]")
    expect(dialog).to_be_visible()
    dialog.locator(".answers .button").click()
    expect(dialog).not_to_be_visible()
    for page in (desk, other):
        expect(page.locator(".warnings .acts button")).to_have_count(0)
        if left:
            expect(page.locator(".warnings li")).to_contain_text(left)
        else:
            expect(page.locator(".warnings li")).to_have_count(0)


def test_the_wall_with_a_warning_has_no_serious_accessibility_findings(watch: Watch, warned: None) -> None:
    watched = watch(1920, 1080)
    watched.sign_in("operator")
    page = watched.open("/command/")
    expect(page.locator(".warnings li")).to_have_count(1)
    assert watched.serious() == []
    page.get_by_role("button", name="静音：噪音突增").click()
    assert watched.serious() == []


def test_hot_spots_and_warnings_are_drawn_on_the_map_with_their_legend(watch: Watch, warned: None) -> None:
    watched = watch(1440, 900)
    watched.sign_in("operator")
    page = watched.open("/map/?layers=hotspots,warnings")
    expect(page.get_by_label("显著热点", exact=True)).to_be_checked()
    for word in ("新增", "持续", "样本过少", "新预警"):
        expect(page.locator(".legend-list li", has_text=word).first).to_be_visible()
