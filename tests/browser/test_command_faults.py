"""The wall screen when things go wrong: slow answers, a server away, a session that ended, weeks of running."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from .conftest import Watched
from .test_command import COLOURED, drawn, wall

pytestmark = pytest.mark.browser
Watch = Callable[..., Watched]
FIGURES = "**/command/figures.json*"
LAMP = "[data-part=lamp]"
A_MINUTE_MS = 60_000
TILES_COLOURED = COLOURED.replace("#map canvas", "#map canvas.leaflet-tile")


def choose(page: Page, category: str) -> None:
    """Chooses a category of events."""
    page.locator("[data-part=category]").select_option(category)


def test_a_slow_earlier_answer_does_not_overwrite_a_newer_one(watch: Watch) -> None:
    watched = wall(watch)
    page = watched.page
    held: list[Route] = []

    def hold_first(route: Route) -> None:
        if "category=city_appearance" in route.request.url:
            held.append(route)
        else:
            route.continue_()

    page.route(FIGURES, hold_first)
    choose(page, "city_appearance")
    page.wait_for_timeout(100)
    choose(page, "policy_advice")
    names = page.locator("[data-column=left] .panel").nth(1).locator("tbody td:first-child")
    expect(names).to_have_text(["政策咨询"])
    assert len(held) == 1
    held[0].continue_()
    page.wait_for_timeout(500)
    expect(names).to_have_text(["政策咨询"])


def test_rapid_clicks_end_where_the_last_one_pointed(watch: Watch) -> None:
    page = wall(watch).page
    for days in ("90 天", "7 天", "一年", "30 天", "90 天", "7 天"):
        page.get_by_role("button", name=days, exact=True).click()
    expect(page.get_by_role("button", name="7 天", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-part=time-bar]")).to_contain_text("7 天，日均")
    days = [page.get_by_role("slider", name=name) for name in ("时段起点", "时段终点")]
    first, last = (int(one.get_attribute("aria-valuenow") or 0) for one in days)
    assert last - first == 6


def test_a_server_away_greys_the_lamp_and_its_return_lights_it_again(watch: Watch) -> None:
    watched = wall(watch, clock=True)
    page = watched.page
    expect(page.locator(LAMP)).to_contain_text("实时")
    before = page.locator(".kpis dd strong").first.inner_text()
    page.route("**/*", lambda route: route.abort())
    page.clock.run_for(3 * A_MINUTE_MS)
    expect(page.locator(LAMP)).to_contain_text("数据停更")
    assert page.locator(".kpis dd strong").first.inner_text() == before
    page.unroute("**/*")
    page.clock.run_for(A_MINUTE_MS)
    page.wait_for_timeout(300)
    page.clock.run_for(2_000)
    expect(page.locator(LAMP)).to_contain_text("实时")
    watched.errors.clear()  # the refused requests


def test_an_ended_session_leads_to_sign_in_and_back(watch: Watch) -> None:
    watched = wall(watch)
    page = watched.page
    page.context.clear_cookies()
    page.get_by_role("button", name="7 天", exact=True).click()
    page.wait_for_url("**/sign-in/**")
    assert "next=/command/" in page.url
    watched.errors.clear()  # layers refuse the public


def test_tiles_refused_for_a_moment_are_asked_again(watch: Watch) -> None:
    watched = watch(1920, 1080)
    page = watched.page
    watched.sign_in("operator")
    page.clock.install()
    page.route("**/*.mvt*", lambda route: route.fulfill(status=503))
    with page.expect_response(lambda response: response.status == 503):
        watched.open("/command/")
    page.clock.run_for(A_MINUTE_MS)
    assert page.evaluate(TILES_COLOURED) == 0
    page.unroute_all(behavior="wait")
    for _ in range(120):  # answers take real time, whatever the page's clock says
        page.clock.run_for(1_000)
        if page.evaluate(TILES_COLOURED) >= 4:
            break
        page.wait_for_timeout(100)
    assert page.evaluate(TILES_COLOURED) >= 4
    watched.errors.clear()  # the refused tiles


def test_rounds_of_scenes_and_refreshing_leave_no_nodes_behind(watch: Watch) -> None:
    watched = wall(watch, "/command/?rotate=1", clock=True)
    page = watched.page
    session = page.context.new_cdp_session(page)

    def nodes() -> int:
        session.send("HeapProfiler.collectGarbage")
        return int(session.send("Memory.getDOMCounters")["nodes"])

    def fewest() -> int:
        """The nodes at rest: the fewest of some looks, since a scene just drawn still holds the one before."""
        looks = []
        for _ in range(12):
            page.wait_for_timeout(150)
            looks.append(nodes())
        return min(looks)

    def minutes(count: int) -> None:
        for _ in range(count):
            page.clock.run_for(A_MINUTE_MS)
            page.wait_for_timeout(60)

    minutes(9)  # four rounds of three scenes of 45 s each
    before = fewest()
    minutes(27)
    assert fewest() < before * 1.2


def newer(figures: dict[str, Any], *layers: str) -> dict[str, Any]:
    """The figures as they would be after the data of some layers changed."""
    return figures | {"versions": figures["versions"] | dict.fromkeys(layers, "9999")}


def answer_with(page: Page, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """From now on the figures arrive changed."""

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, json=change(response.json()))

    page.route(FIGURES, answer)


def test_new_borders_are_drawn_without_starting_over(watch: Watch) -> None:
    page = wall(watch, "/command/?layers=grids").page
    assert drawn(page)
    page.evaluate("window.kept = true")
    answer_with(page, lambda figures: newer(figures, "grids"))
    with page.expect_response(lambda response: "grids/" in response.url and ".mvt" in response.url):
        page.get_by_role("button", name="7 天", exact=True).click()
    page.unroute_all(behavior="ignoreErrors")
    assert page.evaluate("window.kept")


def test_new_events_are_read_again_without_starting_over(watch: Watch) -> None:
    watched = wall(watch, "/command/?layers=events", clock=True)
    page = watched.page
    for _ in range(10):
        page.clock.run_for(500)
        page.wait_for_timeout(100)
    page.evaluate("window.kept = true")
    answer_with(page, lambda figures: newer(figures, "events", "events_heat"))
    with page.expect_response(lambda response: "/layers/events/" in response.url):
        page.clock.run_for(A_MINUTE_MS)
    page.unroute_all(behavior="wait")
    assert page.evaluate("window.kept")


def test_going_deeper_while_playing_is_shown_at_once(watch: Watch) -> None:
    page = wall(watch).page
    drawn(page)
    page.get_by_role("button", name="播放").click()
    page.locator("[data-column=left] .rows button").first.click()
    expect(page.locator("[data-part=trail] button")).to_have_count(2)
    page.get_by_role("button", name="暂停").click()


def as_late(figures: dict[str, Any]) -> dict[str, Any]:
    """The figures with nine in ten of the open events overdue."""
    for row in figures["by_area"]:
        row["overdue"] = row["open"] - row["open"] // 10
    overdue = sum(row["overdue"] for row in figures["by_area"])
    figures["today"] |= {"open": sum(row["open"] for row in figures["by_area"]), "overdue": overdue}
    return figures


def test_a_screen_of_mostly_late_events_ranks_by_median_and_marks_no_single_event(watch: Watch) -> None:
    page = wall(watch).page
    answer_with(page, as_late)
    page.get_by_role("button", name="7 天", exact=True).click()
    expect(page.locator("[data-column=left]")).to_contain_text("中位")
    expect(page.locator("[data-column=right]")).to_contain_text("最该先办")
    assert page.locator(".late-mark").count() == 0
    page.unroute_all(behavior="wait")
