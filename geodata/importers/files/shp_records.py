"""Where the records of a .shp lie, found by walking the file itself; the .shx only helps where the walk is lost.

Row i of the result is record i+1 of the file; a record that could not be found has length -1, so that the rows
after it keep their attributes.
"""

import struct
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from .notices import Notices

HEADER_BYTES = 100
KINDS = frozenset((0, 1, 3, 5, 8, 11, 13, 15, 18, 21, 23, 25, 28, 31))
_HEAD = struct.Struct(">ii")
_COUNTS = struct.Struct("<ii")
# Mostly the next record is near; only a long gap is searched further.
_SEARCHED_BYTES = (1 << 14, 1 << 20, 32 << 20)
_ENTRIES_TRIED = 1_000
_NUMBERS_TRIED = 4
LOST = -1


@dataclass(frozen=True)
class Places:
    """Byte offset and length of each record's content, both (n,); length LOST where there is none."""

    offset: NDArray[np.int64]
    length: NDArray[np.int64]


def find_records(file: BinaryIO, size: int, shx: bytes | None, notices: Notices) -> Places:
    """The places of all records of a .shp of `size` bytes; shx: the index file's content, if there is one."""
    index = _index(shx)
    walk = _Walk(file, size, index)
    walk.go()
    notices.count("record_length", walk.lies)
    found = Places(np.array(walk.offset, np.int64), np.array(walk.length, np.int64))
    if index is None:
        notices.count("no_shx")
        return found
    if np.array_equal(index.offset, found.offset) and np.array_equal(index.length, found.length):
        return found
    if not walk.was_lost and len(index.offset) >= len(found.offset) and walk.verifies(index):
        return index
    notices.count("shx_wrong")
    return found


def _index(shx: bytes | None) -> Places | None:
    """The places an index file tells, unproven."""
    if shx is None:
        return None
    whole = (len(shx) - HEADER_BYTES) // 8 * 8
    words = np.frombuffer(shx[HEADER_BYTES : HEADER_BYTES + max(whole, 0)], ">i4").astype(np.int64)
    pairs = words.reshape(-1, 2) * 2
    return Places(pairs[:, 0] + 8, pairs[:, 1])


class _Walk:
    """One way through a file from record to record; was_lost is set where bytes had to be skipped."""

    def __init__(self, file: BinaryIO, size: int, index: Places | None) -> None:
        self.file, self.size, self.index = file, size, index
        self.offset: list[int] = []
        self.length: list[int] = []
        self.lies = 0
        self.was_lost = False

    def go(self) -> None:
        """Walk to the end of the file."""
        at = HEADER_BYTES
        while at is not None and at + 12 <= self.size:
            at = self._step(at)

    def _head(self, at: int) -> tuple[int, int, int] | None:
        """Number, content length in bytes and kind of the record at a place; None where there can be none."""
        self.file.seek(at)
        head = self.file.read(12)
        if len(head) < 12:
            return None
        number, words = _HEAD.unpack_from(head)
        kind = int.from_bytes(head[8:12], "little", signed=True)
        return (number, words * 2, kind) if kind in KINDS and words >= 2 else None

    def _fits(self, end: int) -> bool:
        """Whether a record may end here: at the end of the file or before another record that fits."""
        if end >= self.size - 11:
            return end <= self.size
        head = self._head(end)
        return head is not None and end + 8 + head[1] <= self.size

    def _step(self, at: int) -> int | None:
        head = self._head(at)
        if head is None:
            return self._lost(at, at + 4)
        end = at + 8 + head[1]
        if self._fits(end):
            return self._keep(at, head[1])
        true_length = self._needed(at, head[2])
        if true_length is not None and true_length != head[1] and self._fits(at + 8 + true_length):
            self.lies += 1
            return self._keep(at, true_length)
        if end <= self.size:
            return self._keep(at, head[1])
        return self._lost(at, at + 12)

    def _keep(self, at: int, length: int) -> int:
        self.offset.append(at + 8)
        self.length.append(length)
        return at + 8 + length

    def _needed(self, at: int, kind: int) -> int | None:
        """How long the content must be by its own counts, without heights; None for kinds without counts."""
        if kind % 10 in (3, 5):
            self.file.seek(at + 8 + 36)
            counts = self.file.read(8)
            parts, points = _COUNTS.unpack(counts) if len(counts) == 8 else (-1, -1)
            return 44 + 4 * parts + 16 * points if parts >= 0 and points >= 0 else None
        return 20 if kind == 1 else None

    def _lost(self, at: int, search_from: int) -> int | None:
        """The next place where a record is found; the ones between are noted as lost."""
        self.was_lost = True
        expected = len(self.offset) + 1
        place = self._next_by_index(at, expected) or self._next_by_number(search_from, expected)
        number, found = place or (expected + 1, None)
        self.offset.extend([at] * (number - expected))
        self.length.extend([LOST] * (number - expected))
        return found

    def _next_by_index(self, at: int, expected: int) -> tuple[int, int] | None:
        if self.index is None:
            return None
        for row in range(expected - 1, min(len(self.index.offset), expected - 1 + _ENTRIES_TRIED)):
            place = int(self.index.offset[row]) - 8
            head = self._head(place) if at < place <= self.size - 12 else None
            if head is not None and head[0] == row + 1:
                return row + 1, place
        return None

    def _next_by_number(self, start: int, expected: int) -> tuple[int, int] | None:
        """Search the bytes for the header of one of the next records, followed by another header or the end."""
        for searched in _SEARCHED_BYTES:
            self.file.seek(start)
            block = self.file.read(searched)
            for number in range(expected, expected + _NUMBERS_TRIED):
                place = self._header_in(block, start, number)
                if place is not None:
                    return number, place
            if len(block) < searched:
                break
        return None

    def _header_in(self, block: bytes, start: int, number: int) -> int | None:
        """The place of a record's header in a block read from start."""
        mark, place = number.to_bytes(4, "big"), -1
        while (place := block.find(mark, place + 1)) >= 0:
            head = self._head(start + place)
            if head is not None and self._fits(start + place + 8 + head[1]):
                return start + place
        return None

    def verifies(self, index: Places) -> bool:
        """Whether every entry of an index leads to the record of its number and length."""
        for row, (offset, length) in enumerate(zip(index.offset, index.length, strict=True)):
            head = self._head(int(offset) - 8) if offset >= HEADER_BYTES + 8 else None
            if head is None or head[:2] != (row + 1, length):
                return False
        return True
