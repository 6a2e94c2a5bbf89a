"""Frame times while a planner drags on the workbench of a full town: brushing blocks over, pushing a border."""

import os
import shutil
import statistics
from collections.abc import Iterator
from itertools import pairwise

from playwright.sync_api import Page, sync_playwright

from tests.served_files import make_served_files

from .bench_first_heat import BROWSERS, FLAGS
from .bench_pan import FRAME_MS, TAKE_FRAMES, WATCH_FRAMES
from .kept_town import environment
from .plan_client import PlanClient
from .result import Result, target
from .tile_servers import ours, session_of

STROKES, STEPS = 8, 40


def plan_frames(database: str) -> Iterator[Result]:
    """Mean and p95 of the frames of each gesture, on the community with most blocks."""
    make_served_files(os.environ | environment(database))
    with ours(database, session_of(database, "planner")) as server, sync_playwright() as playwright:
        client = PlanClient(server.server.port, server.headers["Cookie"])
        client.begin("拖动")
        largest = max(client.read("")["communities"], key=lambda one: one["blocks"])
        client.close()
        program = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        base = f"http://127.0.0.1:{server.server.port}"
        key = server.headers["Cookie"].partition("=")[2]
        context.add_cookies([{"name": "sessionid", "value": key, "url": base}])
        page = context.new_page()
        page.goto(f"{base}/planner/{client.plan}/?community={largest['code']}")
        page.locator(".plan-grids .plan-row").first.wait_for(timeout=60_000)
        page.wait_for_timeout(4000)
        page.evaluate(WATCH_FRAMES)
        for tool, words in (("assign", "brush"), ("push", "border push")):
            frames = [frame for number in range(STROKES) for frame in _stroke(page, tool, number)]
            told = f"{words} over {largest['blocks']} blocks"
            p95 = statistics.quantiles(frames, n=20)[18]
            rate = 1000 / statistics.mean(frames)
            print(
                f"plan: {told}: {len(frames)} frames, {rate:.1f} a second, median {statistics.median(frames):.1f} ms, "
                f"p95 {p95:.1f} ms, longest {max(frames):.1f} ms; load average {os.getloadavg()[0]:.1f}"
            )
            yield target(f"{told}, mean frame", "ms", statistics.mean(frames), FRAME_MS)
            yield target(f"{told}, p95 frame", "ms", p95, 3 * FRAME_MS)
        browser.close()


def _stroke(page: Page, tool: str, number: int) -> list[float]:
    """Milliseconds of each frame while one gesture is dragged; it is given up at the end."""
    if tool == "assign":
        rows = page.locator(".plan-grids .plan-row")
        rows.nth(number % rows.count()).click()
    page.locator(f".plan-tool[data-tool={tool}]").click()
    names = page.locator(".grid-name")
    boxes = [box for box in (names.nth(place).bounding_box() for place in range(names.count())) if box]
    start, end = boxes[number % len(boxes)], boxes[(number + 1) % len(boxes)]
    page.mouse.move(start["x"], start["y"])
    page.mouse.down()
    page.evaluate(TAKE_FRAMES)
    for step in range(1, STEPS + 1):
        share = step / STEPS
        page.mouse.move(
            start["x"] + share * (end["x"] - start["x"]), start["y"] + share * (end["y"] - start["y"])
        )
    times = page.evaluate(TAKE_FRAMES)
    page.keyboard.press("Escape")
    page.mouse.up()
    page.wait_for_timeout(200)
    return [later - earlier for earlier, later in pairwise(times)]
