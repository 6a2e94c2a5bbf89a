"""A gzip file's content, inflated within bounds."""

import gzip
import zlib
from pathlib import Path

from geodata.errors import ImportRefused

from .contents import Limits

_CHUNK = 1 << 20
# Below this much, a high ratio is ordinary.
_INNOCENT_BYTES = 64 * 1024**2


def inflate(packed: Path, target: Path, limits: Limits) -> None:
    """Write the content of a gzip file to the target; raises ImportRefused for a bomb or a broken file."""
    most = min(limits.inflated_bytes, max(_INNOCENT_BYTES, limits.ratio * packed.stat().st_size))
    size = 0
    try:
        with gzip.open(packed) as reading, target.open("xb") as writing:
            while chunk := reading.read(_CHUNK):
                size += len(chunk)
                if size > most:
                    raise _bomb(size)
                writing.write(chunk)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise ImportRefused(
            "gzip 文件不完整或已损坏，请重新获取。", "the gzip file is cut short or damaged; fetch it again."
        ) from None


def _bomb(size: int) -> ImportRefused:
    return ImportRefused(
        f"gzip 文件解开后过大或膨胀比例异常（至少 {size / 1024**2:,.0f} MiB），拒绝解压；请拆分。",
        f"unpacked, the gzip file is too large or inflates abnormally (at least {size / 1024**2:,.0f} MiB); split it.",
    )
