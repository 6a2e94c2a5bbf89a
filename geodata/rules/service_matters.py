"""What residents come to get done: frequent matters, the words people use for them, and which kinds do them."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .search_text import plain_text
from .service_points import ServiceKind

# Source: of its 20 frequent matters the district's plan names 社保 and 政策咨询, and the needs of the care map 助餐,
# 助浴, 代购代缴, 健康监测 and 无障碍改造; the others are those usual at such rooms. A district edits the file.
_FILE = Path(__file__).with_name("service_matters_cn.csv")
# What people write around the thing itself: 我要办社保, 哪里可以办低保, 老年证怎么办.
_AROUND = (
    "我想", "我要", "请问", "哪里可以", "在哪里", "哪里能", "哪里", "去哪", "在哪", "怎么", "如何", "可以", "能", "办理",
    "申请", "申领", "补办", "领取", "领", "办", "吗", "附近", "的",
)  # fmt: skip


@dataclass(frozen=True)
class Matter:
    """A frequent matter; words as people search for it, kinds: where it is done, papers: what to bring."""

    code: str
    name: str
    name_en: str
    words: tuple[str, ...]
    kinds: frozenset[ServiceKind]
    papers: str
    papers_en: str

    @property
    def word(self) -> str:
        """The word that stands for the matter in a search."""
        return self.words[0]


@cache
def matters() -> tuple[Matter, ...]:
    """Every matter, in the order of the file.

    >>> len(matters()), matters()[0].word
    (25, '社保')
    """
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(_matter(row) for row in csv.DictReader(lines))


def _matter(row: dict[str, str]) -> Matter:
    return Matter(
        row["code"],
        row["name"],
        row["name_en"],
        tuple(row["words"].split("|")),
        frozenset(ServiceKind(kind) for kind in row["kinds"].split("|")),
        row["papers"],
        row["papers_en"],
    )


@cache
def _known() -> dict[str, Matter]:
    """Plain word → matter."""
    known: dict[str, Matter] = {}
    for matter in matters():
        for word in (*matter.words, matter.name, matter.name_en):
            known.setdefault(plain_text(word), matter)
    return known


def matter_of(text: str) -> Matter | None:
    """The matter a search is about; None where its text is not one of the words of the file.

    Parameters: text, what was typed; words around the thing itself (哪里可以办…) are left out.

    >>> matter_of("哪里可以办 社保 ？").code, matter_of("柳荫路 58 号") is None
    ('social_insurance', True)
    """
    plain = plain_text(text)
    if plain in _known():
        return _known()[plain]
    for around in _AROUND:
        plain = plain.replace(plain_text(around), "")
    return _known().get(plain)


def matters_of_kind(kind: ServiceKind) -> tuple[Matter, ...]:
    """The matters done at points of a kind, in the order of the file."""
    return tuple(matter for matter in matters() if kind in matter.kinds)


def kinds_in_order(kinds: Iterable[ServiceKind]) -> tuple[ServiceKind, ...]:
    """Kinds in their usual order."""
    wanted = set(kinds)
    return tuple(kind for kind in ServiceKind if kind in wanted)
