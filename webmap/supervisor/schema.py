"""The database named by DB_NAME: made from the template, measuring CRS fixed, migrated when the code is newer."""

import os
from pathlib import Path

from webmap.bootstrap.stamps import fingerprint
from webmap.db.errors import SetUpError
from webmap.db.home import Home
from webmap.db.notes import fix_srid, forget, read_note, write_note
from webmap.db.roles import create_database

from .manage import run_manage

_SCHEMA_FILES = ("*/migrations/*.py", "geodata/sql/install/*.sql", "requirements.txt")


def wanted_srid() -> int | None:
    """The measuring SRID asked for by MEASURE_SRID, None where it is not set.

    Raises SetUpError for a number that names no measuring CRS.
    """
    asked = os.environ.get("MEASURE_SRID")
    if not asked:
        return None
    try:
        from geodata.crs import central_meridian

        central_meridian(int(asked))
    except ValueError as problem:
        raise SetUpError(f"MEASURE_SRID={asked} 不可用", str(problem)) from None
    return int(asked)


def schema_mark(base_dir: Path) -> str:
    """One hash of everything the schema is made from."""
    return fingerprint(path for pattern in _SCHEMA_FILES for path in base_dir.glob(pattern))


def migrate(base_dir: Path) -> None:
    """Bring the schema up to the code, as the owner."""
    run_manage(base_dir, "migrate", "--noinput", DB_ROLE="owner")
    run_manage(base_dir, "install_sql", DB_ROLE="owner")


def bring_up(base_dir: Path, home: Home, name: str) -> int:
    """The measuring SRID of the database, which exists and is up to date afterwards."""
    if create_database(home, name):
        forget(base_dir, name)
    asked = wanted_srid()
    from geodata.crs import DEFAULT_MEASURE

    srid = fix_srid(base_dir, name, asked, DEFAULT_MEASURE)
    mark = schema_mark(base_dir)
    if read_note(base_dir, name).get("schema") != mark:
        migrate(base_dir)
        write_note(base_dir, name, schema=mark)
    return srid
