"""The same district in every format bureaus send, and other odd but real files, by the commands people type."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.reference import reference_file

from .place import Place, place_of

pytestmark = pytest.mark.journey

SUBDISTRICTS, COMMUNITIES = "jiangning/jiedao_from_js.geojson", "jiangning/shequ_from_js.geojson"
FORMATS = {
    "formats/jiangning_gbk_nocpg_cgcs2000_gk_cm120.zip": (),
    "formats/jiangning_noprj_metres_gbk.zip": ("--crs", "4549"),
    "formats/jiangning_noshx.zip": (),
    "formats/jiangning_polygonZ_4549.gpkg": (),
    "formats/jiangning_upper_ext_in_folder.zip": (),
    "formats/jiangning_chinese_layer_null_geom.gpkg": (),
}
AREAS_M2 = "SELECT sum(ST_Area(geom)), count(*) FROM geodata_boundaryversion b JOIN geodata_area a ON a.id = b.area_id"


@pytest.fixture(scope="module")
def jiangning() -> Iterator[Place]:
    """Jiangning with its subdistricts and communities as the GeoJSON files have them."""
    reference_file(COMMUNITIES)
    with place_of("formats", 4549) as place:
        for file, level, code in (
            (SUBDISTRICTS, "subdistrict", "GEOCODE"),
            (COMMUNITIES, "community", "COMMUID"),
        ):
            place.import_json(
                "import_areas",
                reference_file(file),
                "--level",
                level,
                "--code",
                code,
                "--name",
                "NAME",
                "--commit",
            )
        yield place


@pytest.mark.parametrize(
    ("name", "options"), FORMATS.items(), ids=lambda value: Path(value).stem if isinstance(value, str) else ""
)
def test_a_format_gives_the_194_communities_with_their_names_and_ground(
    jiangning: Place, name: str, options: tuple[str, ...]
) -> None:
    report = jiangning.import_json("import_areas", reference_file(name), "--level", "community", *options)
    assert report["loaded"] == 194, report["problems"][:5]
    # Names are the same, so nothing but an outline could be new; outlines differ by what six decimals of a degree hide.
    ((ground, _),) = jiangning.values(f"{AREAS_M2} WHERE a.level = 'community'")
    assert report["figures"]["area_m2"] == pytest.approx(float(ground), rel=1e-6)
    assert report["updated"] + report["created"] + report["unchanged"] == 194


def test_metres_without_a_system_are_refused_with_the_system_that_fits(jiangning: Place) -> None:
    path = reference_file("formats/jiangning_noprj_metres_gbk.zip")
    done = jiangning.run("manage.py", "import_areas", path, "--level", "community", "--json")
    assert done.returncode == 1
    assert "--crs 4549（CGCS2000 三度带 120°）" in json.loads(done.stdout)["refused"]["zh"]


def test_degrees_read_as_metres_are_refused(jiangning: Place) -> None:
    path = reference_file("formats/jiangning_noshx.zip")
    done = jiangning.run("manage.py", "import_areas", path, "--level", "community", "--crs", "4549", "--json")
    assert "坐标像是经纬度" in json.loads(done.stdout)["refused"]["zh"]


def test_a_forgotten_shift_is_told_from_the_subdistricts_that_are_loaded(
    jiangning: Place, tmp_path: Path
) -> None:
    shifted = _shifted(reference_file(COMMUNITIES), tmp_path)
    words = ("--level", "community", "--code", "COMMUID", "--name", "NAME")
    report = jiangning.import_json("import_areas", shifted, *words)
    told = [one for one in report["problems"] if one["code"] == "datum_suspect"]
    assert told, report["problem_counts"]
    assert "gcj02" in told[0]["message"]
    right = jiangning.import_json("import_areas", shifted, *words, "--datum", "gcj02")
    assert "datum_suspect" not in right["problem_counts"]


def _shifted(path: Path, folder: Path) -> Path:
    """The file as a map service would have it."""
    import numpy as np
    import shapely

    from geodata.rules.datums import wgs84_to_gcj02

    document = json.loads(path.read_text(encoding="utf-8"))
    for feature in document["features"]:
        if feature["geometry"]:
            shape = shapely.from_geojson(json.dumps(feature["geometry"]))
            moved = shapely.transform(shape, lambda pairs: wgs84_to_gcj02(np.asarray(pairs)))
            feature["geometry"] = json.loads(shapely.to_geojson(moved))
    target = folder / "shifted.geojson"
    target.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return target


def test_points_of_all_three_datums_are_the_same_places(jiangning: Place) -> None:
    """静安 lies in another county but the same zone: the file has each hospital in three datums."""
    pairs = reference_file("formats/jingan_hospitals_wgs84_gcj02_bd09_pairs.csv")
    for datum, prefix in (("wgs84", ""), ("gcj02", "gcj_"), ("bd09", "bd_")):
        columns = ("--lon", f"{prefix}lon", "--lat", f"{prefix}lat")
        report = jiangning.import_json("import_service_points", pairs, *columns, "--datum", datum, "--commit")
        assert report["loaded"] == 400
    found = jiangning.values(
        "SELECT max(d) FROM (SELECT ST_Distance(a.geom, b.geom) AS d FROM geodata_servicepoint a JOIN LATERAL ("
        "SELECT geom FROM geodata_servicepoint b WHERE b.name = a.name AND b.address = a.address "
        "ORDER BY b.geom <-> a.geom LIMIT 3) b ON true) x"
    )
    assert float(found[0][0]) < 0.4


@pytest.mark.parametrize(
    ("file", "srid", "records"),
    [("osm/monaco.osm.gz", 32632, 1_867), ("osm/liechtenstein-2013-08-03.osm.pbf", 32632, 6_700)],
    ids=["monaco", "liechtenstein"],
)
def test_an_extract_loads_in_one_run_and_again_changes_nothing(file: str, srid: int, records: int) -> None:
    path = reference_file(file)
    with place_of("osm", srid) as place:
        first = place.import_json("import_osm", path, "--commit")
        assert first["read"] == first["loaded"] + first["rejected"]
        assert first["created"] == first["loaded"] == pytest.approx(records, rel=0.01)
        counted = place.values(
            "SELECT (SELECT count(*) FROM geodata_building), (SELECT count(*) FROM geodata_road),"
            " (SELECT count(*) FROM geodata_importrun)"
        )
        assert min(counted[0][:2]) > 300
        assert counted[0][2] == 1
        again = place.import_json("import_osm", path, "--commit")
        assert (again["created"], again["updated"]) == (0, 0)


def test_thefts_of_vancouver_need_their_zone_and_have_their_time_in_five_columns() -> None:
    path = reference_file("events/vancouver_thefts.csv.gz")
    with place_of("vancouver", 32610) as place:
        words = ("--category", "TYPE", "--tz", "America/Vancouver", "--lon", "X", "--lat", "Y")
        done = place.run("manage.py", "import_events", path, *words, "--json")
        assert done.returncode == 1
        report = place.import_json("import_events", path, *words, "--crs", "32610", "--commit")
        assert report["read"] == 21_918
        assert report["loaded"] + report["rejected"] == 21_918
        assert report["loaded"] > 21_000
        first = place.values("SELECT min(reported_at AT TIME ZONE 'America/Vancouver') FROM geodata_event")
        assert str(first[0][0]).startswith("2020-01-01 00:")


def test_floods_without_coordinates_wait_for_a_place(jiangning: Place) -> None:
    report: dict[str, Any] = jiangning.import_json(
        "import_events", reference_file("kunming/昆明积水近三年公开场次-2023至2026.csv"), "--commit"
    )
    assert report["read"] == report["loaded"] == 13
    waiting = jiangning.values("SELECT count(*), count(DISTINCT external_key) FROM geodata_unlocatedrow")
    assert waiting == [(13, 13)]
    again = jiangning.import_json(
        "import_events", reference_file("kunming/昆明积水近三年公开场次-2023至2026.csv"), "--commit"
    )
    assert again["unchanged"] == 13


def test_hours_in_words_are_read_from_the_facilities_of_changsha() -> None:
    path = reference_file("facilities/changsha_osm_facilities.geojson")
    with place_of("changsha", 4547) as place:
        report = place.import_json("import_service_points", path, "--commit")
        assert report["loaded"] == 13
        hours = place.values("SELECT opening_hours FROM geodata_servicepoint WHERE opening_hours <> ''")
        assert ("Tu-Su 09:00-17:00",) in hours
