"""Open screens follow the data: what another client writes is there within two seconds, without a reload."""

import json
import re
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest
from playwright.sync_api import Page, expect

from .conftest import Watched
from .test_command import drawn, wall

pytestmark = pytest.mark.browser
Watch = Callable[..., Watched]
MOST_MS = 2000
LAMP = "[data-part=lamp]"
REPORTED = ".kpis dd strong"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
# What the canvases of single events show, as one number.
EVENTS_DRAWN = """() => {
  let sum = 0;
  for (const canvas of document.querySelectorAll('.leaflet-marks-pane canvas')) {
    if (!canvas.width) continue;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    for (let i = 3; i < data.length; i += 4) sum += data[i];
  }
  return sum;
}"""


# The same on every frame, so that a moment without a picture would be seen.
WATCH_EVENTS = f"""() => {{
  window.ink = [];
  const look = () => {{ window.ink.push(({EVENTS_DRAWN})()); requestAnimationFrame(look); }};
  look();
}}"""


class Desk:
    """Another client of the site, signed in as an operator."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.site: OpenerDirector = build_opener(HTTPCookieProcessor())
        words = {
            "username": "operator",
            "password": "operator",
            "csrfmiddlewaretoken": self._token("/sign-in/"),
        }
        self.site.open(base + "/sign-in/", urlencode(words).encode()).close()
        self.token = self._token("/command/")

    def _token(self, path: str) -> str:
        with self.site.open(self.base + path) as answer:
            found = TOKEN.search(answer.read().decode())
        assert found
        return found.group(1)

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """The answer to something posted."""
        head = {"Content-Type": "application/json", "X-CSRFToken": self.token}
        with self.site.open(Request(self.base + path, json.dumps(body).encode(), head)) as answer:
            return json.load(answer)

    def report(self, place: tuple[float, float]) -> None:
        """A new event at a place."""
        self.post("/api/events/", {"category": "noise", "lon": place[0], "lat": place[1]})

    def alarm(self, place: tuple[float, float]) -> str:
        """The uuid of a new alarm at a place."""
        return self.post("/api/alarms/", {"kind": "device", "lon": place[0], "lat": place[1]})["uuid"]


@pytest.fixture
def desk(site: str) -> Iterator[Desk]:
    made = Desk(site)
    yield made
    left = json.load(made.site.open(site + "/command/alarms.json"))
    for row in left["rows"]:
        made.post(f"/api/alarms/{row['uuid']}/acknowledge/", {})


def middle(page: Page) -> tuple[float, float]:
    """The middle of the loaded data, in degrees."""
    west, south, east, north = page.evaluate(
        "() => JSON.parse(document.getElementById('map-setup').textContent).bounds"
    )
    return (west + east) / 2, (south + north) / 2


def settled(page: Page) -> None:
    """Waits until the map is drawn and nothing more is on its way."""
    assert drawn(page)
    seen = -1
    for _ in range(40):
        now = page.evaluate("() => performance.getEntriesByType('resource').length")
        if now == seen:
            return
        seen = now
        page.wait_for_timeout(500)


def number(page: Page) -> int:
    """Events reported today, as the wall says."""
    return int(page.locator(REPORTED).first.inner_text().replace(",", ""))


def test_a_new_event_is_on_the_open_wall_within_two_seconds(watch: Watch, desk: Desk) -> None:
    page = wall(watch, "/command/?layers=events").page
    settled(page)
    page.evaluate("window.kept = true")
    before, ink = number(page), page.evaluate(EVENTS_DRAWN)
    began = time.monotonic()
    desk.report(middle(page))
    expect(page.locator(REPORTED).first).to_have_text(str(before + 1), timeout=MOST_MS)
    while page.evaluate(EVENTS_DRAWN) == ink:
        assert (time.monotonic() - began) * 1000 < MOST_MS
    assert page.evaluate("window.kept")


def test_the_old_picture_stands_until_the_new_one_is_there(watch: Watch, desk: Desk) -> None:
    page = wall(watch, "/command/?layers=events").page
    settled(page)
    before = page.evaluate(EVENTS_DRAWN)
    page.evaluate(WATCH_EVENTS)
    asked = tiles_asked(page)
    desk.report(middle(page))
    page.wait_for_timeout(MOST_MS)
    ink = page.evaluate("window.ink")
    assert asked
    assert len(set(ink)) > 1
    assert min(ink) >= 0.9 * before  # overlapping marks may cover a little of each other


def tiles_asked(page: Page) -> list[str]:
    """Collects the tiles the page asks for from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if ".mvt" in request.url else None)
    return asked


def test_only_touched_tiles_of_changed_layers_are_read_again(watch: Watch, desk: Desk) -> None:
    page = wall(watch, "/command/?layers=events,grids,types,points").page
    settled(page)
    for _ in range(14):  # close enough that most tiles on screen lie beside the changed place
        page.keyboard.press("+")
    page.locator("#map").focus()
    for _ in range(6):
        page.keyboard.press("+")
        page.wait_for_timeout(300)
    settled(page)
    asked = tiles_asked(page)
    lon, lat = middle(page)
    desk.report((lon, lat))
    page.wait_for_timeout(MOST_MS)
    assert asked
    assert all("/layers/events/" in url for url in asked), asked
    asked.clear()
    desk.report((lon + 1, lat))  # far off: no tile on this screen shows it
    page.wait_for_timeout(MOST_MS)
    assert asked == []


def test_each_tile_read_again_names_the_version_it_must_show(watch: Watch, desk: Desk) -> None:
    page = wall(watch, "/command/?layers=events").page
    settled(page)
    asked = tiles_asked(page)
    made = desk.post(
        "/api/events/", {"category": "noise", **dict(zip(("lon", "lat"), middle(page), strict=True))}
    )
    page.wait_for_timeout(MOST_MS)
    assert {re.search(r"[?&]v=([\d.]+)", url).group(1) for url in asked} == {str(made["version"])}  # type: ignore[union-attr]


def test_two_pages_share_one_stream_and_both_follow(watch: Watch, desk: Desk) -> None:
    watched = wall(watch)
    page = watched.page
    settled(page)
    second = page.context.new_page()
    streams: list[str] = []
    page.context.on(
        "request", lambda request: streams.append(request.url) if request.url.endswith("/live/") else None
    )
    second.goto(page.url)
    settled(second)
    before = number(page)
    desk.report(middle(page))
    for one in (page, second):
        expect(one.locator(REPORTED).first).to_have_text(str(before + 1), timeout=MOST_MS)
    assert streams == []
    page.close()
    desk.report(middle(second))
    expect(second.locator(REPORTED).first).to_have_text(str(before + 2), timeout=MOST_MS)


@pytest.mark.parametrize(
    "missing",
    ["delete window.SharedWorker", "delete window.SharedWorker; delete window.BroadcastChannel"],
    ids=["elected", "alone"],
)
def test_browsers_without_shared_workers_follow_too(watch: Watch, desk: Desk, missing: str) -> None:
    watched = watch(1920, 1080)
    watched.page.context.add_init_script(missing)
    watched.sign_in("operator")
    page = watched.open("/command/")
    second = page.context.new_page()
    second.goto(page.url)
    settled(page)
    settled(second)
    before = number(page)
    desk.report(middle(page))
    for one in (page, second):
        expect(one.locator(REPORTED).first).to_have_text(str(before + 1), timeout=MOST_MS)
    page.close()
    desk.report(middle(second))
    expect(second.locator(REPORTED).first).to_have_text(str(before + 2), timeout=3 * MOST_MS)


def test_the_lamp_says_live_and_the_time(watch: Watch) -> None:
    page = wall(watch).page
    expect(page.locator(LAMP)).to_have_text("实时")
    expect(page.locator("[data-part=as-of]")).to_have_text(re.compile(r"截至 \d\d:\d\d"))


def test_an_alarm_appears_is_acknowledged_by_keyboard_and_leaves_the_list_of_new_ones(
    watch: Watch, desk: Desk
) -> None:
    watched = wall(watch)
    page = watched.page
    settled(page)
    uuid = desk.alarm(middle(page))
    button = page.locator(f'[data-keep="alarm {uuid}"]')
    expect(button).to_be_visible(timeout=MOST_MS)
    expect(page.locator("[data-part=alarm-spoken]")).to_contain_text("设备警报")
    assert watched.serious() == []
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("设备警报")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("button", name="确认")).to_be_focused()
    assert watched.serious() == []
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(button).to_have_count(0)
    expect(page.locator(".alarms .acknowledged").first).to_contain_text("已确认")


def test_a_new_alarm_comes_before_the_rotation_of_scenes(watch: Watch, desk: Desk) -> None:
    page = wall(watch, "/command/?rotate=1&scene=heat").page
    settled(page)
    desk.alarm(middle(page))
    expect(page.locator("[data-part=rotation]")).to_contain_text("警报", timeout=MOST_MS)
    expect(page.get_by_role("button", name="总览")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".alarms .raised")).to_have_count(1)


def test_the_desk_notices_an_alarm_and_closes_it(watch: Watch, desk: Desk) -> None:
    page = wall(watch).page
    settled(page)
    uuid = desk.alarm(middle(page))
    page.locator(f'[data-keep="alarm {uuid}"]').click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("确认已收到")
    dialog.get_by_role("button", name="确认").click()
    closing = page.locator(f'[data-keep="close {uuid}"]')
    closing.click()
    expect(dialog).to_contain_text("解除这条警报")
    expect(dialog.get_by_role("button", name="确认")).to_be_hidden()
    dialog.get_by_role("button", name="解除").click()
    expect(dialog).to_be_hidden()
    expect(closing).to_have_count(0)


def test_another_desk_s_notice_reaches_this_wall(watch: Watch, desk: Desk) -> None:
    page = wall(watch).page
    settled(page)
    uuid = desk.alarm(middle(page))
    button = page.locator(f'[data-keep="alarm {uuid}"]')
    expect(button).to_be_visible(timeout=MOST_MS)
    desk.post(f"/api/alarms/{uuid}/acknowledge/", {})
    expect(button).to_have_count(0, timeout=MOST_MS)
