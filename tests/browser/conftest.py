"""Chromium against the production server over a small demo town in a database of its own."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.journeys.place import ROOT, Place, place_of
from tests.served_files import make_served_files

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# A page may be this slow where two browsers and two servers share two cores.
expect.set_options(timeout=15_000)
AXE = ROOT / "static" / "vendor" / "axe-core" / "axe.min.js"


@dataclass
class Watched:
    """A page and everything that went wrong on it."""

    page: Page
    base: str
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """The page at a path of the site."""
        self.page.goto(self.base + path)
        return self.page

    def sign_in(self, role: str) -> Page:
        """The page after signing in with a demo login."""
        self.open("/sign-in/")
        self.page.fill("input[name=username]", role)
        self.page.fill("input[name=password]", role)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_load_state()
        return self.page

    def serious(self) -> list[str]:
        """Serious and critical axe findings on the page as it stands, each with the elements it is about."""
        self.page.add_init_script(path=str(AXE))
        source = AXE.read_text(encoding="utf-8")
        self.page.evaluate(source)
        found = self.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{one['id']}: {[node['target'] for node in one['nodes']][:4]}"
            for one in found["violations"]
            if one["impact"] in {"serious", "critical"}
        ]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's browser."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a running site with the small demo town and demo logins."""
    with place_of("browser", 4543) as place, _served(place) as address:
        yield address


class _served:  # noqa: N801 - a context manager used like a function
    def __init__(self, place: Place) -> None:
        self.environment = {
            **{key: value for key, value in os.environ.items() if key not in {"DB_ROLE", "DATABASE_URL"}},
            "DB_NAME": place.name,
            "MEASURE_SRID": str(place.srid),
            "DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "webmap.settings.dev",
            "IMPORT_DIR": tempfile.mkdtemp(prefix="gridatlas-uploads-"),
        }

    def __enter__(self) -> str:
        self._run("manage.py", "make_town", "--scale", "0.1")
        self._run("manage.py", "refresh_blocks")
        make_served_files(self.environment)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        words = ["-m", "uvicorn", "webmap.asgi:application", "--port", str(port), "--log-level", "warning"]
        self.process = subprocess.Popen([sys.executable, *words], cwd=ROOT, env=self.environment)
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/health/ready/")
        return address

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
        shutil.rmtree(self.environment["IMPORT_DIR"], ignore_errors=True)

    def _run(self, *words: str) -> None:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def _wait_for(address: str, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return


@pytest.fixture
def watch(chromium: Browser, site: str) -> Iterator[Callable[..., Watched]]:
    """A function that opens a watched browser page; at the end nothing may have gone wrong on any of them."""
    opened: list[Watched] = []
    contexts: list[Any] = []

    def start(width: int, height: int, **options: Any) -> Watched:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, **{"locale": "zh-CN", **options}
        )
        watched = Watched(context.new_page(), site)
        page = watched.page
        page.on("console", lambda m: watched.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: watched.errors.append(str(e)))
        page.on(
            "request",
            lambda r: None if r.url.startswith((site, "data:", "blob:")) else watched.outside.append(r.url),
        )
        opened.append(watched)
        contexts.append(context)
        return watched

    yield start
    for context in contexts:
        context.close()
    assert [one.outside for one in opened if one.outside] == []
    assert [one.errors for one in opened if one.errors] == []
