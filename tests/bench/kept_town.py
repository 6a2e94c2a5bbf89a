"""The towns that benchmarks ask: one as the product makes it and one ten times as large, kept from run to run."""

import os
import subprocess
import sys
from contextlib import closing

from .database import connect, run_rows, statement
from .processes import CHECKOUT

TIMES = (1, 10)


def name_of(times: int) -> str:
    """The database of a town so many times the demo town."""
    return f"bench_kept_{times}"


def kept_town(times: int) -> str:
    """The name of the database, which is there, loaded and up to the code's schema afterwards."""
    name = name_of(times)
    run_product(name, "-m", "webmap.supervisor", "db")
    with closing(connect(name)) as database:
        if not is_finished(database):
            if run_rows(database, "SELECT EXISTS (SELECT FROM geodata_area)")[0][0]:
                raise RuntimeError(f"{name} was left half-made: python3 -m webmap.db drop {name}")
            _make(name, times)
        with database.cursor() as cursor:
            cursor.execute(statement("reset_town"))
            cursor.execute(statement("make_peer_tables"))
    return name


def _make(name: str, times: int) -> None:
    """The demo town, then its copies; the peers' tables say that all is there."""
    print(f"making {name}, which is kept …", file=sys.stderr)
    run_product(name, "manage.py", "make_town")
    if times > 1:
        with closing(connect(name)) as database, database.cursor() as cursor:
            cursor.execute(statement("grow_town"))
            cursor.execute("VACUUM ANALYZE")


def is_finished(database: object) -> bool:
    """Whether a town was made to the end: its peers' tables come last."""
    return bool(run_rows(database, "SELECT to_regclass('peer_events') IS NOT NULL")[0][0])  # type: ignore[arg-type]


def environment(name: str) -> dict[str, str]:
    """What leads the product's programs to a database."""
    return {"DB_NAME": name, "DJANGO_SETTINGS_MODULE": "webmap.settings.dev", "DEMO": "1"}


def run_product(name: str, *words: str) -> None:
    """Run a Python program of the product for a database; raises RuntimeError with what it said where it fails."""
    done = subprocess.run(
        [sys.executable, *words],
        cwd=CHECKOUT,
        env=os.environ | environment(name),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}: {done.stdout}{done.stderr}")
