"""Coordinates as people write them: expected values are worked out by hand (102°42′36″ = 102.71, 25°02′24″ = 25.04)."""

import math
import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.rules.coordinate_text import looks_swapped, read_columns, read_numbers, read_pairs
from tests.reference import reference_file

LON, LAT = 102.71, 25.04
ONE = {
    "decimal": ("102.71", LON),
    "decimal with signs": ("+102.71", LON),
    "negative": ("-95.4", -95.4),
    "a number": (102.71, LON),
    "a whole number": (102, 102.0),
    "spaces around": ("  102.71\u00a0", LON),
    "scientific": ("1.0271E+02", LON),
    "decimal comma": ("102,7123", 102.7123),
    "full-width digits": ("１０２．７１", LON),
    "full-width comma": ("102，7123", 102.7123),
    "full-width minus": ("－95.4", -95.4),
    "true minus": ("\u221295.4", -95.4),
    "Chinese full stop": ("102。71", LON),
    "degree sign": ("102.71°", LON),
    "degree word": ("102.71度", LON),
    "degree and letter": ("102.71°E", LON),
    "letter before": ("E102.71", LON),
    "west": ("W95.4", -95.4),
    "west after": ("95.4°W", -95.4),
    "south": ("南纬25.04度", -LAT),
    "typographic marks": ("102°42′36″E", LON),
    "typewriter marks": ("E102°42'36\"", LON),
    "two primes for seconds": ("102°42'36''", LON),
    "curly marks": ("102°42’36”", LON),
    "ordinal for degree": ("102º42'36\"", LON),
    "spaces between": ("E 102° 42' 36.0\"", LON),
    "words": ("东经102度42分36秒", LON),
    "words, traditional": ("東經102度42分36秒", LON),
    "words, no seconds": ("北纬25度2.4分", LAT),
    "label and colon": ("经度：102.71", LON),
    "label and equals": ("lat = 25.04", LAT),
    "blanks": ("102 42 36", LON),
    "hyphens": ("102-42-36", LON),
    "hyphens with letter": ("N25-02-24", LAT),
    "colons": ("102:42:36", LON),
    "unit letters": ("102d42m36s", LON),
    "unit words": ("102deg 42min 36sec", LON),
    "decimal minutes": ("102°42.6′", LON),
    "decimal minutes, blanks": ("102 42.6", LON),
    "degrees and minutes": ("102°42'", 102.7),
    "no last mark": ("102°42'36", LON),
    "negative degrees": ("-95°24'", -95.4),
    "sixty seconds are a minute": ("102°41'60\"", 102.7),
    "metres": ("571123.4米", 571_123.4),
    "metres, letter": ("571123.4 m", 571_123.4),
    "thousands by blanks": ("39 568 123.4", 39_568_123.4),
    "thousands by commas": ("39,568,123.4", 39_568_123.4),
    "thousands by points": ("39.568.123,4", 39_568_123.4),
    "one group over 180": ("571,123", 571_123.0),
    "one group of degrees": ("102,712", 102.712),
}


@pytest.mark.parametrize(("cell", "expected"), ONE.values(), ids=ONE.keys())
def test_one_coordinate_is_read_in_every_spelling(cell, expected):
    assert read_numbers([cell])[0] == pytest.approx(expected, abs=1e-9)


NONSENSE = ["", " ", "-", "无", "nan", "NULL", "inf", "-Infinity", "1e999", "1_000", "0x1A", "abc", "102.71.5", "E",
            "102°75'", "102°30'75\"", "102.5°30'", "102°42.5'30\"", "东经", "E102N", "2024-05-01", "102..71", "--5",
            "102.71,25.04", "=1+1", None, True, False, math.nan, math.inf]  # fmt: skip


@pytest.mark.parametrize("cell", NONSENSE, ids=repr)
def test_what_is_no_coordinate_is_missing(cell):
    assert np.isnan(read_numbers([cell])).all()


def test_a_column_tells_whether_its_commas_are_decimal():
    assert read_numbers(["102,712", "102,71"]).tolist() == [102.712, 102.71]
    assert read_numbers(["102,712", "1,102,712"]).tolist() == [102_712.0, 1_102_712.0]
    assert read_numbers(["571,123", "571,1234"]).tolist() == [571.123, 571.1234]


BOTH = {
    "comma": "102.71,25.04",
    "comma and blank": "102.71, 25.04",
    "full-width comma in brackets": "(102.71，25.04)",
    "blank": "102.71 25.04",
    "semicolon": "102.71;25.04",
    "slash": "102.71/25.04",
    "square brackets": "[102.71, 25.04]",
    "well-known text": "POINT(102.71 25.04)",
    "well-known text with height": "SRID=4326;POINT Z (102.71 25.04 1890)",
    "GeoJSON": '{"type":"Point","coordinates":[102.71,25.04]}',
    "height behind": "102.71,25.04,1890.5",
    "labels": "经度:102.71 纬度:25.04",
    "labels, latitude first": "纬度：25.04，经度：102.71",
    "English labels, latitude first": "lat:25.04,lng:102.71",
    "letters, latitude first": "25°02′24″N 102°42′36″E",
    "letters in front, no gap": "N25°02′24″E102°42′36″",
    "letters behind, no gap": "25°02′24″N102°42′36″E",
    "words, no gap": "东经102度42分36秒北纬25度2分24秒",
    "hyphens": "102-42-36, 25-02-24",
    "six numbers": "102 42 36 25 02 24",
    "four numbers": "102 42.6 25 2.4",
    "decimal commas, blank": "102,71 25,04",
    "decimal commas, semicolon": "102,71;25,04",
    "decimal commas, comma": "102,71,25,04",
}


@pytest.mark.parametrize("cell", BOTH.values(), ids=BOTH.keys())
def test_both_coordinates_are_read_from_one_cell(cell):
    assert read_pairs([cell])[0] == pytest.approx([LON, LAT], abs=1e-9)


METRES = [
    "39568123.4,2771004.5",
    "39 568 123.4, 2 771 004.5",
    "X:39568123.4 Y:2771004.5",
    "39,568,123.4 2,771,004.5",
]


@pytest.mark.parametrize("cell", METRES)
def test_metres_are_read_from_one_cell(cell):
    assert read_pairs([cell])[0] == pytest.approx([39_568_123.4, 2_771_004.5])


@pytest.mark.parametrize(
    "cell", ["", "102.71", "无", "E102.71, E25.04", "1,2,3,4,5", None, 102.71, "北京市,朝阳区"]
)
def test_a_cell_without_two_coordinates_has_none(cell):
    assert np.isnan(read_pairs([cell])).all()


def test_an_unlabelled_column_tells_its_order_as_a_whole():
    """The third row could be read either way; the column says how."""
    assert read_pairs(["25.04 102.71", "25.1,102.8", "40.0,80.0"]).tolist() == [
        [LON, LAT],
        [102.8, 25.1],
        [80, 40],
    ]
    assert read_pairs(["102.71 25.04", "40.0,80.0"]).tolist() == [[LON, LAT], [40, 80]]
    assert read_pairs(["51.5,-0.13"], latitude_first=True).tolist() == [[-0.13, 51.5]]


def test_labels_hold_whatever_the_column_is_like():
    found = read_pairs(["25.04,102.71", "25.1,102.8", "E102.72 N25.05", "N25.06 E102.73"])
    assert found.tolist() == [[LON, LAT], [102.8, 25.1], [102.72, 25.05], [102.73, 25.06]]


def test_cells_that_name_their_axis_overrule_their_column():
    found = read_columns(["N25.04", "102.72", "E102.73", "E102.74"], ["E102.71", "25.05", "25.06", "E25.07"])
    assert found[:3].tolist() == [[LON, LAT], [102.72, 25.05], [102.73, 25.06]]
    assert np.isnan(found[3]).all()


def test_both_in_one_of_two_columns_are_found():
    found = read_columns(
        ["102.71,25.04", "", "102.71,25.04", "102.71,25.04"], ["", "25.04N 102.71E", "102.71,25.04", "7"]
    )
    assert found[:3].tolist() == [[LON, LAT]] * 3
    assert np.isnan(found[3]).any()


@given(st.lists(st.floats(-180, 180), max_size=20))
def test_decimals_come_back_to_the_last_digit(values):
    assert read_numbers([repr(value) for value in values]).tolist() == values


@given(st.text(max_size=30))
def test_no_text_breaks_reading(text):
    assert len(read_numbers([text])) == len(read_pairs([text])) == len(read_columns([text], [text])) == 1


@given(st.floats(-180, 180), st.integers(0, 2**31))
def test_degrees_minutes_seconds_come_back_within_a_millimetre(value, seed):
    total = round(abs(value) * 3600, 5)
    degrees, rest = divmod(total, 3600)
    minutes, seconds = divmod(rest, 60)
    marks = random.Random(seed).choice(
        [("°", "′", "″"), ("度", "分", "秒"), ("-", "-", ""), (" ", " ", ""), ("d", "m", "s")]
    )
    text = f"{int(degrees)}{marks[0]}{int(minutes):02d}{marks[1]}{seconds:08.5f}{marks[2]}"
    letter = "" if value >= 0 else "W"
    assert abs(read_numbers([letter + text])[0] - value) < 1e-8


def test_the_swapped_hospitals_are_noticed():
    table = pd.read_excel(
        reference_file("formats/hospitals_lonlat_swapped.xlsx"), dtype=str, engine="calamine"
    )
    columns = {str(name).lower(): name for name in table.columns}
    lon = next(columns[name] for name in columns if "lon" in name or "经度" in name)
    lat = next(columns[name] for name in columns if "lat" in name or "纬度" in name)
    pairs = read_columns(table[lon].tolist(), table[lat].tolist())
    swap = looks_swapped(*pairs.T)
    assert swap.column
    assert swap.single == 0
    assert swap.exchanged == np.isfinite(pairs).all(axis=1).sum()


# x, y, box → column exchanged, single rows the other way round
ORDERS = {
    "as stated": ([102.7, 102.8], [25.0, 25.1], None, (False, 0)),
    "exchanged": ([25.0, 25.1], [102.7, 102.8], None, (True, 0)),
    "one row exchanged": ([102.7, 25.0, 102.8], [25.0, 102.7, 25.1], None, (False, 1)),
    "one row not exchanged": ([25.0, 102.7, 25.1], [102.7, 25.0, 102.8], None, (True, 1)),
    "possible both ways": ([40.0, 41.0], [80.0, 81.0], None, (False, 0)),
    "inside only when exchanged": ([40.0, 41.0], [80.0, 81.0], (79, 39, 82, 42), (True, 0)),
    "inside as stated": ([80.0, 81.0], [40.0, 41.0], (79, 39, 82, 42), (False, 0)),
    "metres as stated": ([571_000.0], [2_771_000.0], None, (False, 0)),
    "metres, north first": ([2_771_000.0], [571_000.0], None, (True, 0)),
    "zone in front, north first": ([2_771_000.0], [34_571_000.0], None, (True, 0)),
    "web mercator says nothing": ([11_432_000.0], [2_880_000.0], None, (False, 0)),
    "missing": ([np.nan, 25.0], [102.7, np.nan], None, (False, 0)),
    "nothing": ([], [], None, (False, 0)),
}


@pytest.mark.parametrize(("x", "y", "box", "expected"), ORDERS.values(), ids=ORDERS.keys())
def test_exchanged_columns_are_told_from_single_slips(x, y, box, expected):
    found = looks_swapped(np.array(x), np.array(y), box)
    assert (found.column, found.single) == expected
