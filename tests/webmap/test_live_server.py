"""The live stream of a real server process: an edit arrives at once, Ctrl-C ends it at once."""

import signal
import time
from http.client import HTTPConnection
from typing import Any

import pytest

from tests import factories

from .started_server import started_server

pytestmark = pytest.mark.django_db(transaction=True)
MOST_S = 2.0  # what a screen may wait for an edit


def stream(port: int, patience_s: float = 30) -> Any:
    """The open stream of a server that may still be starting."""
    deadline = time.monotonic() + patience_s
    while True:
        asking = HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            asking.request("GET", "/live/")
            answer = asking.getresponse()
            if answer.status == 200:
                return answer
        except OSError:
            pass
        assert time.monotonic() < deadline
        time.sleep(0.1)


def read_until(answer: Any, wanted: bytes) -> None:
    """Read lines of a stream until one starts so."""
    while True:
        line = answer.readline()
        assert line, "the stream ended"
        if line.startswith(wanted):
            return


def test_an_edit_arrives_at_once_and_ctrl_c_ends_the_stream_within_a_second() -> None:
    with started_server() as (port, process):
        answer = stream(port)
        read_until(answer, b"event: hello")
        began = time.monotonic()
        factories.make_service_point(None, 100, 100)
        read_until(answer, b'data: {"kind":"service_points"')
        assert time.monotonic() - began < MOST_S
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        assert not answer.read().strip()
        process.wait(10)
        assert time.monotonic() - began < 1.5
