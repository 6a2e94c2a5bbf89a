"""A whole district goes to a file in seconds and in little memory, however many rows it has."""

import resource
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from geodata.rules.export_kinds import Format
from geodata.rules.import_kinds import KindName
from tests import factories

from .round_trip import export

BUILDINGS, EVENTS = 61_000, 86_000
_COPIED = {
    "geodata_building": ("use, floors, households, persons_0_14, persons_15_59, persons_60_79, persons_80_plus, "
                         "floating_persons, address, area_id", BUILDINGS),
    "geodata_event": ("category_id, priority, source, step, reported_at, due_at, closed_at, status_known, area_id", EVENTS),
}  # fmt: skip


def make_many() -> None:
    """As many buildings and events as a real district has, in rows and columns."""
    area = factories.make_square_district().grid("W1")
    factories.make_building(area, 10, 10, address="昆石路 7 号")
    moment = datetime(2026, 5, 1, tzinfo=UTC)
    factories.make_event(area, 10, 10, moment, closed_at=moment.replace(day=2))
    with connection.cursor() as cursor:
        for table, (columns, number) in _COPIED.items():
            cursor.execute(
                f"INSERT INTO {table} (uuid, geom, {columns}) SELECT gen_random_uuid(), "
                f"ST_Translate(geom, n % 300, n / 300), {columns} FROM {table}, generate_series(2, {number}) n"
            )


@pytest.mark.proof
@pytest.mark.django_db
def test_a_district_is_written_in_seconds_and_in_bounded_memory(tmp_path: Path) -> None:
    make_many()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for kind, form, rows, most_seconds in (
        (KindName.BUILDINGS, Format.GPKG, BUILDINGS, 5),
        (KindName.BUILDINGS, Format.GEOJSON, BUILDINGS, 8),
        (KindName.BUILDINGS, Format.SHAPEFILE, BUILDINGS, 8),
        (KindName.EVENTS, Format.CSV, EVENTS, 15),
        (KindName.EVENTS, Format.XLSX, EVENTS, 15),
    ):
        start = time.process_time()
        assert export(tmp_path, kind, form).rows == rows
        # Of this process: other work on the machine does not count.
        taken = time.process_time() - start
        print(f"{kind} {form}: {rows:,} rows in {taken:.1f} s")
        assert taken <= most_seconds
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before <= 300 * 1024
