"""Whether an .osm.pbf is whole: its blocks are counted through to the end of the file, which its library does not tell.

Each block is four bytes of length, a header (protocol buffer; field 3 is the size of the data) and the data.
Source: the OpenStreetMap wiki's page "PBF Format".
"""

from pathlib import Path
from typing import IO

from geodata.errors import ImportRefused

_MOST_HEADER = 64 * 1024
_MOST_DATA = 32 * 1024**2
_SIZE_FIELD = 3
_VARINT, _BYTES = 0, 2


def check_blocks(path: Path) -> None:
    """Raises ImportRefused where a block is cut or is none."""
    size = path.stat().st_size
    at = 0
    with path.open("rb") as file:
        while at < size:
            end = _block_end(file, at)
            if end is None or end > size:
                raise ImportRefused(
                    f"OpenStreetMap 文件在第 {at:,} 字节处不完整或已损坏，请重新下载。",
                    f"the OpenStreetMap file is cut or damaged at byte {at:,}; download it again.",
                )
            at = end


def _block_end(file: IO[bytes], at: int) -> int | None:
    """Where the block at a place ends; None where there is no block."""
    file.seek(at)
    length = int.from_bytes(file.read(4), "big")
    header = file.read(length) if 0 < length <= _MOST_HEADER else b""
    data = _data_size(header) if len(header) == length else None
    return at + 4 + length + data if data is not None and data <= _MOST_DATA else None


def _data_size(header: bytes) -> int | None:
    at, size = 0, None
    while at < len(header):
        key, at = _number(header, at)
        value, at = _number(header, at)
        if key & 7 == _BYTES:
            at += value
        elif key & 7 != _VARINT:
            return None
        elif key >> 3 == _SIZE_FIELD:
            size = value
    return size


def _number(header: bytes, at: int) -> tuple[int, int]:
    """A variable-length number and where it ends."""
    value = shift = 0
    while at < len(header):
        byte = header[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            break
    return value, at
