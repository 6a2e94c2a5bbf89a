"""The Chinese zones against the EPSG registry that pyproj carries, and which zones numbers can be in."""

import numpy as np
import pytest
from pyproj import CRS, Transformer

from geodata.rules.china_zones import CHINA_CRS, Family, china_crs, possible_zones, title, zone_srid

PROJECTED = [known for known in CHINA_CRS.values() if known.zone]


@pytest.mark.parametrize("known", PROJECTED, ids=lambda known: str(known.srid))
def test_every_zone_is_what_the_registry_says(known):
    registered = CRS.from_epsg(known.srid)
    values = {one.name: one.value for one in registered.coordinate_operation.params}
    assert registered.name.startswith(known.family)
    assert ("3-degree" in registered.name) == (known.degrees == 3)
    assert values["Longitude of natural origin"] == known.meridian
    assert values["False easting"] == 500_000 + (known.zone * 1_000_000 if known.prefixed else 0)
    assert values["Scale factor at natural origin"] == 1
    assert not registered.is_deprecated


def test_all_zones_of_the_three_datums_are_known():
    assert len(PROJECTED) == 3 * 2 * (11 + 21)
    assert {CRS.from_epsg(srid).name for srid in (4490, 4610, 4214)} == {
        "China Geodetic Coordinate System 2000",
        "Xian 1980",
        "Beijing 1954",
    }
    assert all(china_crs(srid) is not None for srid in (4490, 4610, 4214))


TITLES = {
    4543: "CGCS2000 三度带 102°",
    4522: "CGCS2000 三度带 102°（带号 34）",
    2343: "西安80 六度带 105°",
    21418: "北京54 六度带 105°（带号 18）",
    4490: "CGCS2000 经纬度",
}


@pytest.mark.parametrize(("srid", "name"), TITLES.items())
def test_names_say_datum_width_meridian_and_prefix(srid, name):
    assert title(srid)[0] == name


def test_titles_are_all_different():
    for language in (0, 1):
        assert len({title(srid)[language] for srid in CHINA_CRS}) == len(CHINA_CRS)


@pytest.mark.parametrize(("degrees", "zone"), [(3, 24), (3, 46), (6, 12), (6, 24), (4, 30)])
def test_zones_outside_china_are_no_zones(degrees, zone):
    with pytest.raises(ValueError, match="zone"):
        zone_srid(Family.CGCS2000, degrees, zone, prefixed=False)


@pytest.mark.parametrize("known", [k for k in PROJECTED if k.prefixed], ids=lambda known: str(known.srid))
def test_the_digits_in_front_of_an_easting_name_its_zone(known):
    """The oracle is PROJ: a place two thirds out in the zone, written in that zone."""
    place = (known.meridian + known.degrees / 3, 35.0)
    stated = Transformer.from_crs(known.srid, known.srid, always_xy=True).source_crs.geodetic_crs
    pair = Transformer.from_crs(stated, known.srid, always_xy=True).transform(*place)
    found = possible_zones(np.array([pair]))
    assert found is not None
    assert found.prefixed
    assert found.zones == ((known.degrees, known.zone),)


RANGES = {
    "six digits fit every meridian": ((571_234.0, 2_770_123.0), (32, False, True)),
    "without the false easting": ((71_234.0, 2_770_123.0), (32, False, False)),
    "west of the meridian without it": ((-71_234.0, 2_770_123.0), (32, False, False)),
    "degrees": ((102.7, 25.0), None),
    "northing first": ((2_770_123.0, 571_234.0), None),
    "zone 24 does not exist": ((24_571_234.0, 2_770_123.0), None),
    "zone 46 is not in China": ((46_571_234.0, 2_770_123.0), None),
    "too far from any meridian": ((34_950_000.0, 2_770_123.0), None),
    "web mercator of Kunming": ((11_432_000.0, 2_880_000.0), None),
    "no numbers": ((np.nan, np.nan), None),
}


@pytest.mark.parametrize(("pair", "expected"), RANGES.values(), ids=RANGES.keys())
def test_ranges_tell_the_possible_zones(pair, expected):
    found = possible_zones(np.array([pair]))
    got = found and (len(found.zones), found.prefixed, found.with_false_easting)
    assert got == expected


def test_single_slips_do_not_change_the_zone():
    pairs = np.array([[34_571_234.0, 2_770_123.0]] * 9 + [[0.0, 0.0], [np.nan, 1.0]])
    assert possible_zones(pairs).zones == ((3, 34),)
