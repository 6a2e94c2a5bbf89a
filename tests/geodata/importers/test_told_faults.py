"""Faults of what an import told or took for granted, each by its name."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.errors import ImportRefused
from geodata.importers.kinds import import_file
from geodata.importers.options import ImportOptions
from geodata.models import Road
from geodata.rules.datums import Datum
from geodata.rules.import_kinds import KindName
from tests import factories

from .conftest import lonlat

pytestmark = pytest.mark.django_db
Table = Callable[..., Path]


def test_coordinates_that_are_words_are_unreadable_and_shown(table: Table) -> None:
    path = table(("time", "lon", "lat"), ("2026-05-01 10:00", "abc", 25), ("2026-05-01 10:00", "", ""))
    report = import_file(KindName.EVENTS, ImportOptions(path))
    told = {one.row: one for one in report.problems if one.row}
    assert {row: one.code for row, one in told.items()} == {
        1: "coordinates_unreadable",
        2: "coordinates_missing",
    }
    assert "“abc" in told[1].zh
    assert "102°42′36″E" in told[1].en


@pytest.mark.parametrize(
    ("member", "told", "datum"),
    [
        pytest.param("gcj02", None, "gcj02", id="as the file says"),
        pytest.param("GCJ-02", None, "gcj02", id="in other letters"),
        pytest.param("gcj02", Datum.WGS84, "wgs84", id="a person overrules the file"),
        pytest.param("moon", None, "wgs84", id="no datum we know"),
        pytest.param(["gcj02"], None, "wgs84", id="no word"),
    ],
)
def test_the_datum_a_geojson_names_is_read(
    tmp_path: Path, member: object, told: Datum | None, datum: str
) -> None:
    line = {"type": "LineString", "coordinates": [lonlat(0, 0), lonlat(100, 0)]}
    feature = {"type": "Feature", "properties": {"id": "a"}, "geometry": line}
    path = tmp_path / "roads.geojson"
    whole = {"type": "FeatureCollection", "datum": member, "features": [feature]}
    path.write_text(json.dumps(whole), encoding="utf-8")
    report = import_file(KindName.ROADS, ImportOptions(path, datum=told, commit=True))
    assert report.source["datum"] == datum
    moved = Road.objects.get().geom.distance(factories.point(0, 0))
    assert (moved > 100) is (datum == "gcj02")


def test_one_changed_reporting_time_rejects_its_row_only(table: Table) -> None:
    head, place = ("event_id", "time", "lon", "lat"), lonlat(100, 100)
    first = [(f"e{i}", f"2026-05-0{i} 10:00", *place) for i in range(1, 4)]
    import_file(KindName.EVENTS, ImportOptions(table(head, *first), commit=True))
    first[1] = ("e2", "2026-05-02 11:00", *place)
    report = import_file(KindName.EVENTS, ImportOptions(table(head, *first), commit=True))
    assert (report.rejected, report.unchanged, report.counts["time_changed"]) == (1, 2, 1)
    first.pop(1)
    with pytest.raises(ImportRefused, match="--tz"):
        import_file(KindName.EVENTS, ImportOptions(table(head, *first), tz="UTC"))
