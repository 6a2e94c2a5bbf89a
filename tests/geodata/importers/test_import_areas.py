"""Areas from GeoJSON into the database: first versions in force, later ones drafts, all repeatable."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from geodata.errors import ImportRefused
from geodata.importers.catalogue.areas import import_areas
from geodata.importers.options import ImportOptions
from geodata.importers.report import Report
from geodata.models import Area, BoundaryVersion, Event, ImportRun
from geodata.rules.levels import Level
from tests import factories

from .conftest import box

pytestmark = pytest.mark.django_db

# Two subdistricts side by side, 500 m wide; S1 has two communities one above the other.
S1, S2 = "999902001", "999902002"
WEST, EAST = box(0, 0, 500, 1000), box(500, 0, 500, 1000)


def load(path: Path, level: Level = Level.SUBDISTRICT, **options: Any) -> Report:
    return import_areas(ImportOptions(path, level=level, **({"commit": True} | options)))


def counts(report: Report) -> tuple[int, int, int, int, int]:
    assert report.read == report.loaded + report.rejected
    assert report.created + report.updated + report.unchanged == report.loaded
    return report.loaded, report.rejected, report.created, report.updated, report.unchanged


def test_without_commit_nothing_is_written(geojson):
    report = load(geojson((S1, "西街道", WEST)), commit=False)
    assert counts(report) == (1, 0, 1, 0, 0)
    assert not report.committed
    assert (Area.objects.count(), ImportRun.objects.count()) == (0, 0)


def test_the_first_version_of_a_level_is_in_force_from_today(geojson):
    load(geojson((S1, "西街道", WEST), (S2, "东镇", EAST)))
    versions = BoundaryVersion.objects.order_by("area__code")
    assert [(v.area.name, v.area.kind, v.status) for v in versions] == [
        ("西街道", "street", "published"),
        ("东镇", "town", "published"),
    ]
    assert {(v.valid.lower, v.valid.upper) for v in versions} == {(timezone.localdate(), None)}
    assert all(v.geom.contains(v.anchor) for v in versions)
    assert versions[0].geom.area == pytest.approx(500_000, abs=20)


def test_valid_from_sets_the_first_day(geojson):
    load(geojson((S1, "西街道", WEST)), valid_from=date(2020, 1, 1))
    assert BoundaryVersion.objects.get().valid.lower == date(2020, 1, 1)


def test_the_same_file_again_changes_nothing(geojson):
    path = geojson((S1, "西街道", WEST), (S2, "东镇", EAST))
    load(path)
    assert counts(load(path)) == (2, 0, 0, 0, 2)
    assert (BoundaryVersion.objects.count(), ImportRun.objects.count()) == (2, 2)


def test_a_changed_outline_becomes_a_draft_and_is_known_next_time(geojson):
    load(geojson((S1, "西街道", WEST)))
    path = geojson((S1, "西街道", box(0, 0, 400, 1000)), name="later.geojson")
    report = load(path)
    assert counts(report) == (1, 0, 0, 1, 0)
    assert report.counts["draft"] == 1
    statuses = BoundaryVersion.objects.order_by("id").values_list("status", flat=True)
    assert list(statuses) == ["published", "draft"]
    assert counts(load(path)) == (1, 0, 0, 0, 1)


def test_a_newer_draft_replaces_the_imported_one(geojson):
    load(geojson((S1, "西街道", WEST)))
    for width in (400, 450):
        load(geojson((S1, "西街道", box(0, 0, width, 1000)), name=f"{width}.geojson"))
    draft = BoundaryVersion.objects.get(status="draft")
    assert draft.geom.area == pytest.approx(450_000, abs=20)


def test_a_new_area_over_boundaries_in_force_is_a_draft_and_one_beside_them_is_not(geojson):
    load(geojson((S1, "西街道", WEST)))
    over, beside = box(0, 0, 250, 1000), EAST
    load(geojson(("999902003", "半街道", over), (S2, "东镇", beside), name="more.geojson"))
    found = dict(BoundaryVersion.objects.values_list("area__code", "status"))
    assert found == {S1: "published", "999902003": "draft", S2: "published"}


def test_a_changed_name_is_an_update(geojson):
    load(geojson((S1, "西街道", WEST)))
    assert counts(load(geojson((S1, "新西街道", WEST), name="b.geojson"))) == (1, 0, 0, 1, 0)
    assert Area.objects.get().name == "新西街道"


def test_communities_find_their_parent_by_code_in_either_order(geojson):
    communities = geojson(
        (f"{S1}001", "甲社区", box(0, 0, 500, 500)), (f"{S1}002", "乙社区", box(0, 500, 500, 500))
    )
    load(communities, Level.COMMUNITY)
    assert Area.objects.filter(parent=None).count() == 2
    report = load(geojson((S1, "西街道", WEST), name="s.geojson"))
    assert report.figures["children_linked"] == 2
    assert set(Area.objects.filter(level="community").values_list("parent__code", flat=True)) == {S1}
    load(geojson((f"{S1}003", "丙社区", box(0, 1000, 9, 9)), name="c.geojson"), Level.COMMUNITY)
    assert Area.objects.get(code=f"{S1}003").parent.code == S1


def test_statistics_codes_numbers_and_bad_codes(geojson):
    path = geojson(
        ("999902001000", "西街道", WEST),
        (999902002, "东镇", EAST),
        (None, "无码", box(0, 2000, 9, 9)),
        ("99990200X", "错码", box(0, 3000, 9, 9)),
        (S1, "重码", box(0, 4000, 9, 9)),
        ("999902009", " ", box(0, 5000, 9, 9)),
        ("999902008", "甲" * 81, box(0, 6000, 9, 9)),
    )
    report = load(path)
    assert counts(report) == (2, 5, 2, 0, 0)
    assert [problem.code for problem in report.problems if problem.row] == [
        "code_shape", "code_shape", "code_twice", "name_length", "name_length"]  # fmt: skip
    assert set(Area.objects.values_list("code", flat=True)) == {S1, S2}


def test_texts_a_database_cannot_hold_are_made_plain(geojson):
    load(geojson((S1, "西\x00街\ud800道", WEST), ("9\x00", "x", EAST)))
    assert Area.objects.get().name == "西街\ufffd道"


def test_a_missing_property_is_named_with_those_there_are(geojson):
    with pytest.raises(ImportRefused, match="没有名为“adcode”的列（--code，代码）。现有列：code、name"):
        load(geojson((S1, "西街道", WEST)), code="adcode")


def test_strict_writes_nothing_when_a_row_is_rejected(geojson):
    report = load(geojson((S1, "西街道", WEST), (S2, "东镇", None)), strict=True)
    assert (report.committed, report.rejected, Area.objects.count()) == (False, 1, 0)


def test_overlaps_gaps_and_crossings_are_measured_and_reject_nothing(geojson):
    load(geojson((S1, "西街道", WEST), (S2, "东镇", EAST)))
    path = geojson(
        (f"{S1}001", "甲社区", box(0, 0, 510, 500)),  # 10 m x 500 m in S2
        (f"{S1}002", "乙社区", box(0, 499, 500, 501)),  # 1 m x 500 m over the first
        name="c.geojson",
    )
    report = load(path, Level.COMMUNITY)
    assert counts(report)[:2] == (2, 0)
    measures = {problem.code: problem.measure for problem in report.problems if problem.measure}
    assert measures["crosses_parent"] == pytest.approx(5_000, abs=10)
    assert measures["overlap"] == pytest.approx(500, abs=10)
    assert report.figures["crossing_parent"] == 1


def test_the_run_keeps_the_files_digest_and_the_report(geojson):
    report = load(geojson((S1, "西街道", WEST)), datum="gcj02")
    run = ImportRun.objects.get()
    assert (run.kind, run.sha256, run.datum, run.srid) == ("areas", report.source["sha256"], "gcj02", 4326)
    assert run.report["created"] == 1
    assert run.options["level"] == "subdistrict"


def test_events_are_placed_when_their_area_arrives(geojson):
    now = timezone.now()
    inside = factories.make_event(None, 100, 100, now)
    earlier = factories.make_event(None, 100, 900, now - timedelta(days=900))
    outside = factories.make_event(None, 5_000, 100, now)
    load(geojson((S1, "西街道", WEST)))
    load(geojson((f"{S1}001", "甲社区", box(0, 0, 500, 500)), name="c.geojson"), Level.COMMUNITY)
    placed = dict(Event.objects.values_list("pk", "area__code"))
    assert placed == {inside.pk: f"{S1}001", earlier.pk: S1, outside.pk: None}
