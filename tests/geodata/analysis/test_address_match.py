"""Addresses matched in a drawn district; all names are invented.

   y
 500          柳泉街                      north subdistrict 菊湖街道 (0..1000, -600..600), community 兴隆社区 (0..400)
              |
  15   1 3 5 . 9 11 (13号院: 1 2 3 栋)    odd numbers of 青莲路, 40 m apart; 7 is not known
   0  --------+----------------+-----     青莲路 (0..1000), crossed by 柳泉街 (x 500) and 桂枫路 (x 800)
 -15   2 4 6  |                |          even numbers
-500          |                |
far south, y -5000: another 青莲路 (0..1000) with number 1, in 石泉街道
"""

import math

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.analysis.address_candidate import Precision
from geodata.analysis.address_entries import make_gazetteer
from geodata.analysis.address_index import AddressIndex
from geodata.analysis.address_match import Verdict, judge, locate_rows, match


def _building(address: str, x: float, y: float) -> dict:
    return {"kind": "building", "address": address, "x_m": x, "y_m": y}


def _road(name: str, *points: tuple[float, float]) -> dict:
    return {
        "kind": "road",
        "name": name,
        "x_m": points[0][0],
        "y_m": points[0][1],
        "shape": shapely.LineString(points),
    }


def _area(name: str, level: str, *bounds: float) -> dict:
    shape = shapely.box(*bounds)
    x, y = shape.centroid.x, shape.centroid.y
    radius = math.sqrt(shape.area / math.pi)
    return {
        "kind": "area",
        "name": name,
        "level": level,
        "x_m": x,
        "y_m": y,
        "shape": shape,
        "radius_m": radius,
    }


ROWS = [
    *[_building(f"青莲路 {n} 号", 20.0 * (n + 1), 15.0) for n in (1, 3, 5, 9, 11)],
    *[_building(f"青莲路 {n} 号", 25.0 * n, -15.0) for n in (2, 4, 6)],
    *[_building(f"青莲路 13 号院 {n} 栋", 350.0 + 20 * n, 60.0) for n in (1, 2, 3)],
    *[_building(f"翠林苑{n}栋", 600.0 + 40 * i, 300.0) for i, n in enumerate(("1", "2", "3", "A"))],
    _building("青莲路 8 号", 200.0, -15.0), _building("青莲路8号", 210.0, -25.0),
    _building("长虹湖滨花园5栋", 900.0, 400.0),
    _building("青莲路 1 号", 50.0, -4985.0),
    _building("柳泉街 1 号", 515.0, -400.0),
    _building("云峰村 12 号", 950.0, -300.0),
    _road("青莲路", (0, 0), (1000, 0)), _road("柳泉街", (500, -500), (500, 500)),
    _road("桂枫路", (800, -500), (800, 500)), _road("短巷", (900, 0), (900, 80)),
    _road("青莲路", (0, -5000), (1000, -5000)), _road("菊香路", (1000, 50), (1000, 500)),
    {"kind": "point", "name": "兴隆社区网格工作站", "address": "青莲路 3 号", "x_m": 81.0, "y_m": 15.0},
    {"kind": "point", "name": "兴隆社区第一网格服务室", "address": "", "x_m": 300.0, "y_m": 200.0},
    {"kind": "place", "name": "菊湖公园", "x_m": 700.0, "y_m": -300.0, "radius_m": 50.0},
    {"kind": "place", "name": "小翠林小区", "x_m": 610.0, "y_m": 330.0, "radius_m": 20.0},
    {"kind": "place", "name": "梅坊小区", "x_m": 380.0, "y_m": 80.0, "radius_m": 100.0},
    _area("澜溪区", "district", -100, -6000, 1100, 700),
    _area("菊湖街道", "subdistrict", 0, -600, 1000, 600), _area("石泉街道", "subdistrict", 0, -6000, 1000, -4000),
    _area("兴隆社区", "community", 0, -600, 400, 600), _area("和谷社区", "community", 400, -600, 1000, 600),
]  # fmt: skip


@pytest.fixture(scope="module")
def district() -> AddressIndex:
    return AddressIndex(make_gazetteer(ROWS, {"老菜市": "菊湖公园", "青莲大路": "青莲路"}))


PLACED = {
    "an exact door": ("菊湖街道青莲路3号", (80, 15), Precision.BUILDING),
    "numerals": ("青莲路五号", (120, 15), Precision.BUILDING),
    "a building in a yard": ("青莲路13号院2幢", (390, 60), Precision.BUILDING),
    "yard left out": ("青莲路13号2栋", (390, 60), Precision.BUILDING),
    "a whole small yard": ("青莲路13号院", (390, 60), Precision.ESTATE),
    "an estate's building": ("翠林苑3号楼2单元501", (680, 300), Precision.BUILDING),
    "a lettered building": ("翠林苑a座", (720, 300), Precision.BUILDING),
    "two outlines behind one door": ("青莲路8号", (205, -20), Precision.BUILDING),
    "a door behind a door": ("青莲路3号附2号", (80, 15), Precision.BUILDING),
    "a number between two known ones": ("青莲路7号", (160, 15), Precision.DOOR_INTERPOLATED),
    "a village's door": ("云峰村12号", (950, -300), Precision.BUILDING),
    "a service point's whole name": ("兴隆社区网格工作站", (81, 15), Precision.POINT),
    "a service point with a numeral": ("兴隆社区第1网格服务室", (300, 200), Precision.POINT),
    "a park": ("菊湖公园", (700, -300), Precision.POINT),
    "a park by its old name": ("老菜市", (700, -300), Precision.POINT),
    "a crossing": ("青莲路与柳泉街交叉口", (500, 0), Precision.CROSSING),
    "a crossing by sign": ("青莲路×桂枫路", (800, 0), Precision.CROSSING),
    "a crossing without an ending": ("青莲路×桂枫", (800, 0), Precision.CROSSING),
    "roads that nearly meet": ("青莲路与菊香路路口", (1000, 25), Precision.CROSSING),
    "north of a crossing": ("青莲路与柳泉街交叉口北侧约50米", (500, 50), Precision.CROSSING),
    "a short lane": ("短巷", (900, 40), Precision.ROAD),
}  # fmt: skip


@pytest.mark.parametrize(("text", "place", "precision"), PLACED.values(), ids=PLACED.keys())
def test_a_sure_address_is_placed(district, text, place, precision) -> None:
    found = locate_rows([text], None, district)[0]
    assert found.verdict is Verdict.PLACED
    assert (found.x_m, found.y_m) == pytest.approx(place)
    assert found.candidates[0].precision is precision


DOUBTFUL = {
    "the same door in two subdistricts": ("青莲路1号", 2),
    "a number beyond the known ones": ("青莲路99号", 1),
    "a building the yard does not have": ("青莲路13号院9栋", 1),
    "one wrong sign of a short name": ("柳全街1号", 1),
    "one wrong sign of a long name": ("长红湖滨花园5栋", 1),
    "another ending": ("柳泉路1号", 1),
    "a long road": ("柳泉街", 1),
    "a building near an estate of another register": ("梅坊小区2栋", 1),
    "only a community": ("兴隆社区", 1),
    "an unknown shop on a known road": ("柳泉街大旺杂货铺", 1),
    "a stray word before a known road": ("热心居民称柳泉街1号", 1),
    "a place in another district": ("远山区青莲路3号", 1),
    "something unknown in a known estate": ("小翠林小区幼儿园", 1),
    "something named after a known place": ("菊湖公园大酒店", 1),
    "a wide area around": ("青莲路3号一带", 1),
}  # fmt: skip


@pytest.mark.parametrize(("text", "least"), DOUBTFUL.values(), ids=DOUBTFUL.keys())
def test_a_doubtful_address_is_offered_with_candidates(district, text, least) -> None:
    found = locate_rows([text], None, district)[0]
    assert found.verdict is Verdict.DOUBTFUL
    assert found.x_m is None
    assert len(found.candidates) >= least
    assert all(one.why_zh and one.why_en for one in found.candidates)


UNLOCATED = [
    "飞虹大道12号",
    "幸运花园3栋",
    "不知道",
    "",
    "12号",
    "某某大厦",
    "飞虹路与落日街交叉口",
]


@pytest.mark.parametrize("text", UNLOCATED)
def test_an_address_that_is_not_here_stays_unlocated(district, text) -> None:
    found = locate_rows([text], None, district)[0]
    assert (found.verdict, found.candidates) == (Verdict.UNLOCATED, ())


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("石泉街道青莲路1号", ""),
        ("青莲路1号", "石泉街道"),
        ("青莲路1号", "石泉"),
        ("青莲路1号", "远山／石泉等"),
    ],
)
def test_the_named_area_decides_between_two_roads_of_one_name(district, text, context) -> None:
    found = locate_rows([text], [context], district)[0]
    assert (found.verdict, found.y_m) == (Verdict.PLACED, -4985.0)


def test_a_door_outside_the_area_its_row_names_is_not_placed(district) -> None:
    found = locate_rows(["柳泉街1号"], ["石泉街道"], district)[0]
    assert found.verdict is Verdict.DOUBTFUL
    assert "不在“石泉街道”内" in found.candidates[0].why_zh


def test_a_stretch_lies_between_its_crossings_and_is_uncertain_by_half_its_length(district) -> None:
    best = match(district, ["青莲路（柳泉街至桂枫路）"])[0][0]
    assert (best.x_m, best.y_m, best.uncertainty_m) == pytest.approx((650.0, 0.0, 150.0))


def test_the_named_area_narrows_a_road(district) -> None:
    best = match(district, ["和谷社区青莲路"])[0][0]
    assert (best.x_m, best.y_m, best.uncertainty_m) == pytest.approx((700.0, 0.0, 300.0))


def test_a_number_between_two_is_uncertain_by_what_lies_between(district) -> None:
    best = match(district, ["青莲路7号"])[0][0]
    assert 40.0 <= best.uncertainty_m <= 60.0


def test_a_row_that_names_two_places_far_apart_is_never_placed(district) -> None:
    found = locate_rows(["青莲路3号；翠林苑3栋"], None, district)[0]
    assert found.verdict is Verdict.DOUBTFUL
    assert found.places == ("青莲路3号", "翠林苑3栋")
    assert [one.score for one in found.candidates[:2]] == [1.0, 1.0]


def test_two_roads_with_a_slash_are_offered_as_their_crossing_too(district) -> None:
    found = locate_rows(["柳泉街/桂枫路"], None, district)[0]
    other = locate_rows(["青莲路/柳泉街"], None, district)[0]
    assert Precision.CROSSING not in {one.precision for one in found.candidates}  # they do not meet
    assert Precision.CROSSING in {one.precision for one in other.candidates}


def test_candidates_come_best_first_and_no_more_than_asked_for(district) -> None:
    found = match(district, ["青莲路1号"], most=1)[0]
    scores = [one.score for one in match(district, ["青莲1号"])[0]]
    assert len(found) == 1
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_a_better_rival_nearby_does_not_make_the_best_doubtful(district) -> None:
    found = match(district, ["青莲路3号兴隆社区网格工作站"])[0]
    assert judge(found) is Verdict.PLACED


def test_nothing_is_found_in_an_empty_register() -> None:
    empty = AddressIndex(make_gazetteer([]))
    assert locate_rows(["青莲路3号"], ["菊湖街道"], empty)[0].verdict is Verdict.UNLOCATED


def test_a_context_for_every_text_is_needed(district) -> None:
    with pytest.raises(ValueError, match="argument"):
        match(district, ["青莲路3号", "青莲路5号"], ["菊湖街道"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(alphabet="青莲柳泉路街与至号院栋苑3579一13、；/（）口东米区社区\n x", max_size=25),
    st.text(max_size=8),
)
def test_any_text_is_located_without_an_error(district, text, context) -> None:
    found = locate_rows([text], [context], district)[0]
    assert (found.verdict is Verdict.PLACED) == (found.x_m is not None)
    assert all(0 < one.score <= 1 and one.uncertainty_m >= 0 for one in found.candidates)


def test_a_candidate_is_kept_in_degrees(district) -> None:
    kept = match(
        AddressIndex(make_gazetteer([_building("青莲路3号", 572_000.0, 2_770_000.0)])), ["青莲路3号"]
    )[0][0].as_dict()
    assert set(kept) == {"lon", "lat", "score", "precision", "uncertainty_m", "name", "why_zh", "why_en"}
    assert 102 < kept["lon"] < 103.5
    assert 24.5 < kept["lat"] < 25.5
    assert np.isfinite(kept["score"])


def test_roads_that_meet_twice_are_not_placed_at_one_of_both() -> None:
    bow = _road("弯月路", (0, 0), (0, 300), (400, 300), (400, 0))
    found = locate_rows(
        ["弯月路与青莲路交叉口"],
        None,
        AddressIndex(make_gazetteer([bow, _road("青莲路", (-100, 100), (500, 100))])),
    )[0]
    assert found.verdict is Verdict.DOUBTFUL
    assert sorted(one.x_m for one in found.candidates[:2]) == [0.0, 400.0]


def test_a_school_named_after_a_road_is_found_by_its_whole_name() -> None:
    school = {"kind": "place", "name": "柳泉街小学", "x_m": 5.0, "y_m": 900.0, "radius_m": 40.0}
    found = locate_rows(["柳泉街小学旁"], None, AddressIndex(make_gazetteer([*ROWS, school])))[0]
    assert (found.verdict, found.y_m) == (Verdict.PLACED, 900.0)
