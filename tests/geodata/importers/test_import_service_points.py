"""Service points from CSV into the database."""

from pathlib import Path
from typing import Any

import pytest

from geodata.importers.kinds import import_file
from geodata.importers.options import ImportOptions
from geodata.importers.report import Report
from geodata.models import ServicePoint
from geodata.rules.import_kinds import KindName
from tests import factories

from .conftest import lonlat

pytestmark = pytest.mark.django_db

HEADER = ("name", "address", "lon", "lat", "type")
HERE, THERE = lonlat(100, 100), lonlat(600, 100)


def load(path: Path, **options: Any) -> Report:
    return import_file(
        KindName.SERVICE_POINTS, ImportOptions(path, **({"commit": True, "category": "type"} | options))
    )


def counts(report: Report) -> tuple[int, int, int, int, int]:
    assert report.read == report.loaded + report.rejected
    assert report.created + report.updated + report.unchanged == report.loaded
    return report.loaded, report.rejected, report.created, report.updated, report.unchanged


def test_points_are_stored_with_kind_address_and_area(table):
    district = factories.make_square_district()
    report = load(
        table(HEADER, ("东风诊所", "甲路1号", *HERE, "医疗保健服务;诊所;诊所"), ("某地", "", *THERE, "餐饮"))
    )
    assert counts(report) == (2, 0, 2, 0, 0)
    found = ServicePoint.objects.order_by("id").values_list(
        "name", "address", "kind", "area__code", "opening_hours"
    )
    assert list(found) == [
        ("东风诊所", "甲路1号", "clinic", district.grid("W1").code, ""),
        ("某地", "", "other", district.grid("E1").code, ""),
    ]
    assert report.counts["class_unknown"] == 1


def test_the_same_file_again_changes_nothing_and_a_new_address_is_an_update(table):
    rows = [("甲", "甲路1号", *HERE, "诊所"), ("甲", "甲路2号", *HERE, "诊所"), ("乙", "", *THERE, "医院")]
    load(table(HEADER, *rows))
    assert counts(load(table(HEADER, *rows))) == (3, 0, 0, 0, 3)
    rows[2] = ("乙", "乙路3号", *THERE, "医院")
    assert counts(load(table(HEADER, *rows))) == (3, 0, 0, 1, 2)


def test_a_file_without_a_column_leaves_what_is_stored(table):
    load(table(HEADER, ("甲", "甲路1号", *HERE, "诊所")))
    report = load(table(("name", "lon", "lat", "type"), ("甲", *HERE, "诊所"), name="short.csv"))
    assert counts(report) == (1, 0, 0, 0, 1)
    assert ServicePoint.objects.get().address == "甲路1号"


def test_rows_without_a_name_or_with_too_long_texts_are_rejected(table):
    path = table(
        HEADER, ("", "", *HERE, "诊所"), ("甲" * 121, "", *HERE, "诊所"), ("乙", "路" * 201, *HERE, "")
    )
    report = load(path)
    assert counts(report) == (0, 3, 0, 0, 0)
    assert dict(report.counts) | {"datum_assumed": 0} == {
        "cell_missing": 1,
        "cell_unreadable": 2,
        "datum_assumed": 0,
    }


def test_without_commit_nothing_is_written(table):
    load(table(HEADER, ("甲", "", *HERE, "诊所")), commit=False)
    assert ServicePoint.objects.count() == 0


def test_a_file_is_read_in_metres_when_its_crs_says_so(table):
    x, y = factories.ORIGIN
    path = table(("名称", "x", "y"), ("甲", x + 100, y + 100))
    report = load(path, lon="x", lat="y", srid=4543, category=None)
    assert report.loaded == 1
    assert ServicePoint.objects.get().geom.distance(factories.point(100, 100)) < 0.01
