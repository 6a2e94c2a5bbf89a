"""The attribute table (.dbf) of a shapefile: fields, typed values, records in blocks."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from .encodings import decode_cut
from .notices import Notices

_HEADER = struct.Struct("<4xIHH17xB2x")
_FIELD_BYTES = 32
_END = 0x0D
_DELETED = ord("*")
_SAMPLE_BLOCKS = 40
_SAMPLE_RECORDS = 500
_MOST_SAMPLES = 20_000
_TRUE, _FALSE = frozenset(b"TtYy"), frozenset(b"FfNn")
# Julian day number of the day before 0001-01-01, where Python's ordinals begin.
_JULIAN_OF_YEAR_1 = 1_721_425
Read = Callable[[bytes], Any]


@dataclass(frozen=True)
class DbfField:
    """A column: its name's bytes, type letter, place and width in a record, number of decimals."""

    name: bytes
    kind: str
    start: int
    width: int
    decimals: int


class BadTableError(ValueError):
    """The file is no usable .dbf."""


class Dbf:
    """An open .dbf; count is what the file really holds where its header says more."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        head = file.read(_FIELD_BYTES)
        if len(head) < _FIELD_BYTES:
            raise BadTableError
        told, self._first, self._width, self.ldid = _HEADER.unpack(head)
        block = file.read(max(self._first - _FIELD_BYTES, 0))
        self.fields = _fields(block, self._width)
        if not self.fields or self._first > size:
            raise BadTableError
        held = (size - self._first) // self._width
        self.count = min(told, held) if told else held

    def rows(self, first: int, number: int) -> NDArray[np.uint8]:
        """The bytes of records first.. as (n, record width); fewer where the table ends."""
        number = max(0, min(number, self.count - first))
        self._file.seek(self._first + first * self._width)
        block = self._file.read(number * self._width)
        whole = len(block) // self._width
        return np.frombuffer(block, np.uint8, whole * self._width).reshape(whole, self._width)

    def raw_texts(self) -> list[bytes]:
        """Field names and distinct non-ASCII texts from all over the table, to tell the encoding by."""
        texts = {field.name for field in self.fields}
        starts = np.linspace(0, max(self.count - _SAMPLE_RECORDS, 0), _SAMPLE_BLOCKS).astype(int)
        for start in np.unique(starts):
            rows = self.rows(int(start), _SAMPLE_RECORDS)
            rows = rows[(rows >= 0x80).any(axis=1)]
            for field in self.fields:
                if field.kind == "C":
                    texts.update(trimmed(raw) for raw in _column(rows, field))
            if len(texts) > _MOST_SAMPLES:
                break
        return sorted(text for text in texts if not text.isascii()) or sorted(texts)

    def values(self, rows: NDArray[np.uint8], encoding: str, notices: Notices) -> Iterator[list[Any]]:
        """The typed values of each read field, in the order of `read_fields`, for rows as `rows` gives them."""
        for field in self.read_fields:
            read = _reader(field, encoding, notices)
            known: dict[bytes, Any] = {}
            out = []
            for raw in _column(rows, field):
                if raw not in known:
                    known[raw] = read(raw)
                out.append(known[raw])
            yield out

    @property
    def read_fields(self) -> tuple[DbfField, ...]:
        """The fields that are read: all but memos, pictures and objects."""
        return tuple(field for field in self.fields if field.kind not in "MGPQ0")

    @staticmethod
    def deleted(rows: NDArray[np.uint8]) -> NDArray[np.bool_]:
        """Which rows are marked as deleted (n,)."""
        return rows[:, 0] == _DELETED


def _fields(block: bytes, width: int) -> tuple[DbfField, ...]:
    fields, start = [], 1
    for at in range(0, len(block) - _FIELD_BYTES + 1, _FIELD_BYTES):
        one = block[at : at + _FIELD_BYTES]
        if one[0] in (_END, 0):
            break
        kind, length = chr(one[11]).upper(), one[16]
        if not kind.isalnum() and kind not in "@+":
            raise BadTableError
        fields.append(DbfField(one[:11].split(b"\0")[0].strip(), kind, start, length, one[17]))
        start += length
    if start > width:
        raise BadTableError
    return tuple(fields)


def _column(rows: NDArray[np.uint8], field: DbfField) -> list[bytes]:
    if not field.width or not len(rows):
        return [b""] * len(rows)
    part = np.ascontiguousarray(rows[:, field.start : field.start + field.width])
    return part.view(f"S{field.width}").ravel().tolist()


def trimmed(raw: bytes) -> bytes:
    """A text's bytes without padding; what follows a NUL is left from an earlier, longer value."""
    return raw.split(b"\0", 1)[0].strip(b" \t\r\n")


def _reader(field: DbfField, encoding: str, notices: Notices) -> Read:
    binary = {"I": _int32, "+": _int32, "O": _double, "T": _moment, "@": _moment}
    if field.kind == "B" and field.width == 8:
        return _double
    if field.kind in binary:
        return binary[field.kind]
    if field.kind in "NF":
        return lambda raw: _number(raw, notices, whole=field.decimals == 0)
    if field.kind == "D":
        return lambda raw: _date(raw, notices)
    if field.kind == "L":
        return _logical
    return lambda raw: _text(raw, encoding, notices)


def _text(raw: bytes, encoding: str, notices: Notices) -> str | None:
    text, was_cut = decode_cut(trimmed(raw), encoding)
    notices.count("text_cut", was_cut)
    return text.strip() or None


def _number(raw: bytes, notices: Notices, *, whole: bool) -> int | float | None:
    """The number of a field; stars (the value did not fit), blanks and NaN are no value."""
    text = trimmed(raw).replace(b",", b".")
    if not text or text.strip(b"*") == b"":
        return None
    try:
        return int(text) if whole and text.lstrip(b"+-").isdigit() else _finite(float(text))
    except ValueError:
        notices.count("number_unreadable")
        return None


def _finite(value: float) -> float | None:
    return value if np.isfinite(value) else None


def _date(raw: bytes, notices: Notices) -> str | None:
    text = trimmed(raw).decode("latin-1")
    if not text.strip("0"):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8])).isoformat()
    except ValueError:
        notices.count("number_unreadable")
        return None


def _logical(raw: bytes) -> bool | None:
    mark = raw[0] if raw else 0
    return True if mark in _TRUE else False if mark in _FALSE else None


def _int32(raw: bytes) -> int:
    return int.from_bytes(raw.ljust(4, b"\0")[:4], "little", signed=True)


def _double(raw: bytes) -> float | None:
    return _finite(struct.unpack("<d", raw.ljust(8, b"\0")[:8])[0])


def _moment(raw: bytes) -> str | None:
    """A FoxPro moment (Julian day and milliseconds) as ISO text without a zone."""
    day, milliseconds = struct.unpack("<ii", raw.ljust(8, b"\0")[:8])
    try:
        moment = datetime.combine(date.fromordinal(day - _JULIAN_OF_YEAR_1), time()) + timedelta(
            milliseconds=milliseconds
        )
    except (ValueError, OverflowError):
        return None
    return moment.isoformat()
