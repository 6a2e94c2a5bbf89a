"""Whether the database is there, migrated and measured as this process expects."""

from django.db import DatabaseError

from geodata.crs import MEASURE
from geodata.sql import rows


def stored_srid() -> int | None:
    """The SRID the database measures in; None before the first migrate (1 statement)."""
    found = rows("read_stored_srid")
    return found[0]["srid"] if found else None


def database_ready() -> str | None:
    """Why the database cannot serve, in one line; None when it can (1 statement)."""
    try:
        srid = stored_srid()
    except DatabaseError:
        return "database not reachable"
    if srid is None:
        return "not migrated"
    return None if srid == MEASURE else f"measures in EPSG:{srid}, process in EPSG:{MEASURE}"
