"""The encoding of texts: as told, as declared, by mark, by validity, by evidence; and texts cut mid-character."""

import codecs
import re
from collections.abc import Iterable, Sequence
from itertools import islice

from geodata.errors import ImportRefused

from .chinese_text import counts_of_evidence, is_garbled
from .contents import EncodingFound, EncodingTry, Reason

# What a user may choose; every other name is refused before it reaches a codec.
ENCODINGS = (
    "utf-8", "gb18030", "gbk", "big5", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "cp437", "cp850", "cp1250",
    "cp1251", "shift_jis", "euc-jp", "euc-kr", "koi8-r", "iso8859-2", "iso8859-15", "cp1253", "cp1254", "cp1257", "cp874",
    "cp866", "cp852",
)  # fmt: skip
_CHOICE = ("utf-8", "gb18030", "big5", "cp1252")
# Language driver id of a dBASE table → encoding; the rest (0 and the ones of DOS programs) tells nothing.
_LDID = {
    0x01: "cp437", 0x02: "cp850", 0x03: "cp1252", 0x13: "shift_jis", 0x4D: "gb18030", 0x4E: "euc-kr", 0x4F: "big5",
    0x57: "cp1252", 0x58: "cp1252", 0x59: "cp1252", 0x64: "cp852", 0x65: "cp866", 0x78: "big5", 0x79: "euc-kr",
    0x7A: "gb18030", 0x7B: "shift_jis", 0x7C: "cp874", 0xC8: "cp1250", 0xC9: "cp1251", 0xCA: "cp1254", 0xCB: "cp1253",
    0xCC: "cp1257",
}  # fmt: skip
_NUMBERS = {"936": "gb18030", "950": "big5", "951": "big5", "65001": "utf-8", "932": "shift_jis", "949": "euc-kr",
            "54936": "gb18030", "1200": "utf-16-le", "1201": "utf-16-be"}  # fmt: skip
_ALIASES = {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030", "hz": "", "big5hkscs": "big5", "cp950": "big5",
            "utf-8-sig": "utf-8", "utf_8_sig": "utf-8", "ascii": "utf-8", "iso8859-1": "latin-1", "iso8859-2": "iso8859-2",
            "cp932": "shift_jis", "cp949": "euc-kr"}  # fmt: skip
_SPELLING = {codecs.lookup(name).name: name for name in ENCODINGS} | {name: name for name in ENCODINGS}
_SINGLE_BYTE = frozenset(
    {"cp437", "cp850", "cp1252", "latin-1", "iso8859-15", "cp852", "iso8859-2", "cp1250"}
)
_MOST_TEXTS = 20_000
_MOST_SAMPLES = 5
# Fewer bytes prove nothing about where zeros lie.
_FEWEST_BYTES = 16
_SAMPLE_LENGTH = 60
# A decoding must consist of frequent characters to this share before it is believed over none at all.
_BELIEVED = 0.55


def known_encoding(label: str | None) -> str | None:
    """The encoding a label (.cpg, --encoding) names, in our spelling; None for one that is not known."""
    text = re.sub(r"[\s_]+", "-", (label or "").replace("\ufeff", "").strip().lower())
    number = re.search(r"(?:^|cp|ansi|oem|windows|ms|-)-?(\d{3,5})$", text)
    if number:
        numbered = _NUMBERS.get(number[1], f"cp{number[1]}")
        if numbered in ENCODINGS:
            return numbered
    text = re.sub(r"^iso-?8859-?(\d+)$|^8859-?(\d+)$|^88(?:59)(\d+)$", r"iso8859-\1\2\3", text)
    try:
        name = codecs.lookup(text).name
    except (LookupError, ValueError):
        return None
    return _SPELLING.get(_ALIASES.get(name, name))


def encoding_of_ldid(ldid: int) -> str | None:
    """The encoding the language driver id of a dBASE table names; None where it tells nothing."""
    return _LDID.get(ldid)


def utf16_without_mark(start: bytes) -> str | None:
    """Which UTF-16 the beginning of a text is in, by where its zero bytes lie; None for any other text."""
    if len(start) < _FEWEST_BYTES:
        return None
    even, odd = start[0::2].count(0), start[1::2].count(0)
    pairs = len(start) // 2
    if odd / pairs > 0.2 and even / pairs < 0.02:
        return "utf-16-le"
    if even / pairs > 0.2 and odd / pairs < 0.02:
        return "utf-16-be"
    return None


def decode_cut(raw: bytes, encoding: str) -> tuple[str, bool]:
    """A field's text, and whether its end was cut inside a character (that tail is dropped).

    Bytes that are no text of this encoding become U+FFFD.
    """
    try:
        return raw.decode(encoding), False
    except UnicodeDecodeError as problem:
        if len(raw) - problem.start < 4 and _is_beginning(raw[problem.start :], encoding):
            return raw[: problem.start].decode(encoding), True
    return raw.decode(encoding, "replace"), False


def _is_beginning(tail: bytes, encoding: str) -> bool:
    """Whether bytes are an unfinished character."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(tail) == ""
    except UnicodeDecodeError:
        return False


def find_encoding(texts: Iterable[bytes], declared: str | None, told: str | None) -> EncodingFound:
    """The encoding of a file's texts: as told, else as declared, else by validity and evidence.

    texts: the raw fields (trailing blanks taken off); declared: what .cpg or the language driver names; told: what
    the user said. A declaration the texts plainly contradict is overruled and marked as not sure. Raises
    ImportRefused for a told name that is not known.
    """
    telling = [raw for raw in islice(texts, _MOST_TEXTS * 10) if not raw.isascii()][:_MOST_TEXTS]
    if told is not None:
        return _told(telling, told)
    name = known_encoding(declared)
    if name is not None:
        return _declared(telling, name, declared or name)
    return _concluded(telling, declared)


def _told(telling: Sequence[bytes], told: str) -> EncodingFound:
    name = known_encoding(told)
    if name is None:
        raise ImportRefused(
            f"不认识编码“{told[:30]}”，可选：{'、'.join(ENCODINGS)}。",
            f"the encoding {told[:30]!r} is not known; choose one of {', '.join(ENCODINGS)}.",
        )
    return EncodingFound(name, True, Reason("由用户指定", "as the user said"), tries(telling, name))


def _declared(telling: Sequence[bytes], name: str, label: str) -> EncodingFound:
    reason = Reason(f"文件声明为 {label[:30]}", f"the file declares {label[:30]}")
    if not telling:
        return EncodingFound(name, True, reason)
    offered = tries(telling, name)
    other = _evident(telling)
    contradicted = offered[0].damaged * 2 > len(telling) or name in _SINGLE_BYTE
    if contradicted and other not in (None, name):
        zh = f"文件声明为 {label[:30]}，但文字只有按 {other} 才通顺"
        en = f"the file declares {label[:30]} but its texts only read well as {other}"
        return EncodingFound(other or name, False, Reason(zh, en), tries(telling, other or name))
    return EncodingFound(name, offered[0].damaged == 0, reason, offered)


def _concluded(telling: Sequence[bytes], declared: str | None) -> EncodingFound:
    if not telling:
        return EncodingFound("utf-8", True, Reason("文字全为 ASCII", "all its text is ASCII"))
    name = _evident(telling) or _least_damaged(telling)
    offered = tries(telling, name)
    if name == "utf-8":
        reason = Reason("文字全部是有效的 UTF-8", "all its text is valid UTF-8")
        return EncodingFound(name, declared is None and offered[0].damaged == 0, reason, offered)
    zh, en = f"没有声明编码，按 {name} 最通顺", f"no encoding is declared; its texts read best as {name}"
    return EncodingFound(name, False, Reason(zh, en), offered)


def _evident(telling: Sequence[bytes]) -> str | None:
    """The encoding the texts themselves prove: valid UTF-8, else frequent Chinese characters; None if neither."""
    if all("�" not in decode_cut(raw, "utf-8")[0] for raw in telling):
        return "utf-8"
    score, name = max((_score(telling, name), name) for name in ("big5", "gb18030"))
    return name if score >= _BELIEVED else None


def _score(telling: Sequence[bytes], encoding: str) -> float:
    frequent = foreign = 0
    for raw in telling[:2_000]:
        found, of = counts_of_evidence(decode_cut(raw, encoding)[0])
        frequent, foreign = frequent + found, foreign + of
    return frequent / max(foreign, 1)


def _least_damaged(telling: Sequence[bytes]) -> str:
    """Where nothing is evident: the widespread encoding that damages least."""
    return min(("gb18030", "cp1252", "big5"), key=lambda name: (_damage(telling, name), name == "gb18030"))


def _damage(telling: Sequence[bytes], encoding: str) -> int:
    if encoding.startswith("utf-16"):
        return sum(len(raw) % 2 or is_garbled(decode_cut(raw, encoding)[0]) for raw in telling)
    return sum(is_garbled(decode_cut(raw, encoding)[0]) for raw in telling)


def tries(telling: Sequence[bytes], used: str) -> tuple[EncodingTry, ...]:
    """The same texts in the encoding used and in the other usual ones, for the user to compare."""
    shown = list(dict.fromkeys(telling))[:_MOST_SAMPLES]
    names = (used, *(name for name in _CHOICE if name != used)) if telling else ()
    return tuple(
        EncodingTry(
            name,
            tuple(decode_cut(raw, name)[0][:_SAMPLE_LENGTH] for raw in shown),
            _damage(telling[:2_000], name),
        )
        for name in names
    )
