"""What a file says of its coordinates becomes an EPSG number only where the numbers inside agree."""

import numpy as np
import pytest
from pyproj import CRS, Transformer

from geodata.importers.files.file_crs import crs_of_wkt, unit_notices

CGCS = (
    'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,'
    '298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
)
CGCS_ODD = CGCS.replace("GCS_China_Geodetic_Coordinate_System_2000", "GCS_CGCS_2000").replace(
    "D_China_2000", "D_CGCS_2000"
)
XIAN = (
    'GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]],PRIMEM["Greenwich",0.0],'
    'UNIT["Degree",0.0174532925199433]]'
)
BEIJING = (
    'GEOGCS["GCS_Beijing_1954",DATUM["D_Beijing_1954",SPHEROID["Krasovsky_1940",6378245.0,298.3]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
)
WGS = (
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],'
    'UNIT["Degree",0.0174532925199433]]'
)


def projected(
    name: str,
    base: str,
    meridian: float,
    easting: float,
    *,
    method: str = "Gauss_Kruger",
    scale: float = 1.0,
    unit: str = "1.0",
) -> str:
    """An ESRI projected system in the wording of ArcGIS."""
    return (
        f'PROJCS["{name}",{base},PROJECTION["{method}"],PARAMETER["False_Easting",{easting}],'
        f'PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",{meridian}],PARAMETER["Scale_Factor",{scale}],'
        f'PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",{unit}]]'
    )


NUMBERED = {
    "CGCS2000 degrees": (CGCS, 4490),
    "CGCS2000 degrees, odd names": (CGCS_ODD, 4490),
    "Xian 1980 degrees": (XIAN, 4610),
    "Beijing 1954 degrees": (BEIJING, 4214),
    "WGS 84 degrees": (WGS, 4326),
    "WGS 84 with a byte order mark": ("\ufeff" + WGS, 4326),
    "3-degree without prefix": (projected("CGCS2000_3_Degree_GK_CM_102E", CGCS, 102, 500000), 4543),
    "3-degree with prefix": (projected("CGCS2000_3_Degree_GK_Zone_34", CGCS, 102, 34500000), 4522),
    "the name says CM, the easting a zone": (projected("CGCS2000_3_Degree_GK_CM_102E", CGCS, 102, 34500000), 4522),
    "a name of their own": (projected("昆明市独立坐标系", CGCS, 102, 500000), 4543),
    "transverse Mercator instead of Gauss-Kruger": (
        projected("Unknown", CGCS_ODD, 102, 500000, method="Transverse_Mercator"), 4543),
    "6-degree without prefix": (projected("CGCS2000_GK_CM_105E", CGCS, 105, 500000), 4507),
    "6-degree with prefix": (projected("CGCS2000_GK_Zone_18", CGCS, 105, 18500000), 4496),
    "the same meridian as 3-degree zone": (projected("CGCS2000_3_Degree_GK_CM_105E", CGCS, 105, 500000), 4544),
    "Xian 1980 3-degree": (projected("Xian_1980_3_Degree_GK_CM_102E", XIAN, 102, 500000), 2379),
    "Xian 1980 3-degree zone": (projected("Xian_1980_3_Degree_GK_Zone_34", XIAN, 102, 34500000), 2358),
    "Xian 1980 6-degree zone": (projected("Xian_1980_GK_Zone_18", XIAN, 105, 18500000), 2332),
    "Beijing 1954 3-degree": (projected("Beijing_1954_3_Degree_GK_CM_102E", BEIJING, 102, 500000), 2431),
    "Beijing 1954 6-degree zone": (projected("Beijing_1954_GK_Zone_18", BEIJING, 105, 18500000), 21418),
    "UTM": (projected("WGS_1984_UTM_Zone_48N", WGS, 105, 500000, method="Transverse_Mercator", scale=0.9996), 32648),
}  # fmt: skip

# Texts that resemble a numbered system and are none: a number would move the data.
UNNUMBERED = {
    "meridian between two zones": projected("CGCS2000_3_Degree_GK_CM_102E", CGCS, 102.5, 500000),
    "easting of its own": projected("CGCS2000_3_Degree_GK_CM_102E", CGCS, 102, 510000),
    "prefix of another zone": projected("CGCS2000_3_Degree_GK_Zone_34", CGCS, 102, 35500000),
    "Gauss-Kruger on WGS 84": projected("WGS84_GK_CM_102E", WGS, 102, 500000),
    "scaled": projected("CGCS2000_3_Degree_GK_CM_102E", CGCS, 102, 500000, scale=0.9996),
    "kilometres": projected("CGCS2000_3_Degree_GK_CM_102E", CGCS, 102, 500000, unit="1000.0"),
}


@pytest.mark.parametrize(("wkt", "srid"), NUMBERED.values(), ids=NUMBERED.keys())
def test_a_text_becomes_the_number_whose_numbers_it_has(wkt: str, srid: int):
    found = crs_of_wkt(wkt)
    assert found.srid == srid
    assert str(srid) in found.reason.zh
    assert found.degrees == wkt.lstrip("\ufeff").startswith("GEOGCS")


@pytest.mark.parametrize(("wkt", "srid"), NUMBERED.values(), ids=NUMBERED.keys())
def test_the_number_puts_places_where_the_text_does(wkt: str, srid: int):
    # each to its own degrees: what PROJ computes from the text itself must be what it computes from the number
    own = CRS.from_wkt(wkt.lstrip("\ufeff"))
    lon, lat = np.array([100.6, 102.7, 103.4]), np.array([24.0, 25.0, 26.5])
    by_text = Transformer.from_crs(own.geodetic_crs, own, always_xy=True).transform(lon, lat)
    numbered = CRS.from_epsg(srid)
    by_number = Transformer.from_crs(numbered.geodetic_crs, numbered, always_xy=True).transform(lon, lat)
    assert np.abs(np.array(by_text) - np.array(by_number)).max() < 0.001


@pytest.mark.parametrize("wkt", UNNUMBERED.values(), ids=UNNUMBERED.keys())
def test_a_text_that_only_resembles_a_number_gets_none_and_a_reason(wkt: str):
    found = crs_of_wkt(wkt)
    assert found.srid is None
    assert found.label
    assert "EPSG" in found.reason.zh
    assert found.degrees is False


CHINESE = [
    *(4490, 4610, 4214), *range(4491, 4555), *range(2327, 2391), *range(2401, 2443), *range(21413, 21424), *range(21453, 21464),
]  # fmt: skip


@pytest.mark.parametrize("version", ["WKT1_ESRI", "WKT1_GDAL", "WKT2_2019"])
def test_every_chinese_number_survives_being_written_as_text(version: str):
    wrong = {
        srid: found
        for srid in CHINESE
        if (found := crs_of_wkt(CRS.from_epsg(srid).to_wkt(version)).srid) != srid
    }
    assert wrong == {}


@pytest.mark.parametrize("srid", [2232, 2235, 2278, 3006, 3021, 3857, 26910, 27700, 4269, 4555])
def test_other_numbers_survive_as_esri_text(srid: int):
    assert crs_of_wkt(CRS.from_epsg(srid).to_wkt("WKT1_ESRI")).srid == srid


def test_heights_above_a_map_do_not_hide_its_number():
    assert crs_of_wkt(CRS.from_user_input("EPSG:4549+5737").to_wkt()).srid == 4549


NOTHING = {
    "empty": "",
    "a web page": "<!DOCTYPE html><html><body>404</body></html>",
    "no text of a system": "这不是坐标系",
    "half a text": CGCS[:60],
    "an address": "http://example.org/crs/4326",
    "a PROJ string": "+proj=longlat +datum=WGS84 +nadgrids=/etc/passwd",
    "a number": "EPSG:4326",
    "endless nesting": "GEOGCS[" * 5_000,
    "far too long": f'GEOGCS["{"x" * 100_000}"]',
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING.keys())
def test_what_is_no_coordinate_system_gets_no_number_and_no_exception(text: str):
    found = crs_of_wkt(text)
    assert (found.srid, found.degrees) == (None, None)
    assert found.reason.zh
    assert len(found.label) <= 80


def test_a_local_engineering_system_is_told_as_one():
    found = crs_of_wkt(
        'LOCAL_CS["工地坐标",LOCAL_DATUM["site",0],UNIT["metre",1],AXIS["X",EAST],AXIS["Y",NORTH]]'
    )
    assert (found.srid, found.label) == (None, "工地坐标")
    assert "局部" in found.reason.zh


def test_feet_are_told_and_metres_and_degrees_are_not():
    feet, metres, degrees = (crs_of_wkt(CRS.from_epsg(srid).to_wkt()) for srid in (2232, 4543, 4490))
    assert [one.code for one in unit_notices(feet)] == ["unit_not_metre"]
    assert unit_notices(metres) + unit_notices(degrees) == []
