"""Superuser work: the roles, the template with PostGIS, further databases."""

import hashlib
from pathlib import Path

from .account import must_run_as
from .binaries import bindir
from .home import Home
from .names import TEMPLATE, check_name
from .secret_store import role_passwords
from .server import BOOT

_SQL = Path(__file__).parent / "sql"


def sql_text(file: str) -> str:
    """The text of a named SQL file."""
    return (_SQL / f"{file}.sql").read_text(encoding="utf-8")


def run_sql(home: Home, file: str, *, database: str = BOOT, **values: str) -> str:
    """What the named SQL file prints, run as superuser; values go through stdin, never the process list."""
    assignments = "".join(f"\\set {key} '{value}'\n" for key, value in values.items())
    text = assignments + sql_text(file)
    psql = [bindir() / "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
    return must_run_as(
        home.account, [*psql, "-h", home.socket, "-U", BOOT, "-d", database, "-f", "-"], stdin=text
    )


def prepared_mark(local_dir: Path) -> str:
    """What the roles and the template are made from, as one hash: when it changes they are made again."""
    parts = [path.read_bytes() for path in sorted(_SQL.glob("*.sql"))]
    parts.append(repr(sorted(role_passwords(local_dir).items())).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def prepare(home: Home, local_dir: Path) -> None:
    """Make the three roles and the template database, or bring them up to date."""
    passwords = {f"{role}_password": value for role, value in role_passwords(local_dir).items()}
    run_sql(home, "create_roles", **passwords)
    run_sql(home, "create_template")
    run_sql(home, "prepare_template", database=TEMPLATE)


def create_database(home: Home, name: str) -> bool:
    """Whether the database had to be made (from the template, owned by `owner`)."""
    return run_sql(home, "create_database", name=check_name(name)).strip() == "made"


def drop_database(home: Home, name: str) -> None:
    """Remove a database and everything in it."""
    run_sql(home, "drop_database", name=check_name(name))


def list_databases(home: Home) -> list[str]:
    """Names of the product's databases in this cluster."""
    return run_sql(home, "list_databases").split()
