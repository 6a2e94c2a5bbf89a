"""pgRouting as a peer of the product's walks, in a database of the private cluster; the product does not need it."""

from webmap.db.account import run_as
from webmap.db.binaries import bindir
from webmap.db.home import Home
from webmap.db.roles import BOOT


def add_pgrouting(home: Home, name: str) -> str:
    """Empty once the extension is in the database, else why it is not: only the superuser may bring it."""
    psql = [bindir() / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", home.socket, "-U", BOOT, "-d", name]
    done = run_as(home.account, [*psql, "-c", "CREATE EXTENSION IF NOT EXISTS pgrouting"])
    return f"psql {done.returncode}: {done.stdout}{done.stderr}" if done.returncode else ""
