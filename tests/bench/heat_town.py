"""The demo town with ten million events a year, kept from run to run."""

import sys
from contextlib import closing

from .database import connect, run_rows, statement
from .kept_town import is_finished, run_product

NAME = "bench_heat_10m"
EVENTS = 10_000_000


def heat_town() -> str:
    """The name of the database, which is there, loaded and up to the code's schema afterwards."""
    run_product(NAME, "-m", "webmap.supervisor", "db")
    with closing(connect(NAME)) as database:
        if is_finished(database):
            return NAME
        if run_rows(database, "SELECT EXISTS (SELECT FROM geodata_area)")[0][0]:
            raise RuntimeError(f"{NAME} was left half-made: python3 -m webmap.db drop {NAME}")
        print(f"making {NAME}, which is kept …", file=sys.stderr)
        run_product(NAME, "manage.py", "make_town", "--events", str(EVENTS))
        with database.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
            cursor.execute(statement("make_peer_tables"))
    return NAME
