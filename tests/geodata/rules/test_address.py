"""Address texts as people write them, cut into parts; all names are invented."""

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.rules.address import parse_address

PARTS = {
    "青莲路18号": {"road": "青莲路", "number": "18"},
    "青莲路 18 号": {"road": "青莲路", "number": "18"},
    "青莲路１８号": {"road": "青莲路", "number": "18"},
    "青莲路018号": {"road": "青莲路", "number": "18"},
    "青莲路十八号": {"road": "青莲路", "number": "18"},
    "青莲路一百零五号": {"road": "青莲路", "number": "105"},
    "青莲路18": {"road": "青莲路", "number": "18"},
    "青莲路NO.18": {"road": "青莲路", "number": "18"},
    "青蓮路18號": {"road": "青莲路", "number": "18"},
    "青莲路门牌18号": {"road": "青莲路", "number": "18"},
    "青莲路18号附2号": {"road": "青莲路", "number": "18附2"},
    "青莲路18号附二": {"road": "青莲路", "number": "18附2"},
    "青莲路18号之一": {"road": "青莲路", "number": "18附1"},
    "青莲路18-1号": {"road": "青莲路", "number": "18附1"},
    "青莲路18之1": {"road": "青莲路", "number": "18附1"},
    "青莲路18号-3": {"road": "青莲路", "number": "18附3"},
    "青莲路18甲号": {"road": "青莲路", "number": "18A"},
    "青莲路18A": {"road": "青莲路", "number": "18A"},
    "青莲路18号院": {"road": "青莲路", "number": "18", "yard": True},
    "青莲路18号大院7幢": {"road": "青莲路", "number": "18", "yard": True, "building": "7"},
    "青莲路18号院3号楼2单元501": {
        "road": "青莲路", "number": "18", "yard": True, "building": "3", "unit": "2", "door": "501",
    },
    "青莲路123弄45号": {"road": "青莲路", "lane": "123", "number": "45"},
    "青莲路123弄45号6室": {"road": "青莲路", "lane": "123", "number": "45", "door": "6"},
    "青莲大道18号": {"road": "青莲大道", "number": "18"},
    "青莲西路18号": {"road": "青莲西路", "number": "18"},
    "青莲路一巷12号": {"road": "青莲路一巷", "number": "12"},
    "青莲路北二巷12号": {"road": "青莲路北二巷", "number": "12"},
    "青莲环线快速路": {"road": "青莲环线快速路"},
    "青莲路支路12号": {"road": "青莲路支路", "number": "12"},
    "一二三大街三十号": {"road": "一二三大街", "number": "30"},
    "经三路12号": {"road": "经三路", "number": "12"},
    "公园北路12号": {"road": "公园北路", "number": "12"},
    "新村大街5号": {"road": "新村大街", "number": "5"},
    "东门街12号": {"road": "东门街", "number": "12"},
    "路南街5号": {"road": "路南街", "number": "5"},
    "米市街12号": {"road": "米市街", "number": "12"},
    "青莲路南段": {"road": "青莲路", "relative": "南段"},
    "青莲路东侧": {"road": "青莲路", "relative": "东侧", "bearing": "东"},
    "青莲路18号对面": {"road": "青莲路", "number": "18", "relative": "对面"},
    "青莲路18号旁50米": {"road": "青莲路", "number": "18", "relative": "旁", "offset_m": 50.0},
    "青莲路与柳泉街交叉口": {"road": "青莲路", "crossing": "柳泉街", "relative": "交叉口"},
    "青莲路和柳泉街交汇处": {"road": "青莲路", "crossing": "柳泉街", "relative": "交汇处"},
    "青莲路柳泉街口": {"road": "青莲路", "crossing": "柳泉街", "relative": "口"},
    "青莲路和平路口": {"road": "青莲路", "crossing": "和平路", "relative": "口"},
    "青莲路与和平路口": {"road": "青莲路", "crossing": "和平路", "relative": "口"},
    "青莲路×柳泉街": {"road": "青莲路", "crossing": "柳泉街"},
    "青莲路x柳泉街": {"road": "青莲路", "crossing": "柳泉街"},
    "青莲路×柳泉": {"road": "青莲路", "crossing": "柳泉"},
    "青莲路与柳泉街交叉口西150米": {
        "road": "青莲路", "crossing": "柳泉街", "relative": "交叉口", "bearing": "西", "offset_m": 150.0,
    },
    "青莲路东北50米": {"road": "青莲路", "relative": "东北", "bearing": "东北", "offset_m": 50.0},
    "青莲二号路8号": {"road": "青莲二号路", "number": "8"},
    "青莲东道119": {"road": "青莲东道", "number": "119"},
    "青莲路×柳泉医院食堂": {"road": "青莲路", "crossing": "柳泉医院", "landmark": "食堂"},
    "青莲路868菊湖医院": {"road": "青莲路", "number": "868", "landmark": "菊湖医院"},
    "青莲路81中学": {"road": "青莲路", "landmark": "81中学"},
    "石坡开发区红枫路5号": {"estate": "石坡开发区", "road": "红枫路", "number": "5"},
    "青莲路（柳泉街口）": {"road": "青莲路", "crossing": "柳泉街", "notes": ("柳泉街口",)},
    "青莲路与柳泉街交叉口东南角": {
        "road": "青莲路", "crossing": "柳泉街", "relative": "交叉口", "bearing": "东南",
    },
    "青莲路与柳泉街交叉口北侧约50米": {
        "road": "青莲路", "crossing": "柳泉街", "relative": "交叉口", "bearing": "北", "offset_m": 50.0,
    },
    "青莲路与柳泉街交叉口往东二百米": {
        "road": "青莲路", "crossing": "柳泉街", "relative": "交叉口", "bearing": "东", "offset_m": 200.0,
    },
    "青莲路（柳泉街至桂枫路）": {
        "road": "青莲路", "segment": ("柳泉街", "桂枫路"), "notes": ("柳泉街至桂枫路",),
    },
    "青莲路(柳泉街-桂枫路)": {
        "road": "青莲路", "segment": ("柳泉街", "桂枫路"), "notes": ("柳泉街-桂枫路",),
    },
    "青莲路柳泉街至桂枫路段": {"road": "青莲路", "segment": ("柳泉街", "桂枫路")},
    "青莲路至柳泉街段": {"road": "青莲路", "segment": ("青莲路", "柳泉街")},
    "翠林苑3幢2单元501室": {"estate": "翠林苑", "building": "3", "unit": "2", "door": "501"},
    "翠林苑3-2-501": {"estate": "翠林苑", "building": "3", "unit": "2", "door": "501"},
    "翠林苑3-501": {"estate": "翠林苑", "building": "3", "door": "501"},
    "翠林苑3#501": {"estate": "翠林苑", "building": "3", "door": "501"},
    "翠林苑三号楼": {"estate": "翠林苑", "building": "3"},
    "翠林苑A座12楼": {"estate": "翠林苑", "building": "A", "floor": "12"},
    "翠林苑甲栋": {"estate": "翠林苑", "building": "A"},
    "翠林新村二期3栋": {"estate": "翠林新村", "phase": "2", "building": "3"},
    "翠林小区（东门）3栋": {"estate": "翠林小区", "building": "3", "notes": ("东门",)},
    "青莲路小区3栋": {"estate": "青莲路小区", "building": "3"},
    "城市花园3栋": {"estate": "城市花园", "building": "3"},
    "青莲路18号（翠林小区）3栋": {
        "road": "青莲路", "number": "18", "estate": "翠林小区", "building": "3", "notes": ("翠林小区",),
    },
    "翠林新村青莲路18号": {"estate": "翠林新村", "road": "青莲路", "number": "18"},
    "云峰村12号": {"estate": "云峰村", "number": "12"},
    "云峰村3组12号": {"estate": "云峰村", "number": "12"},
    "云峰村青莲路18号": {"estate": "云峰村", "road": "青莲路", "number": "18"},
    "青莲12号院3栋": {"landmark": "青莲", "number": "12", "yard": True, "building": "3"},
    "菊湖公园北门对面": {"landmark": "菊湖公园", "relative": "北门", "bearing": "北"},
    "环东路菊湖": {"road": "环东路", "landmark": "菊湖"},
    "菊湖公园大酒店": {"landmark": "菊湖公园大酒店"},
    "翠林小区幼儿园": {"estate": "翠林小区", "landmark": "幼儿园"},
    "环东路菊湖隧道": {"road": "环东路", "landmark": "菊湖隧道"},
    "青莲大道石坡立交西口": {"road": "青莲大道", "landmark": "石坡立交", "relative": "西口", "bearing": "西"},
    "环东路下穿": {"road": "环东路"},
    "环东路多段": {"road": "环东路"},
    "市民广场": {"landmark": "市民广场"},
    "菜市场": {"landmark": "菜市场"},
    "兴隆社区第一网格服务室": {"community": "兴隆社区", "grid": "第1网格", "landmark": "服务室"},
    "菊湖街道党群服务中心（2）": {"subdistrict": "菊湖街道", "landmark": "党群服务中心(2)"},
    "虚川省溪州市澜溪区菊湖街道兴隆社区青莲路8号": {
        "district": "澜溪区", "subdistrict": "菊湖街道", "community": "兴隆社区", "road": "青莲路", "number": "8",
    },
    "溪州市中山路三号": {"road": "中山路", "number": "3"},
    "澜溪区人民路3号": {"district": "澜溪区", "road": "人民路", "number": "3"},
    "石泉镇云峰村12号": {"subdistrict": "石泉镇", "estate": "云峰村", "number": "12"},
    "青莲路社区青莲路5号": {"community": "青莲路社区", "road": "青莲路", "number": "5"},
    "地址：青莲路18号。": {"road": "青莲路", "number": "18"},
    "居民反映青莲路18号门口": {"road": "青莲路", "number": "18", "relative": "门口"},
    "三栋2单元": {"building": "3", "unit": "2"},
    "无": {},
    "": {},
}  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), PARTS.items(), ids=PARTS.keys())
def test_an_address_has_these_parts_and_no_others(text: str, parts: dict[str, object]) -> None:
    found = asdict(parse_address(text))
    found.pop("text")
    assert {name: value for name, value in found.items() if value} == parts


_SIGNS = "青莲路街巷与和至（）()口十二三0123号栋幢#座院单元小区花园苑村市镇社网格东南门对面约米处 　-×xA＃Ｚé\u0301"


@given(st.one_of(st.text(), st.text(alphabet=_SIGNS, max_size=30)))
def test_any_text_is_parsed_without_an_error(text: str) -> None:
    found = parse_address(text)
    assert parse_address(found.text).text == found.text


def test_a_very_long_text_is_parsed_at_once() -> None:
    assert parse_address("青莲路18号" + "的树" * 200_000).number == "18"
