"""Basemaps of others: off by default, fetched by the server from configured hosts only, bounded in every way."""

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from webmap.basemaps import fetching
from webmap.basemaps.fetching import KEPT, Kept, Picture
from webmap.basemaps.sources import sources

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 100
KEY = "secret-key-of-ours"


class Upstream(ThreadingHTTPServer):
    """A tile server on loopback that answers what a test tells it to."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.status, self.body, self.headers = 200, PNG, {"Content-Type": "image/png"}
        self.gate: threading.Event | None = None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Upstream

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        if self.server.gate is not None:
            self.server.gate.wait(5)
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            self.wfile.write(self.server.body)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def upstream(settings: Any) -> Iterator[Upstream]:
    server = Upstream()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.BASEMAP_XYZ = f"试验|{server.base}/t/{{z}}/{{x}}/{{y}}.png?k={KEY}|© 试验"
    KEPT.clear()
    yield server
    server.shutdown()
    server.server_close()
    KEPT.clear()


def test_a_tile_comes_through_once_and_then_from_memory(client: Any, upstream: Upstream) -> None:
    for _ in range(3):
        answer = client.get("/basemaps/xyz_1/3/5/2")
        assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, PNG, "image/png")
        assert KEY not in str(answer.headers)
    assert [path for path, _ in upstream.asked] == [f"/t/3/5/2.png?k={KEY}"]


def test_nothing_of_the_visitor_goes_to_the_other_server(client: Any, upstream: Upstream) -> None:
    client.cookies["sessionid"] = "abc"
    client.get("/basemaps/xyz_1/1/0/0", HTTP_REFERER="http://x/map/", HTTP_USER_AGENT="Visitor")
    ((_, headers),) = upstream.asked
    assert not {"cookie", "referer"} & {name.lower() for name in headers}
    assert "Visitor" not in str(headers)


@pytest.mark.parametrize(
    "path",
    [
        "/basemaps/xyz_2/1/0/0", "/basemaps/tianditu_vec/1/0/0", "/basemaps/xyz_1/19/0/0", "/basemaps/xyz_1/1/2/0",
        "/basemaps/xyz_1/1/0/-1", "/basemaps/xyz_1/1/0/0.png", "/basemaps/xyz_1/1/0/99999999", "/basemaps/xyz_1/1/0/%2e%2e",
        "/basemaps/http:%2f%2fevil.example/1/0/0", "/basemaps/xyz_1/a/0/0",
    ],
)  # fmt: skip
def test_what_is_no_tile_of_ours_is_not_asked_for(client: Any, upstream: Upstream, path: str) -> None:
    assert client.get(path).status_code == 404
    assert upstream.asked == []


def test_without_settings_no_address_answers(client: Any) -> None:
    assert sources() == {}
    assert client.get("/basemaps/xyz_1/1/0/0").status_code == 404


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (404, PNG, {}), (500, PNG, {}), (200, b"<html>key wrong</html>", {"Content-Type": "image/png"}), (200, b"", {}),
        (200, b"\x89PNG\r\n\x1a\n" + b"x" * (fetching.LARGEST_TILE + 1), {}),
        (302, b"", {"Location": "http://127.0.0.1:1/inner"}), (200, b"<svg xmlns='http://www.w3.org/2000/svg'/>", {}),
    ],
    ids=["missing", "fault", "a page", "nothing", "too large", "elsewhere", "a script in a picture"],
)  # fmt: skip
def test_anything_but_a_small_picture_is_a_gap_and_not_asked_for_again(
    client: Any, upstream: Upstream, status: int, body: bytes, headers: dict[str, str]
) -> None:
    upstream.status, upstream.body, upstream.headers = status, body, headers
    for _ in range(2):
        answer = client.get("/basemaps/xyz_1/2/1/1")
        assert (answer.status_code, answer.content) == (502, b"")
        assert answer["Cache-Control"] == "no-store"
    assert len(upstream.asked) == 1


def test_a_server_that_is_away_is_a_gap(client: Any, settings: Any) -> None:
    KEPT.clear()
    settings.BASEMAP_XYZ = "http://127.0.0.1:9/{z}/{x}/{y}.png"
    assert client.get("/basemaps/xyz_1/2/1/1").status_code == 502


def test_a_slow_server_costs_no_more_than_two_threads(
    client: Any, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "_WAIT_S", 0.05)
    upstream.gate = threading.Event()
    address = sources()["xyz_1"].address
    busy = [
        threading.Thread(target=fetching.picture_of, args=(("xyz_1", 4, n, 0), address(4, n, 0)))
        for n in range(2)
    ]
    for one in busy:
        one.start()
    while len(upstream.asked) < 2:
        pass
    answer = client.get("/basemaps/xyz_1/4/5/0")
    assert (answer.status_code, answer["Retry-After"]) == (503, "1")
    upstream.gate.set()
    for one in busy:
        one.join(5)
    assert client.get("/basemaps/xyz_1/4/5/0").status_code == 200


def test_a_server_that_drips_is_cut_off(upstream: Upstream, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "TIMEOUT_S", 0.2)
    upstream.gate = threading.Event()
    assert fetching.fetch(f"{upstream.base}/x").missing
    upstream.gate.set()


def test_memory_never_holds_more_than_the_setting(settings: Any) -> None:
    settings.BASEMAP_CACHE_MB = 1
    kept = Kept()
    for number in range(40):
        kept.put(("x", 1, number, 0), Picture(b"\x89PNG\r\n\x1a\n" + bytes(100_000), "image/png"))
        assert kept.size <= 1 << 20
    assert kept.get(("x", 1, 0, 0)) is None
    assert kept.get(("x", 1, 39, 0)) is not None
    kept.clear()
    assert kept.size == 0


def test_tianditu_is_asked_with_its_key_and_web_mercator_tiles(settings: Any) -> None:
    settings.TIANDITU_KEY, settings.TIANDITU_URL = KEY, "https://t3.example"
    found = sources()
    assert (
        found["tianditu_img"].address(12, 5, 7)
        == f"https://t3.example/DataServer?T=img_w&x=5&y=7&l=12&tk={KEY}"
    )
    assert found["tianditu_img"].names == "tianditu_cia"
    assert all("_w&" in one.template for one in found.values())


@pytest.mark.parametrize(
    "text",
    [
        "ftp://x/{z}/{x}/{y}",
        "file:///{z}{x}{y}",
        "https://x/{z}/{x}",
        "a|b|c",
        "https://{x}.example/{z}/{y}/{x}",
    ],
)
def test_a_setting_that_cannot_be_a_basemap_is_told(settings: Any, text: str) -> None:
    settings.BASEMAP_XYZ = text
    with pytest.raises(ImproperlyConfigured):
        sources()
