"""A wall whose server goes away and comes back: it says so, and then knows everything it missed."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.place import ROOT

from .conftest import Watched, _wait_for
from .test_live import LAMP, MOST_MS, REPORTED, Desk, middle, number, settled

pytestmark = pytest.mark.browser


@dataclass
class Server:
    """A second server on the site's database, which a test may end and start again at the same address."""

    environment: dict[str, str]
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Serve from now on."""
        words = [
            "-m",
            "uvicorn",
            "webmap.asgi:application",
            "--port",
            str(self.port),
            "--log-level",
            "critical",
        ]
        self.process = subprocess.Popen([sys.executable, *words], cwd=ROOT, env=self.environment)
        _wait_for(f"{self.address}/health/ready/")

    def end(self) -> None:
        """Serve no longer."""
        if self.process:
            self.process.kill()
            self.process.wait(20)


@pytest.fixture
def second(site: str) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {
        "DB_NAME": f"journey_browser_{os.getpid()}",
        "MEASURE_SRID": "4543",
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "webmap.settings.dev",
    }
    foreign = {"DB_ROLE", "DATABASE_URL"}
    server = Server({key: value for key, value in os.environ.items() if key not in foreign} | own, port)
    server.start()
    yield server
    server.end()


@pytest.fixture
def open_at(chromium: Browser) -> Iterator[Callable[[str], Watched]]:
    contexts = []

    def start(address: str) -> Watched:
        context = chromium.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
        contexts.append(context)
        return Watched(context.new_page(), address)

    yield start
    for context in contexts:
        context.close()


def test_a_lost_server_greys_the_lamp_and_its_return_brings_what_was_missed(
    site: str, second: Server, open_at: Callable[[str], Watched]
) -> None:
    watched = open_at(second.address)
    watched.sign_in("operator")
    page = watched.open("/command/?layers=events")
    settled(page)
    page.evaluate("window.kept = true")
    expect(page.locator(LAMP)).to_have_text("实时")
    before = number(page)
    second.end()
    expect(page.locator(LAMP)).to_have_text(re.compile(r"数据停更 \d+ 秒"), timeout=15_000)
    expect(page.locator("[data-part=lamp-spoken]")).to_have_text("数据停止更新")
    elsewhere = Desk(site)
    for _ in range(3):
        elsewhere.report(middle(page))
    assert number(page) == before
    second.start()
    expect(page.locator(LAMP)).to_have_text("实时", timeout=40_000)
    expect(page.locator("[data-part=lamp-spoken]")).to_have_text("数据恢复实时更新")
    expect(page.locator(REPORTED).first).to_have_text(str(before + 3), timeout=3 * MOST_MS)
    assert page.evaluate("window.kept")


RENAME = """
from geodata.models import Area
area = Area.objects.filter(level="subdistrict").order_by("code").first()
Area.objects.filter(pk=area.pk).update(name="{name}")
print(area.name)
"""


def test_a_renamed_area_is_on_the_map_and_in_the_panels_without_starting_over(
    site: str, second: Server, open_at: Callable[[str], Watched]
) -> None:
    def rename(name: str) -> str:
        words = ["manage.py", "shell", "-c", RENAME.format(name=name)]
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=second.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip().splitlines()[-1]

    watched = open_at(site)
    watched.sign_in("operator")
    page = watched.open("/command/")
    settled(page)
    page.evaluate("window.kept = true")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if ".mvt" in request.url else None)
    old = rename("新名街道")
    try:
        ranking = page.locator("[data-column=left] .rows button", has_text="新名街道")
        expect(ranking).to_be_visible(timeout=MOST_MS)
        page.wait_for_timeout(500)
        layers = {name for url in asked for name in url.split("/layers/")[1].split("/")[0].split(",")}
        assert "subdistricts" in layers
        assert layers <= {"districts", "subdistricts", "communities", "grids", "grid_types"}
        assert page.evaluate("window.kept")
    finally:
        rename(old)


def test_panning_for_long_keeps_a_bounded_number_of_tiles(
    site: str, open_at: Callable[[str], Watched]
) -> None:
    watched = open_at(site)
    watched.sign_in("operator")
    page = watched.open("/command/?layers=events,grids,types,points")
    settled(page)
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.enable")

    def heap() -> float:
        session.send("HeapProfiler.collectGarbage")
        return float(session.send("Runtime.getHeapUsage")["usedSize"])

    desk = Desk(site)
    page.locator("#map").focus()
    for _ in range(3):
        page.keyboard.press("+")
        page.wait_for_timeout(250)

    def round_of_pans(count: int) -> None:
        for step in range(count):
            page.keyboard.press(("ArrowLeft", "ArrowDown", "ArrowRight", "ArrowUp")[step // 4 % 4])
            page.wait_for_timeout(120)
            if step % 20 == 0:
                desk.report(middle(page))
        page.wait_for_timeout(1500)

    round_of_pans(60)
    first = heap()
    round_of_pans(200)
    last = heap()
    print(f"heap after 60 pans {first / 1e6:.1f} MB, after 260 {last / 1e6:.1f} MB")
    assert last < first * 1.25
    assert watched.errors == []
