"""The guess on real files: other people's borders of the same place, in the datum their makers really used."""

import numpy as np
import pytest
import shapely

from geodata import crs
from geodata.importers.coordinates import Reference, to_lonlat, to_measure
from geodata.importers.files.contents import CrsFound, Reason
from geodata.importers.reference_guess import CoordinateFacts, guess_reference, shift_warning, spread_sample
from geodata.queries.reference_ground import ReferenceGround, segments_of
from geodata.rules.datums import Datum, from_wgs84
from tests.reference import reference_file

geopandas = pytest.importorskip("geopandas")
NOTHING = np.empty(0, dtype=object)
DATAV = "kunming/kunming_530100_full_datav2021_gcj02.json"


def polygons(name: str) -> np.ndarray:
    shapes = geopandas.read_file(reference_file(name)).geometry
    return np.array([shape for shape in shapes if shape is not None], dtype=object)


def sample(shapes: np.ndarray) -> np.ndarray:
    return spread_sample([shapely.get_coordinates(shapes)])


def ground(shapes: np.ndarray, known: Reference) -> ReferenceGround:
    """These borders as if they were loaded."""
    metres = shapely.transform(shapes, lambda pairs: to_measure(to_lonlat(pairs, known)))
    return ReferenceGround(shapely.make_valid(metres), segments_of(metres), NOTHING, NOTHING)


# file → sure; one is quantised to a hundred metres, so that it lies near under no datum
KUNMING = {
    "another year": ("kunming/kunming_530100_pan52yu2023.json", True),
    "quantised for charts": ("kunming/kunming_echartscities_shape-with-internal-borders.geojson", False),
}


@pytest.mark.parametrize(("name", "sure"), KUNMING.values(), ids=KUNMING.keys())
def test_other_gcj02_files_of_kunming_are_recognised_against_the_loaded_one(name, sure):
    loaded = ground(polygons(DATAV), Reference(4326, Datum.GCJ02))
    file = sample(polygons(name))
    found = guess_reference(CoordinateFacts(file), loaded)
    assert found.best == Reference(4326, Datum.GCJ02)
    assert found.sure == sure
    assert found.datums[0].offset_m * 2 < found.datums[1].offset_m
    assert shift_warning(file, loaded).code == "datum_suspect"


def test_a_converted_file_of_kunming_is_left_as_it_is():
    known = Reference(4326, Datum.GCJ02)
    loaded = ground(polygons(DATAV), known)
    file = to_lonlat(sample(polygons(KUNMING["another year"][0])), known)
    found = guess_reference(CoordinateFacts(file), loaded)
    assert found.best.datum == Datum.WGS84
    assert found.sure
    assert shift_warning(file, loaded).code == "datum_assumed"


def test_the_datav_file_is_named_by_its_properties():
    table = geopandas.read_file(reference_file(DATAV))
    found = guess_reference(
        CoordinateFacts(sample(polygons(DATAV)), columns=tuple(table.columns), format="geojson")
    )
    assert found.datums[0].datum == Datum.GCJ02
    assert not found.datums[0].sure


@pytest.mark.parametrize("datum", list(Datum))
def test_sixteen_compounds_are_recognised_against_the_buildings_of_their_road(datum):
    houses = shapely.transform(
        polygons("kunming/buildings.geojson"),
        lambda pairs: to_measure(to_lonlat(pairs, Reference(4326, Datum.WGS84))),
    )
    file = from_wgs84(sample(polygons("kunming/communities.geojson")), datum)
    found = guess_reference(CoordinateFacts(file), ReferenceGround(NOTHING, NOTHING, NOTHING, houses))
    assert len(file) == 16
    assert found.best == Reference(4326, datum)
    assert found.sure


@pytest.mark.parametrize("datum", list(Datum))
def test_communities_of_jiangning_are_recognised_against_its_subdistricts(monkeypatch, datum):
    """18 of the 195 communities cross a subdistrict line and most of their borders lie inside: a part must do."""
    monkeypatch.setattr(crs, "MEASURE", 4549)
    loaded = ground(polygons("jiangning/jiedao_from_js.geojson"), Reference(4326, Datum.WGS84))
    file = from_wgs84(sample(polygons("jiangning/shequ_from_js.geojson")), datum)
    found = guess_reference(CoordinateFacts(file), loaded)
    assert found.best == Reference(4326, datum)
    assert found.sure


# file, what it says → EPSG proposed first, sure of it
FORMATS = {
    "jiangning_borders_noCRS.dxf": (None, 4549, False),
    "jiangning_noprj_metres_gbk.zip": (None, 4549, False),
    "jiangning_gbk_nocpg_cgcs2000_gk_cm120.zip": (4549, 4549, True),
    "jiangning_polygonZ_4549.gpkg": (4549, 4549, True),
    "jiangning_communities.kml": (4326, 4326, True),
    "jiangning_chinese_layer_null_geom.gpkg": (4326, 4326, True),
}


@pytest.mark.parametrize(("name", "expected"), FORMATS.items(), ids=FORMATS.keys())
def test_every_format_of_jiangning_is_placed_in_a_database_of_nanjing(monkeypatch, name, expected):
    monkeypatch.setattr(crs, "MEASURE", 4549)
    srid, proposed, sure = expected
    told = CrsFound(srid, "", Reason("文件写明", "the file says so")) if srid else None
    file = sample(polygons(f"formats/{name}"))
    found = guess_reference(CoordinateFacts(file, told))
    assert (found.best.srid, found.crs[0].sure) == (proposed, sure)
    lonlat = to_lonlat(file, found.best)
    assert np.abs(np.median(lonlat, axis=0) - (118.85, 31.86)).max() < 0.1


@pytest.mark.parametrize("name", ["jiangning_borders_noCRS.dxf", "jiangning_noprj_metres_gbk.zip"])
def test_unnamed_metres_of_jiangning_are_sure_once_its_subdistricts_are_loaded(monkeypatch, name):
    monkeypatch.setattr(crs, "MEASURE", 4549)
    loaded = ground(polygons("jiangning/jiedao_from_js.geojson"), Reference(4326, Datum.WGS84))
    found = guess_reference(CoordinateFacts(sample(polygons(f"formats/{name}"))), loaded)
    assert found.best == Reference(4549, Datum.WGS84)
    assert found.sure
