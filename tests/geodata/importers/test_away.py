"""A file that lies somewhere else than the loaded district says so, with the distance, before it is written."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from geodata.crs import MEASURE
from geodata.errors import ImportRefused
from geodata.importers.files.contents import ReadOptions
from geodata.importers.files.process import read_file
from geodata.importers.kinds import import_file
from geodata.importers.options import ImportOptions
from geodata.importers.preview import make_preview
from geodata.models import Event, Road
from geodata.rules.import_kinds import KindName
from geodata.rules.levels import Level
from tests import factories
from tests.reference import reference_file
from webmap.pages.import_answers import open_questions

from .conftest import box, lonlat

pytestmark = pytest.mark.django_db
CODE = "away_from_district"
Table = Callable[..., Path]


def events(table: Table, places: Iterable[tuple[float, float]]) -> Path:
    rows = ((f"2026-05-01 10:{i % 60:02}", *lonlat(*place)) for i, place in enumerate(places))
    return table(("time", "lon", "lat"), *rows)


def test_a_file_in_metres_of_another_place_says_how_far_away_it_lies() -> None:
    factories.make_square_district()
    path = reference_file("formats/jiangning_noprj_metres_gbk.zip")
    report = import_file(KindName.WATER, ImportOptions(path, srid=MEASURE))
    (found,) = [one for one in report.problems if one.code == CODE]
    assert found.row is None
    assert 500 < (found.measure or 0) < 1_500  # Nanjing's northings, some 700 km north of here


# The square district is 0 … 1,000 m; a file's rows lie so far east of it.
@pytest.mark.parametrize(
    ("near", "far", "east_m", "told"),
    [
        pytest.param(0, 20, 40_000, 1, id="all 40 km away"),
        pytest.param(0, 1, 4_000, 1, id="the only row 3 km away"),
        pytest.param(0, 20, 1_500, 0, id="all next door"),
        pytest.param(1, 39, 40_000, 1, id="97.5 % over 5 km away"),
        pytest.param(3, 37, 40_000, 0, id="92.5 % over 5 km away"),
        pytest.param(1, 39, 4_000, 0, id="97.5 % not 5 km away"),
        pytest.param(20, 0, 0, 0, id="all inside"),
    ],
)
def test_rows_away_from_the_district_are_told(
    table: Table, near: int, far: int, east_m: int, told: int
) -> None:
    factories.make_square_district()
    path = events(table, [(10 + i, 50) for i in range(near)] + [(east_m + i, 50) for i in range(far)])
    report = import_file(KindName.EVENTS, ImportOptions(path))
    assert (report.rejected, report.counts[CODE]) == (0, told)


def test_the_distance_is_measured_to_the_border(table: Table) -> None:
    factories.make_square_district()
    report = import_file(KindName.EVENTS, ImportOptions(events(table, [(21_000, 500), (31_000, 500)])))
    (found,) = [one for one in report.problems if one.code == CODE]
    assert found.row is None
    assert found.measure == pytest.approx(20.0, abs=0.5)
    assert f"{found.measure:,.1f} 公里" in found.zh
    assert "--crs" in found.zh


def test_strict_refuses_a_file_of_another_place_until_somebody_confirms_it(table: Table) -> None:
    factories.make_square_district()
    path = events(table, [(40_000, 50)])
    with pytest.raises(ImportRefused, match="已载入的区之外"):
        import_file(KindName.EVENTS, ImportOptions(path, commit=True, strict=True))
    assert not Event.objects.exists()
    import_file(KindName.EVENTS, ImportOptions(path, commit=True, strict=True, place_confirmed=True))
    assert Event.objects.count() == 1


def test_a_first_file_lies_away_from_nothing(table: Table) -> None:
    report = import_file(KindName.EVENTS, ImportOptions(events(table, [(40_000, 50)])))
    assert not report.counts[CODE]


@pytest.mark.parametrize(
    ("code", "told"), [pytest.param("530199", 0, id="new"), pytest.param("999901", 1, id="known")]
)
def test_a_district_with_a_code_of_its_own_begins_beside_the_loaded_one(
    geojson: Callable[..., Path], code: str, told: int
) -> None:
    factories.make_square_district()
    path = geojson((code, "远区", box(40_000, 0, 500, 500)))
    options = ImportOptions(path, level=Level.DISTRICT)
    assert import_file(KindName.AREAS, options).counts[CODE] == told


def test_lines_and_polygons_are_measured_too(tmp_path: Path) -> None:
    factories.make_square_district()
    shape = {"type": "LineString", "coordinates": [lonlat(40_000, 0), lonlat(40_100, 0)]}
    path = tmp_path / "roads.geojson"
    path.write_text(json.dumps({"type": "Feature", "properties": {}, "geometry": shape}), encoding="utf-8")
    assert import_file(KindName.ROADS, ImportOptions(path)).counts[CODE] == 1
    assert not Road.objects.exists()


def test_the_page_asks_to_confirm_where_a_file_of_another_place_lies(table: Table) -> None:
    factories.make_square_district()
    for place, asked in ((500, False), (40_000, True)):
        path = events(table, [(place + i, 50) for i in range(20)])
        told: dict[str, Any] = {}
        contents = read_file(ReadOptions(path))
        preview, _ = make_preview(KindName.EVENTS, contents, ImportOptions(path), told)
        assert (CODE in {one["code"] for one in preview["problems"]}) is asked
        assert ("srid" in open_questions(preview, told)) is asked
        assert "srid" not in open_questions(preview, {"confirmed": ["srid=4326"]})
