"""A server process of its own over the test database, as it is started for people."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from django.conf import settings
from django.db import connection

from geodata.crs import MEASURE
from tests.served_files import make_served_files


@contextmanager
def started_server(log: IO[bytes] | None = None) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """Port and process of a server, which may still be starting; it ends with the block.

    log: where everything goes that it says; else where the tests say things.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {key: value for key, value in os.environ.items() if key not in {"DB_ROLE", "DATABASE_URL"}}
    own |= {
        "DB_NAME": str(connection.settings_dict["NAME"]),
        "DJANGO_SETTINGS_MODULE": "webmap.settings.dev",
        "MEASURE_SRID": str(MEASURE),
    }
    make_served_files(own)
    words = ["-m", "uvicorn", "webmap.asgi:application", "--port", str(port), "--log-level", "warning"]
    process = subprocess.Popen(
        [sys.executable, *words], cwd=settings.BASE_DIR, env=own, stdout=log, stderr=log
    )
    try:
        yield port, process
    finally:
        process.kill()
        process.wait(10)
