"""Names inside archives: decoded as their writers meant them, and refused where they lead outside."""

import re
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

from geodata.errors import ImportRefused

from .chinese_text import share_of_frequent

_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075
_DRIVE = re.compile(r"^[A-Za-z]:")
_LONGEST_NAME = 400
_SYSTEM_FILES = re.compile(r"(^|/)(__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


def member_name(info: zipfile.ZipInfo) -> str:
    """The member's path as people know it: UTF-8 where marked, else UTF-8, GB18030 or Big5 by what decodes."""
    if info.flag_bits & _UTF8_FLAG:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437", "replace")
    if raw.isascii():
        return info.orig_filename
    return _unicode_path(info.extra, raw) or _decoded(raw)


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    readings = [(name, raw.decode(name, "replace")) for name in ("gb18030", "big5")]
    whole = [text for _, text in readings if "�" not in text]
    return max(whole, key=share_of_frequent, default=raw.decode("cp437"))


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The UTF-8 name of the extra field some packers write, where it belongs to this name."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        body, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == _UNICODE_PATH and body[:5] == struct.pack("<BI", 1, zlib.crc32(raw)):
            return body[5:].decode("utf-8", "replace")
    return None


def checked_path(name: str) -> PurePosixPath:
    """The member's path inside the archive; raises ImportRefused for one that leads outside or is no plain name."""
    path = name.replace("\\", "/")
    if path.startswith("/") or _DRIVE.match(path) or ".." in path.split("/"):
        raise ImportRefused(
            f"压缩包成员“{name[:80]}”指向包外（绝对路径或 ..），拒绝整个压缩包；请重新打包。",
            f"the archive member {name[:80]!r} leads outside (absolute or ..), so the archive is refused; pack it anew.",
        )
    if "://" in path or len(path) > _LONGEST_NAME or any(ord(one) < 32 for one in path):
        raise ImportRefused(
            f"压缩包成员名“{name[:80]!r}”无效（含控制字符、网址或过长），请重新打包。",
            f"the archive member name {name[:80]!r} is not valid (control characters, an address or too long).",
        )
    return PurePosixPath(path)


def is_system_file(name: str) -> bool:
    """Whether the member is what an operating system leaves behind."""
    return _SYSTEM_FILES.search(name.replace("\\", "/")) is not None
