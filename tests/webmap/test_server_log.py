"""What a running server writes down: no address with its query, no place, whatever is asked and however it ends."""

import socket
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests import factories

from .started_server import started_server

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_S = 60
PLACE = {"lon": "102.3071", "lat": "25.3419"}
WORD = "SEARCHEDWORD"
QUERY = urlencode(PLACE)
FORM = "application/x-www-form-urlencoded"
ASKED = [
    ("GET", f"/api/nearby?{QUERY}", None),
    ("GET", f"/api/nearby?{QUERY}&pace=no", None),
    ("GET", f"/api/reach?{QUERY}&minutes=9999", None),
    ("POST", "/api/nearby", QUERY),
    ("POST", "/api/reach", QUERY),
    ("GET", f"/?{QUERY}&q={WORD}", None),
    ("GET", f"/?q={WORD}&page=x", None),
    ("POST", f"/?q={WORD}", QUERY),
    ("POST", "/", f"{QUERY}&kind=bar"),
    ("POST", "/my-area/", QUERY),
    ("PUT", f"/?{QUERY}", QUERY),
    ("GET", f"/nothing/?{QUERY}", None),
    ("GET", f"/points/7b0a3c1e-0000-4000-8000-00000000dead/?{QUERY}", None),
]


def ask(port: int, method: str, address: str, body: str | None) -> int:
    """The status of one answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, address, body, {"Content-Type": FORM, "Referer": f"http://127.0.0.1/?{QUERY}"})
    try:
        return connection.getresponse().status
    finally:
        connection.close()


def wait_for(port: int) -> None:
    """Until the server answers."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            ask(port, "GET", "/health/", None)
        except (OSError, HTTPException):
            assert time.monotonic() < deadline
            time.sleep(0.2)
        else:
            return


def test_the_servers_log_holds_no_query_and_no_place(tmp_path: Path) -> None:
    district = factories.make_square_district()
    factories.make_service_point(district.grid("W1"), 100, 100, name="西站")
    log = tmp_path / "log"
    with log.open("wb") as written, started_server(written) as (port, process):
        wait_for(port)
        statuses = [ask(port, *one) for one in ASKED]
        with socket.create_connection(("127.0.0.1", port)) as broken:
            broken.sendall(f"GET /?{QUERY} HTTP/9.9\r\n\r\n".encode())
            broken.recv(1000)
        assert process.poll() is None
    told = log.read_text(encoding="utf-8", errors="replace")
    failed = [(*one, status) for one, status in zip(ASKED, statuses, strict=True) if status >= 500]
    assert failed == [], told[-4000:]
    assert statuses[0] == 200
    assert [word for word in (*PLACE.values(), WORD, "lon=") if word in told] == []


def test_a_failure_is_logged_with_its_address_but_without_what_was_asked(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("webmap.pages.home.areas_in_force", fails)
    monkeypatch.setattr("webmap.api.nearby.find_nearby", fails)
    asking = Client(raise_request_exception=False)
    assert asking.post("/?q=" + WORD, PLACE).status_code == 500
    assert asking.get("/api/nearby", PLACE).status_code == 500
    told = caplog.text
    assert "broken on purpose" in told
    assert [word for word in (*PLACE.values(), WORD, "lon=") if word in told] == []
