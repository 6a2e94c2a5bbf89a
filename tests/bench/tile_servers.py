"""The tile servers that are measured: ours and its peers, all over one database, each asked for the same layer."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote

from layers.tile_grid import Tile

from .database import backend_cpu_s, home, password, spent_s, srid_of
from .kept_town import environment
from .processes import CHECKOUT, PEERS, Server, free_port, serving

COUNTED = "tests.bench.counted_site:application"
_UVICORN = ("--loop", "uvloop", "--http", "httptools", "--log-level", "error", "--no-access-log")


@dataclass(frozen=True)
class TileServer:
    """A running server and how it is asked for a tile; `database` is where its backends work."""

    name: str
    server: Server
    database: str
    template: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def path(self, tile: Tile, template: str = "") -> str:
        """The address of a tile."""
        return (template or self.template).format(z=tile.z, x=tile.x, y=tile.y)

    def meter(self) -> "Meter":
        """A meter of CPU time that starts now."""
        return Meter(self, self.server.cpu_s(), backend_cpu_s(self.database))


@dataclass(frozen=True)
class Meter:
    """Readings of CPU seconds at a start: of the application and of each backend."""

    server: TileServer
    application_s: float
    backends_s: dict[int, float]

    def read(self) -> tuple[float, float]:
        """CPU seconds of the application and of PostgreSQL since the start."""
        backends = spent_s(self.backends_s, backend_cpu_s(self.server.database))
        return self.server.server.cpu_s() - self.application_s, backends


def session_of(database: str, role: str) -> str:
    """The Cookie header of a new session of a demo login."""
    words = [sys.executable, "-m", "tests.bench.new_session", role]
    own = os.environ | environment(database)
    done = subprocess.run(words, cwd=CHECKOUT, env=own, capture_output=True, text=True, check=True)
    return f"sessionid={done.stdout.strip()}"


@contextmanager
def ours(database: str, cookie: str, site: str = "webmap.asgi:application") -> Iterator[TileServer]:
    """The product's own server, asked as whoever the cookie belongs to; site may be COUNTED."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        site,
        "--port",
        str(port),
        "--ws",
        "none",
    ]
    with serving([*command, *_UVICORN], "/health/", port=port, **environment(database)) as server:
        headers = {"Cookie": cookie, "Accept-Encoding": "gzip"}
        yield TileServer("GridAtlas", server, database, "/layers/buildings/{z}/{x}/{y}.mvt", headers)


@contextmanager
def tipg(database: str, table: str = "peer_buildings") -> Iterator[TileServer]:
    """tipg as it comes, over the peers' tables; its limit of features is lifted, or it would draw less."""
    port = free_port()
    own = {
        "DATABASE_URL": f"postgresql://owner:{password('owner')}@{quote(str(home().socket), safe='')}/{database}",
        "TIPG_DB_TABLES": '["public.peer_buildings","public.peer_events"]',
        "TIPG_MAX_FEATURES_PER_TILE": "200000",
    }
    command = [PEERS / "uvicorn", "tipg.main:app", "--port", str(port), *_UVICORN]
    address = f"/collections/public.{table}/tiles/WebMercatorQuad/{{z}}/{{x}}/{{y}}"
    with serving(command, "/healthz", port=port, **own) as server:
        yield TileServer("tipg", server, database, address, {"Accept-Encoding": "gzip"})


@contextmanager
def vectortiles(database: str, prefix: str) -> Iterator[TileServer]:
    """django-vectortiles behind gunicorn with four threads that keep their connections.

    prefix: `stored` for the column as the product stores it, `buildings` for one in web mercator.
    """
    port = free_port()
    own = {
        "PEER_DB_HOST": str(home().socket),
        "PEER_DB_NAME": database,
        "PEER_DB_PASSWORD": password("owner"),
        "PEER_DB_SRID": str(srid_of(database)),
    }
    command = [PEERS / "gunicorn", "-b", f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "4"]
    command += ["--keep-alive", "60", "--log-level", "error", "tests.bench.vectortiles_site:application"]
    with serving(command, "/", port=port, **own) as server:
        yield TileServer("django-vectortiles", server, database, f"/{prefix}/{{z}}/{{x}}/{{y}}")
