"""Cells that name several places; all names are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.rules.address_places import split_places

CELLS = {
    "青莲路18号": ["青莲路18号"],
    "青莲路；柳泉街": ["青莲路", "柳泉街"],
    "青莲路;柳泉街\n桂枫路": ["青莲路", "柳泉街", "桂枫路"],
    "青莲路／柳泉街": ["青莲路", "柳泉街"],
    "环东路菊湖／翠林苑／石关等": ["环东路菊湖", "环东路翠林苑", "环东路石关"],
    "翠林苑/菊湖公园": ["翠林苑", "菊湖公园"],
    "青莲路18、20、22号": ["青莲路18", "青莲路20", "青莲路22号"],
    "青莲路18号、柳泉街5号": ["青莲路18号", "柳泉街5号"],
    "澜溪区，菊湖街道，青莲路，18号，3栋": ["澜溪区菊湖街道青莲路18号3栋"],
    "青莲路18号，3栋": ["青莲路18号3栋"],
    "青莲路18号，对面": ["青莲路18号对面"],
    "青莲路（柳泉街；桂枫路）": ["青莲路（柳泉街；桂枫路）"],
    "青莲路、柳泉街交叉口": ["青莲路、柳泉街交叉口"],
    "青莲路12/14号": ["青莲路12/14号"],
    "青莲路×柳泉街等11处>15cm": ["青莲路×柳泉街"],
    "石关等约20处": ["石关"],
    "；；、": [],
    "": [],
}


@pytest.mark.parametrize(("cell", "places"), CELLS.items(), ids=CELLS.keys())
def test_a_cell_names_these_places(cell: str, places: list[str]) -> None:
    assert split_places(cell) == places


_SIGNS = "青莲路街巷与和、/；;，,（）()口十二0123号栋幢院单元小区苑村市镇社区侧对面等处 　-×\n"


@given(st.one_of(st.text(), st.text(alphabet=_SIGNS, max_size=40)))
def test_splitting_again_changes_nothing(cell: str) -> None:
    places = split_places(cell)
    assert [split_places(place) for place in places] == [[place] for place in places]
    assert split_places("；".join(places)) == places
