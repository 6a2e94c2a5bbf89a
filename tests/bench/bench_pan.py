"""Panning the wall screen's whole scene in a browser without a GPU: frame times, and memory after many pans."""

import os
import shutil
import statistics
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.served_files import make_served_files

from .bench_first_heat import BROWSERS, FLAGS
from .database import connect, statement
from .kept_town import environment, kept_town
from .result import Result, target
from .tile_servers import ours, session_of

# 30 frames a second is where panning still feels attached to the hand.
FRAME_MS = 1000 / 30
PANS, MEASURED, SETTLED_AFTER = 200, 40, 40
STEPS, STEP_PX = 30, 12
# Directions that come back to where they began, so that the town stays in view.
ROUND = ((1, 0), (0, 1), (-1, 0), (0, -1), (-1, 0), (0, -1), (1, 0), (0, 1))
SCENE = "/command/?layers=heat,grids,late,events,points"
ZOOM_IN = 2
# A heap that grows by less than this over the pans keeps nothing of them.
GROWTH = 1.15
WATCH_FRAMES = """() => {
  window.frameTimes = [];
  const note = (now) => { window.frameTimes.push(now); requestAnimationFrame(note); };
  requestAnimationFrame(note);
}"""
TAKE_FRAMES = "() => window.frameTimes.splice(0)"


def run() -> Iterator[Result]:
    """Frame times of the pans and the heap after them."""
    database = kept_town(1)
    make_served_files(os.environ | environment(database))
    with closing(connect(database)) as connection, connection.cursor() as cursor:
        cursor.execute(statement("raise_alarms"))
    with ours(database, session_of(database, "operator")) as server, sync_playwright() as playwright:
        program = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
        key = server.headers["Cookie"].partition("=")[2]
        base = f"http://127.0.0.1:{server.server.port}"
        context.add_cookies([{"name": "sessionid", "value": key, "url": base}])
        page = context.new_page()
        page.goto(base + SCENE)
        yield from _figures(page, context.new_cdp_session(page))
        browser.close()


def _figures(page: Page, session: CDPSession) -> Iterator[Result]:
    page.wait_for_timeout(3000)
    for _ in range(ZOOM_IN):
        page.click(".leaflet-control-zoom-in")
        page.wait_for_timeout(1500)
    page.wait_for_timeout(3000)
    page.evaluate(WATCH_FRAMES)
    frames = [frame for number in range(MEASURED) for frame in _pan(page, number)]
    heaps = {MEASURED: _heap_mib(session)}
    for number in range(MEASURED, PANS):
        _pan(page, number)
        if number % 40 == 39:
            heaps[number + 1] = _heap_mib(session)
    cuts = statistics.quantiles(frames, n=100)
    print(f"pan: {len(frames)} frames, {1000 / statistics.mean(frames):.1f} a second; heap MiB {heaps}")
    yield target("pan of the full scene, mean frame", "ms", statistics.mean(frames), FRAME_MS)
    yield target("pan of the full scene, p95 frame", "ms", cuts[94], FRAME_MS)
    yield Result("heap after 200 pans", "MiB", heaps[PANS], f"after {MEASURED}", heaps[MEASURED], GROWTH)


def _pan(page: Page, number: int) -> list[float]:
    """Milliseconds of each frame while the map is dragged once."""
    across, down = ROUND[number % len(ROUND)]
    page.mouse.move(960 - across * 180, 560 - down * 180)
    page.mouse.down()
    page.evaluate(TAKE_FRAMES)
    for step in range(1, STEPS + 1):
        page.mouse.move(960 + across * (step * STEP_PX - 180), 560 + down * (step * STEP_PX - 180))
    times = page.evaluate(TAKE_FRAMES)
    page.mouse.up()
    page.wait_for_timeout(150)
    return [later - earlier for earlier, later in pairwise(times)]


def _heap_mib(session: CDPSession) -> float:
    session.send("HeapProfiler.collectGarbage")
    return round(session.send("Runtime.getHeapUsage")["usedSize"] / 2**20, 1)
