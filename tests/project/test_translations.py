"""Every Chinese text of the pages has an English one, with the same placeholders, and none is left over."""

import re
from collections import Counter
from typing import Any

import pytest
from babel.messages.pofile import read_po

from .msgids import msgids
from .source import ROOT

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def english() -> dict[str, Any]:
    """Chinese text → English text, or its singular and plural."""
    with (ROOT / "webmap/locale/en/LC_MESSAGES/django.po").open("rb") as lines:
        catalogue = read_po(lines)
    return {
        message.id[0] if isinstance(message.id, tuple) else message.id: message.string
        for message in catalogue
        if message.id
    }


def test_every_text_is_translated(english: dict[str, Any]) -> None:
    missing = {text: str(path) for text, path in msgids().items() if text not in english}
    assert missing == {}


def test_no_translation_is_left_over(english: dict[str, Any]) -> None:
    assert set(english) - set(msgids()) == set()


def test_translations_are_english_and_keep_their_placeholders(english: dict[str, Any]) -> None:
    for chinese, text in english.items():
        for form in text if isinstance(text, tuple) else (text,):
            assert form.strip(), chinese
            assert not CHINESE.search(form), form
            assert Counter(PLACEHOLDER.findall(form)) == Counter(PLACEHOLDER.findall(chinese)), chinese
