"""What is exported comes back: into the same database nothing changes, into an empty one the same rows appear."""

from pathlib import Path

import pytest
import shapely
from django.db import transaction

from geodata.exporters.catalogue import KINDS
from geodata.exporters.kind import Shape
from geodata.models import Area, BoundaryVersion, Department
from geodata.rules.datums import Datum
from geodata.rules.export_kinds import Format
from geodata.rules.import_kinds import KindName
from geodata.rules.levels import Level
from tests import factories

from .full_district import make_full_district
from .round_trip import assert_same, bring_back, export, held

pytestmark = pytest.mark.django_db
DRAWN = (Format.GEOJSON, Format.GPKG, Format.SHAPEFILE)
TABLES = (Format.CSV, Format.XLSX)
# (srid, datum): degrees in each datum, metres without and with the zone number, another zone, a shifted datum in metres.
TARGETS = {
    "wgs84": (4326, Datum.WGS84),
    "gcj02": (4326, Datum.GCJ02),
    "bd09": (4326, Datum.BD09),
    "4543": (4543, Datum.WGS84),
    "4522": (4522, Datum.WGS84),
    "4544": (4544, Datum.WGS84),
    "gcj02-in-4543": (4543, Datum.GCJ02),
}


def formats_of(kind: KindName) -> tuple[Format, ...]:
    """The formats that can hold a kind and be imported again."""
    shape = KINDS[kind].shape
    if shape is Shape.NONE:
        return (Format.GEOJSON, Format.GPKG, *TABLES)
    return (*DRAWN, *TABLES) if shape is Shape.POINT else DRAWN


def targets_of(kind: KindName, form: Format) -> list[str]:
    """The targets a kind has in a format."""
    if KINDS[kind].shape is Shape.NONE:
        return ["wgs84"]
    return [name for name in TARGETS if form is not Format.GEOJSON or TARGETS[name][0] == 4326]


def cases() -> list[object]:
    """Kind, format and target of everything that goes together; one target each where time is short, in turn."""
    found = []
    for number, kind in enumerate(one for one in KINDS if one is not KindName.AREAS):
        for form in formats_of(kind):
            names = targets_of(kind, form)
            for name in names:
                marks = [] if name == names[number % len(names)] else [pytest.mark.proof]
                found.append(
                    pytest.param(kind, form, *TARGETS[name], id=f"{kind}-{form}-{name}", marks=marks)
                )
    return found


@pytest.mark.parametrize(("kind", "form", "srid", "datum"), cases())
def test_importing_an_export_again_changes_nothing(
    tmp_path: Path, kind: KindName, form: Format, srid: int, datum: Datum
) -> None:
    make_full_district()
    before = held(kind)
    written = export(tmp_path, kind, form, srid=srid, datum=datum)
    assert written.rows == len(before) > 0
    report = bring_back(written)
    assert report.committed
    assert (report.rejected, report.created, report.updated) == (0, 0, 0), report.problems[:5]
    assert report.unchanged == len(before)
    assert_same(before, held(kind))


_NEW = [one for one in KINDS if one not in (KindName.AREAS, KindName.DWELLINGS, KindName.HOUSEHOLDS)]


@pytest.mark.parametrize(("kind", "form"), [(kind, form) for kind in _NEW for form in formats_of(kind)])
def test_an_empty_database_gets_the_same_rows(tmp_path: Path, kind: KindName, form: Format) -> None:
    datum = Datum.WGS84 if kind is KindName.STAFF else Datum.GCJ02
    with transaction.atomic():
        make_full_district()
        before, written = held(kind), export(tmp_path, kind, form, datum=datum)
        transaction.set_rollback(True)
    factories.make_square_district()
    if kind is KindName.STAFF:
        Department.objects.create(code="d01", name="城管局")
    report = bring_back(written)
    assert (report.rejected, report.created) == (0, len(before)), report.problems[:5]
    assert_same(before, held(kind))


@pytest.mark.parametrize(
    ("form", "target"), [(form, name) for form in DRAWN for name in targets_of(KindName.AREAS, form)]
)
def test_areas_come_back_as_the_boundaries_they_were(tmp_path: Path, form: Format, target: str) -> None:
    srid, datum = TARGETS[target]
    factories.make_square_district()
    report = bring_back(export(tmp_path, KindName.AREAS, form, srid=srid, datum=datum))
    assert (report.rejected, report.created, report.updated, report.unchanged) == (0, 0, 0, 4), (
        report.problems
    )
    assert BoundaryVersion.objects.filter(status="draft").count() == 0


@pytest.mark.parametrize("form", DRAWN)
def test_an_empty_database_gets_the_same_areas(tmp_path: Path, form: Format) -> None:
    with transaction.atomic():
        factories.make_square_district()
        written = export(tmp_path, KindName.AREAS, form)
        before = {
            row.area.code: (row.area.name, shapely.from_wkb(bytes(row.geom.wkb)))
            for row in BoundaryVersion.objects.select_related("area").filter(area__level=Level.GRID)
        }
        transaction.set_rollback(True)
    assert not Area.objects.exists()
    report = bring_back(written)
    assert (report.rejected, report.created) == (0, 4), report.problems
    for row in BoundaryVersion.objects.select_related("area"):
        name, shape = before.pop(row.area.code)
        assert row.area.name == name
        assert shapely.hausdorff_distance(shape, shapely.from_wkb(bytes(row.geom.wkb))) <= 0.01
    assert not before
