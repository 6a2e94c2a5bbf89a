"""Points are found by what people type: names, addresses, kinds, matters, pinyin and initials."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.rules.point_search import PointKey, matches, pieces, point_key, search_word
from geodata.rules.search_text import pinyin_syllables, plain_text, sounds_like

STATION = point_key(
    "station", ["重阳里社区网格工作站", "重阳里社区", "青松街道"], ["柳荫路 58 号Ｂ座", "Chongyang station"]
)
CLINIC = point_key("clinic", ["河边诊所"], [])


def holds(key: PointKey, text: str) -> bool:
    """Whether a point holds every word of a text."""
    return matches(key, [search_word(word) for word in text.split()])


@pytest.mark.parametrize(
    ("text", "station", "clinic"),
    [
        pytest.param("重阳里", True, False, id="part-of-the-name"),
        pytest.param("柳荫路58号", True, False, id="address-without-space"),
        pytest.param("柳荫路　５８", True, False, id="address-full-width"),
        pytest.param("58号b座", True, False, id="letter-case-and-width"),
        pytest.param("青松 工作站", True, False, id="area-and-kind"),
        pytest.param("青松 诊所", False, False, id="every-word-counts"),
        pytest.param("hebian", False, True, id="pinyin"),
        pytest.param("HBZS", False, True, id="initials"),
        pytest.param("hebianzh", False, True, id="unfinished-pinyin"),
        pytest.param("ebian", False, False, id="not-from-the-middle-of-a-syllable"),
        pytest.param("chongyangli", True, False, id="the-right-reading-of-two"),
        pytest.param("zhongyangli", False, False, id="the-wrong-reading-of-two"),
        pytest.param("社保", True, False, id="a-matter"),
        pytest.param("看病", False, True, id="another-matter"),
        pytest.param("station", True, False, id="english"),
        pytest.param("weishengfuwu", False, True, id="pinyin-of-a-kind"),
        pytest.param("%", False, False, id="a-sign-is-no-wildcard"),
    ],
)
def test_what_is_typed_finds_the_right_points(text: str, station: bool, clinic: bool) -> None:
    assert (holds(STATION, text), holds(CLINIC, text)) == (station, clinic)


def test_a_word_is_cut_in_every_two_pieces() -> None:
    assert [f"{one.plain}|{two.plain}" for one, two in pieces("青松街道社保")] == [
        "青松|街道社保",
        "青松街|道社保",
        "青松街道|社保",
    ]
    assert pieces("社保") == ()


@given(st.text(max_size=80))
def test_any_text_is_answered(text: str) -> None:
    assert matches(STATION, [search_word(text)]) in {True, False}
    assert plain_text(plain_text(text)) == plain_text(text)
    for ways in pieces(text):
        assert all(len(word.plain) >= 2 for word in ways)


@given(st.lists(st.sampled_from(["liu", "an", "he", "bian", "zhan"]), min_size=2, max_size=6), st.data())
def test_pinyin_from_any_syllable_and_initials_are_heard(syllables: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(syllables) - 2))
    assert sounds_like("".join(syllables[start:]), tuple(syllables))
    assert sounds_like("".join(one[0] for one in syllables[start:]), tuple(syllables))


def test_letters_and_digits_stay_in_the_pinyin() -> None:
    assert pinyin_syllables("A座3楼") == ("a", "zuo", "3", "lou")
