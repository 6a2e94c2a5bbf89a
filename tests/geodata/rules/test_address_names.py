"""How much a name that is written differently still counts for."""

import pytest

from geodata.rules.address_names import HOMOPHONE, name_key, one_sign_factor, stem_of, suffix_factor

ONE_SIGN = {
    "sounds alike": ("青莲路", "青连路", HOMOPHONE),
    "two signs wrong": ("青莲路", "柳泉路", 0.0),
    "two signs changed over": ("青莲湖路", "莲青湖路", 0.62),
    "much longer": ("青莲路", "青莲湖滨路", 0.0),
}


@pytest.mark.parametrize(("asked", "known", "factor"), ONE_SIGN.values(), ids=ONE_SIGN.keys())
def test_one_wrong_sign_costs(asked: str, known: str, factor: float) -> None:
    assert one_sign_factor(asked, known) == factor


def test_a_wrong_sign_costs_more_in_a_short_name() -> None:
    short, long = one_sign_factor("青杰路", "青莲路"), one_sign_factor("青杰湖滨花园", "青莲湖滨花园")
    assert 0 < short < long < HOMOPHONE


def test_an_estate_and_a_road_of_one_stem_are_two_things() -> None:
    assert stem_of("青莲小区") == stem_of("青莲路")
    assert suffix_factor("青莲小区", "青莲路") == 0.0


def test_numbered_roads_have_one_key_however_the_number_is_written() -> None:
    assert name_key("经12路") == name_key("经十二路") == name_key("经１２路")
