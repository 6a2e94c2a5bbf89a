"""What imports and their undoing tell open screens."""

from datetime import UTC, datetime

import pytest
from django.contrib.gis.geos import Point
from django.db import transaction

from geodata.actions.undo_import import undo_import
from geodata.crs import MEASURE
from geodata.importers.kinds import import_file
from geodata.importers.options import ImportOptions
from geodata.models import DataVersion, ServicePoint
from geodata.queries.live_changes import changes_between, kept_changes
from geodata.rules.import_kinds import KindName
from geodata.rules.viewer import Role, Viewer
from tests.factories import ORIGIN
from tests.geodata.importers.conftest import lonlat, table

__all__ = ["table"]
pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 5, 13, 4, tzinfo=UTC)
# Statements of more rows than this name no cells (sql/install/data_versions.sql).
MANY = 20_000


def _points(count: int) -> list[ServicePoint]:
    place = Point(*ORIGIN, srid=MEASURE)
    return [ServicePoint(name="试点", kind="station", geom=place) for _ in range(count)]


@pytest.mark.parametrize(("count", "named"), [(MANY, True), (MANY + 1, False)], ids=["few", "many"])
def test_a_statement_of_very_many_rows_names_no_cells(count: int, named: bool) -> None:
    last = kept_changes().last
    with transaction.atomic():
        ServicePoint.objects.bulk_create(_points(count))
    (change,) = changes_between(last)
    assert change.kind == "service_points"
    assert (change.cells is not None) == named


def test_undoing_an_import_raises_the_version_and_names_the_cells(table) -> None:
    path = table(("name", "lon", "lat"), ("西站", *lonlat(100, 100)))
    run = import_file(KindName.SERVICE_POINTS, ImportOptions(path, commit=True)).run
    before, last = DataVersion.objects.get(kind="service_points").version, kept_changes().last
    assert run
    undo_import(run, Viewer(Role.DISTRICT_ADMIN), None, NOW)
    assert DataVersion.objects.get(kind="service_points").version == before + 1
    (change,) = [one for one in changes_between(last) if one.kind == "service_points"]
    assert change.cells
