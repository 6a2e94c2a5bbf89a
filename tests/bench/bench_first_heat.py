"""From opening `/command/` to the drawn heat, in a browser without cache, over the demo town."""

import shutil
import statistics
import time
from collections.abc import Iterator

from playwright.sync_api import Browser, sync_playwright

from .processes import free_port, serving
from .result import Result

BUDGET_S = 2.0
RUNS = 5
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
TWO_FRAMES = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def _seconds(browser: Browser, base: str) -> float:
    """One opening of the wall screen by an operator who just signed in."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    page.goto(f"{base}/sign-in/")
    page.fill("input[name=username]", "operator")
    page.fill("input[name=password]", "operator")
    with page.expect_navigation():
        page.press("input[name=password]", "Enter")
    page.goto(f"{base}/health/")
    began = time.monotonic()
    with page.expect_response("**/events_heat/**"):
        page.goto(f"{base}/command/", wait_until="commit")
    page.evaluate(TWO_FRAMES)
    taken = time.monotonic() - began
    context.close()
    return taken


def run() -> Iterator[Result]:
    """The first opening after a start, and the median of the following ones."""
    port = free_port()
    with (
        serving(["make", "run"], port=port, PORT=str(port), DB_NAME="") as server,
        sync_playwright() as playwright,
    ):
        program = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        taken = [_seconds(browser, f"http://127.0.0.1:{server.port}") for _ in range(RUNS)]
        browser.close()
    yield Result("first heat on /command/, cold server", "s", taken[0], "budget", BUDGET_S)
    yield Result("first heat on /command/, median", "s", statistics.median(taken[1:]), "budget", BUDGET_S)
