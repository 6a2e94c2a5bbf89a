"""check_coverage on files as people call it: figures, rows, parents, exit codes, and no database."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pyproj import Geod

from tests.reference import reference_file


def run(*words: Any) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("check_coverage", *map(str, words), stdout=out, stderr=err)
    except SystemExit as leaving:
        return int(leaving.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def check(*words: Any) -> dict[str, Any]:
    code, out, _ = run(*words, "--json")
    assert code == 0
    return json.loads(out)


def write(path: Path, *rings: list[tuple[float, float]] | None, srid: int | None = None) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {},
            "geometry": ring and {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
        }
        for ring in rings
    ]
    whole: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    if srid:
        whole["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{srid}"}}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def square(x: float, y: float, width: float = 100, height: float = 100) -> list[tuple[float, float]]:
    east, north = 530_000 + x, 2_803_000 + y
    return [(east, north), (east + width, north), (east + width, north + height), (east, north + height)]


def rounded(found: list[dict[str, Any]]) -> list[float]:
    return [round(one["area_m2"], 2) for one in found]


def test_delaware_has_no_fault():
    told = check(reference_file("coverages/DE_precincts.zip"))
    assert (told["features"], told["invalid"], told["small"]["count"]) == (430, 0, 0)
    assert [told[name] for name in ("overlaps", "gaps", "voids", "near_misses", "duplicates")] == [[]] * 5


def test_denver_has_one_overlap_three_gaps_and_nine_voids():
    told = check(reference_file("coverages/DenverCo_precincts2020_orig.zip"))
    assert rounded(told["overlaps"]) == [12.97]
    assert (told["overlaps"][0]["a"], told["overlaps"][0]["b"]) == (71, 72)
    assert rounded(told["gaps"]) == [3.18, 0.81, 0.48]
    assert len(told["voids"]) == 9
    assert round(told["voids"][0]["area_m2"]) == 1_516_312
    assert round(told["voids"][-1]["area_m2"]) == 4_383
    assert told["small"]["sum_m2"] < 0.2


def test_colorado_has_two_overlaps_one_gap_and_two_voids():
    told = check(reference_file("coverages/CO_bad_gap_region.zip"))
    assert [round(one) for one in rounded(told["overlaps"])] == [58_982, 19_906]
    assert [round(one) for one in rounded(told["gaps"])] == [8_212]
    assert [round(one) for one in rounded(told["voids"])] == [3_185_490, 11_731]


def test_rows_are_those_of_the_file_and_what_is_no_polygon_is_told(tmp_path):
    path = write(tmp_path / "a.geojson", square(0, 0), None, square(98, 0), srid=4543)
    told = check(path)
    assert (told["features"], told["polygons"], told["measured_in"]["srid"]) == (3, 2, 4543)
    assert [(one["key"], one["a"], one["b"], one["area_m2"]) for one in told["overlaps"]] == [
        ("overlap:1-3", 1, 3, 200.0)
    ]
    assert [one["row"] for one in told["problems"] if one["row"]] == [2]


def test_an_invalid_polygon_is_counted_and_judged_as_mended(tmp_path):
    one, two, three, four = square(0, 0)
    told = check(write(tmp_path / "a.geojson", [one, three, two, four], square(0, 100), srid=4543))
    assert told["invalid"] == 1
    assert [(one["row"], one["code"], one["severity"]) for one in told["problems"] if one["row"]] == [
        (1, "invalid_geometry", "notice")
    ]


def test_lon_lat_is_measured_in_metres_on_the_ground(tmp_path):
    west, east = [(102.7, 25), (102.71, 25), (102.71, 25.01), (102.7, 25.01)], 102.709
    told = check(
        write(tmp_path / "a.geojson", west, [(east, 25), (102.72, 25), (102.72, 25.01), (east, 25.01)])
    )
    lon, lat = [east, 102.71, 102.71, east], [25, 25, 25.01, 25.01]
    on_the_ground = Geod(ellps="GRS80").polygon_area_perimeter(lon, lat)[0]
    assert told["measured_in"]["srid"] == 4543
    assert told["overlaps"][0]["area_m2"] == pytest.approx(on_the_ground, rel=5e-4)


def test_web_mercator_is_never_measured_in(tmp_path):
    ring = [
        (11_432_000, 2_875_000),
        (11_433_000, 2_875_000),
        (11_433_000, 2_876_000),
        (11_432_000, 2_876_000),
    ]
    told = check(write(tmp_path / "a.geojson", ring, ring, srid=3857))
    assert told["measured_in"]["srid"] == 4543
    assert told["duplicates"] == [{"a": 1, "b": 2}]
    assert told["overlaps"][0]["area_m2"] == pytest.approx(1_000_000 / 1.22, rel=0.02)


def test_children_are_held_against_the_parent_that_holds_most_of_them(tmp_path):
    parents = write(tmp_path / "p.geojson", square(0, 0, 200), square(200, 0, 200), srid=4543)
    children = write(tmp_path / "c.geojson", square(0, 0), square(110, 0), square(300, 0), srid=4543)
    told = check(children, "--parent", parents)
    assert [(one["child"], one["parent"], one["area_m2"], one["share"]) for one in told["crossings"]] == [
        (2, 2, 1000.0, 0.1)
    ]


def test_the_text_says_it_in_both_languages(tmp_path):
    code, out, _ = run(write(tmp_path / "a.geojson", square(0, 0), square(98, 0), srid=4543))
    assert code == 0
    assert "第 1 与第 2 行 · rows 1 and 2: 200.00 m²" in out
    _, out, _ = run(write(tmp_path / "b.geojson", square(0, 0), square(100, 0), srid=4543))
    assert "没有发现重叠、缝隙或空白。 · No overlap, gap or void was found." in out


def test_a_file_that_cannot_be_used_is_refused_with_1(tmp_path):
    code, out, err = run(tmp_path / "none.geojson", "--json")
    assert (code, set(json.loads(out)["refused"])) == (1, {"code", "zh", "en"})
    assert err.startswith("没有检查：")


def test_usage_is_refused(tmp_path):
    with pytest.raises(CommandError, match="FILE"):
        call_command("check_coverage")
