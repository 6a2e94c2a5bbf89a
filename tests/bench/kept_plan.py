"""Towns whose ground is cut into so many blocks: each kept from run to run, and copied for a run that changes it."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager

from webmap.db.notes import forget, read_note, write_note

from .database import connect, run_rows
from .kept_town import run_product
from .processes import CHECKOUT


def kept_plan_town(blocks: int) -> str:
    """The name of a database with the demo town in so many blocks, which is there and complete afterwards."""
    name = f"bench_plan_{blocks}"
    run_product(name, "-m", "webmap.supervisor", "db")
    with closing(connect(name)) as database:
        ((found, areas),) = run_rows(
            database,
            "SELECT (SELECT count(*) FROM geodata_block), (SELECT count(*) FROM geodata_area)",
        )
    if not areas:
        print(f"making {name}, which is kept …", file=sys.stderr)
        run_product(name, "manage.py", "make_town", "--blocks", str(blocks))
    elif found != blocks:
        raise RuntimeError(f"{name} was left half-made: python3 -m webmap.db drop {name}")
    return name


@contextmanager
def copied(name: str, copy: str) -> Iterator[str]:
    """The name of a copy of a database nobody is connected to; dropped at the end."""
    with closing(connect("postgres")) as cluster, cluster.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
        write_note(CHECKOUT, copy, **read_note(CHECKOUT, name))
        try:
            yield copy
        finally:
            cursor.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')
            forget(CHECKOUT, copy)
