"""The databases of the benchmarks: connections, and the CPU time that PostgreSQL spends on each."""

from contextlib import closing
from pathlib import Path

import psycopg2
from psycopg2 import extensions

from webmap.db.home import Home, remembered
from webmap.db.secret_store import known_passwords

from .cpu_time import cpu_s
from .processes import CHECKOUT


def home() -> Home:
    """Where the private cluster lives; raises RuntimeError where there is none."""
    found = remembered(CHECKOUT)
    if found is None:
        raise RuntimeError("the private PostgreSQL was never started: make bench does that")
    return found


def password(role: str) -> str:
    """The password of a role of the private cluster."""
    return known_passwords(CHECKOUT / ".local")[role]


def connect(name: str, role: str = "owner") -> extensions.connection:
    """A connection to a database, in autocommit."""
    made = psycopg2.connect(host=str(home().socket), dbname=name, user=role, password=password(role))
    made.autocommit = True
    return made


def statement(name: str) -> str:
    """The text of tests/bench/sql/<name>.sql."""
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def run_rows(connection: extensions.connection, text: str, *bound: object) -> list[tuple[object, ...]]:
    """The rows a statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(text, bound or None)
        return cursor.fetchall()


def srid_of(name: str) -> int:
    """The CRS in which a database of the product stores its geometry."""
    with closing(connect(name)) as connection:
        return int(str(run_rows(connection, "SELECT ST_SRID(geom) FROM geodata_building LIMIT 1")[0][0]))


def backend_cpu_s(name: str) -> dict[int, float]:
    """Process number → CPU seconds so far of each backend that works on a database."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            # A backend's title reads `postgres: ROLE DATABASE [local] STATE`.
            words = (folder / "cmdline").read_bytes().rstrip(b"\0").decode(errors="replace").split()
            if words[:1] == ["postgres:"] and name in words[2:3]:
                found[int(folder.name)] = cpu_s(folder)
        except OSError:
            continue
    return found


def spent_s(before: dict[int, float], after: dict[int, float]) -> float:
    """CPU seconds between two readings; raises RuntimeError where a backend left, and took its figure along."""
    lost = set(before) - set(after)
    if lost:
        raise RuntimeError(f"{len(lost)} backends ended while they were measured")
    return sum(after.values()) - sum(before.values())
