"""Frequent matters are found by the words people use, and each is done somewhere."""

import csv
from pathlib import Path

import pytest

from geodata.rules import service_matters
from geodata.rules.service_matters import matter_of, matters, matters_of_kind
from geodata.rules.service_points import ServiceKind


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("社保", "social_insurance", id="the-word"),
        pytest.param(" 社 保 卡 ", "social_insurance", id="spaces"),
        pytest.param("　社保　", "social_insurance", id="full-width-space"),
        pytest.param("我要办老年证", "elderly_card", id="a-sentence"),
        pytest.param("高龄津贴怎么领？", "old_age_allowance", id="a-question"),
        pytest.param("助餐", "meals", id="care-need"),
        pytest.param("jobs", "jobs", id="english"),
        pytest.param("量血压", "health_check", id="everyday-words"),
    ],
)
def test_people_find_a_matter_by_their_own_words(typed: str, code: str) -> None:
    found = matter_of(typed)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("typed", ["", "？", "办", "柳荫路", "工作站", "社", "x" * 500])
def test_other_texts_are_no_matter(typed: str) -> None:
    assert matter_of(typed) is None


def test_about_twenty_matters_each_told_apart_by_its_words() -> None:
    words = [word for matter in matters() for word in matter.words]
    assert 20 <= len(matters()) <= 30
    assert len(words) == len(set(words))
    assert len({matter.code for matter in matters()}) == len(matters())
    assert all(matter.kinds and matter.name_en and matter.word for matter in matters())
    assert {bool(matter.papers) for matter in matters() if matter.papers_en} == {True}


def test_every_line_of_the_file_is_read() -> None:
    with Path(service_matters.__file__).with_name("service_matters_cn.csv").open(encoding="utf-8") as lines:
        assert [row["code"] for row in csv.DictReader(lines)] == [matter.code for matter in matters()]


def test_kinds_tell_what_is_done_there() -> None:
    assert [matter.code for matter in matters_of_kind(ServiceKind.CANTEEN)] == ["meals"]
    assert matters_of_kind(ServiceKind.OTHER) == ()
    assert len(matters_of_kind(ServiceKind.ROOM)) >= 10
