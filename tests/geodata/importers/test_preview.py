"""What a preview shows of a file: a bounded map, proposed columns, words with what they become, first rows."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geodata.importers.files.contents import ReadOptions
from geodata.importers.files.process import read_file
from geodata.importers.job_folder import safe_name
from geodata.importers.options import ImportOptions
from geodata.importers.preview import make_preview
from geodata.importers.preview_map import MOST_CORNERS, MOST_SHAPES
from geodata.importers.report import MOST_PROBLEMS_KEPT
from geodata.rules.datums import Datum
from geodata.rules.import_kinds import KindName
from geodata.rules.levels import Level
from tests import factories

from .conftest import box, lonlat

pytestmark = pytest.mark.django_db


def preview_of(path: Path, kind: KindName, **told: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The preview of a file and its map."""
    options = ImportOptions(path, **told)
    return make_preview(kind, read_file(ReadOptions(path, encoding=options.encoding)), options, {})


def test_a_map_shows_a_bounded_number_of_a_files_places(table: Callable[..., Path]) -> None:
    places = [lonlat(i % 100 * 10, i // 100 * 10) for i in range(5_000)]
    path = table(("time", "lon", "lat"), *(("2026-05-01 10:00", *place) for place in places))
    _, shown = preview_of(path, KindName.EVENTS)
    assert shown["total"] == 5_000
    assert 0 < shown["shown"] <= MOST_SHAPES
    assert len(shown["converted"]["geometries"]) == shown["shown"]


def test_a_map_shows_a_bounded_number_of_corners(tmp_path: Path) -> None:
    import math

    def ring(x: float, y: float) -> list[tuple[float, float]]:
        turns = [2 * math.pi * i / 2_000 for i in range(2_000)]
        corners = [lonlat(x + 100 * math.cos(turn), y + 100 * math.sin(turn)) for turn in turns]
        return [*corners, corners[0]]

    members = [
        {
            "type": "Feature",
            "properties": {"kind": "lake"},
            "geometry": {"type": "Polygon", "coordinates": [ring(i * 250, 0)]},
        }
        for i in range(60)
    ]
    path = tmp_path / "lakes.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": members}), encoding="utf-8")
    _, shown = preview_of(path, KindName.WATER)
    corners = sum(len(one["coordinates"][0]) for one in shown["converted"]["geometries"])
    assert 60 * 4 <= corners <= MOST_CORNERS


def test_collections_of_shapes_are_drawn_as_they_are(tmp_path: Path) -> None:
    lon, lat = lonlat(100, 100)
    point = {"type": "Point", "coordinates": [lon, lat]}
    line = {"type": "LineString", "coordinates": [[lon, lat], lonlat(200, 100)]}
    inner = {"type": "GeometryCollection", "geometries": [point, line]}
    path = tmp_path / "mixed.geojson"
    path.write_text(
        json.dumps({"type": "GeometryCollection", "geometries": [inner, point]}), encoding="utf-8"
    )
    _, shown = preview_of(path, KindName.AREAS, level=Level.COMMUNITY)
    (drawn,) = shown["converted"]["geometries"]
    assert [one["type"] for one in drawn["geometries"]] == ["Point", "LineString", "Point"]
    assert drawn["geometries"][-1]["coordinates"] == pytest.approx([lon, lat], abs=1e-6)


def test_exchanged_coordinate_columns_are_put_right_and_said(table: Callable[..., Path]) -> None:
    factories.make_square_district()
    places = [lonlat(10 * i, 10 * i) for i in range(1, 40)]
    path = table(("name", "lon", "lat"), *((f"n{i}", y, x) for i, (x, y) in enumerate(places)))
    preview, shown = preview_of(path, KindName.SERVICE_POINTS)
    columns = {one["role"]: one["column"] for one in preview["mapping"]}
    assert (columns["lon"], columns["lat"]) == ("lat", "lon")
    assert "lonlat_swapped" in {one["code"] for one in preview["problems"]}
    assert shown["bounds"] == pytest.approx([*places[0], *places[-1]], abs=1e-5)


def test_words_nobody_knows_come_first(table: Callable[..., Path]) -> None:
    rows = [("路一", "主干路"), ("路二", "主干路"), ("路三", "断头路")]
    path = table(("名称", "道路等级"), *rows)
    preview, _ = preview_of(path, KindName.ROADS)
    assert [(one["word"], one["count"], one["code"]) for one in preview["words"][0]["words"]] == [
        ("断头路", 1, ""),
        ("主干路", 2, "arterial"),
    ]


def test_a_missing_required_column_is_marked_and_the_others_are_found(table: Callable[..., Path]) -> None:
    preview, _ = preview_of(table(("地址", "电话"), ("东街 1 号", "1")), KindName.SERVICE_POINTS)
    missing = [one["role"] for one in preview["mapping"] if one["required"] and not one["column"]]
    assert missing == ["name"]
    assert [one["column"] for one in preview["shown_columns"]] == ["地址", "电话"]
    assert preview["rows"] == [{"row": 1, "cells": ["东街 1 号", "1"]}]


def test_overlaps_of_areas_are_found_while_the_file_is_only_looked_at(geojson: Callable[..., Path]) -> None:
    path = geojson(("999901001", "西", box(0, 0, 510, 1000)), ("999901002", "东", box(500, 0, 500, 1000)))
    preview, shown = preview_of(path, KindName.AREAS, level=Level.SUBDISTRICT, datum=Datum.WGS84)
    assert [(one["code"], one["names"]) for one in preview["findings"]] == [("overlap", ["西", "东"])]
    assert preview["findings"][0]["area_m2"] == pytest.approx(10_000, rel=1e-3)
    assert [one["key"] for one in shown["findings"]] == ["overlap:1-2"]
    assert len(preview["problems"]) <= MOST_PROBLEMS_KEPT


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("社区.ZIP", "source.zip"),
        ("a/b.osm.pbf", "source.osm.pbf"),
        ("x.geojson", "source.geojson"),
        ("no ending", "source"),
        ("..", "source"),
        ("x.sh;rm", "source"),
        ("x.verylongending", "source"),
    ],
)
def test_nothing_of_a_given_name_but_a_plain_ending_is_kept(name: str, kept: str) -> None:
    assert safe_name(name) == kept
