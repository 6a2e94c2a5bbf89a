"""A database of its own for a real place, filled by the commands people type and asked as the site answers."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.conf import settings

from webmap.db.cluster import in_use
from webmap.db.secret_store import known_passwords

ROOT = Path(__file__).resolve().parent.parent.parent
# What a shell or the test run has set must not lead the commands to another database.
_FOREIGN = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_LAYERS_URL", "DB_ROLE", "DEMO", "LONGITUDE")


@dataclass(frozen=True)
class Place:
    """A database measured in srid, reached by name like any other (DB_NAME)."""

    name: str
    srid: int

    def run(self, *words: object) -> subprocess.CompletedProcess[str]:
        """What a Python program of the project said, run for this database."""
        kept = {key: value for key, value in os.environ.items() if key not in _FOREIGN}
        own = {
            "DB_NAME": self.name,
            "MEASURE_SRID": str(self.srid),
            "DJANGO_SETTINGS_MODULE": "webmap.settings.dev",
        }
        command = [sys.executable, *map(str, words)]
        return subprocess.run(command, cwd=ROOT, env=kept | own, capture_output=True, text=True, check=False)

    def import_json(self, command: str, *words: object) -> dict[str, Any]:
        """The report of an import command that must succeed."""
        done = self.run("manage.py", command, *words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def ask(self, role: str, *paths: str) -> list[dict[str, Any]]:
        """What the site answers a role: status, type and body of each path."""
        done = self.run("-m", "tests.journeys.ask_site", role, *paths)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def values(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of a query, as the app sees them."""
        host = settings.DATABASES["default"]["HOST"]
        password = known_passwords(ROOT / ".local")["app"]
        with closing(
            psycopg2.connect(host=host, dbname=self.name, user="app", password=password)
        ) as connection:
            cursor = connection.cursor()
            cursor.execute(query)
            return cursor.fetchall()


@contextmanager
def place_of(title: str, srid: int) -> Iterator[Place]:
    """A new migrated database; dropped at the end. Skips where the tests run on a server of their own."""
    if os.environ.get("DATABASE_URL"):
        pytest.skip("journeys need the private cluster (DATABASE_URL is set)")
    place = Place(f"journey_{title}_{os.getpid()}", srid)
    with in_use(ROOT):
        made = place.run("-m", "webmap.supervisor", "db")
        try:
            assert made.returncode == 0, made.stdout + made.stderr
            yield place
        finally:
            place.run("-m", "webmap.db", "drop", place.name)
