"""A zip archive as plain files in a folder: bounded, without links or ways out, under safe names."""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from geodata.errors import ImportRefused

from .archive_names import checked_path, is_system_file, member_name
from .contents import Limits

_CHUNK = 1 << 18
# Below this much in all, a high ratio is ordinary: tables are mostly blanks.
_INNOCENT_BYTES = 64 * 1024**2
_PLAIN_ENDING = re.compile(r"\.[a-z0-9]{1,10}$")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.]{0,80}")
_PACKED_ENDINGS = (".zip", ".kmz", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".shz")
_PACKED_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_WORKBOOKS = (".xlsx", ".xlsm", ".docx", ".pptx", ".ods")
_GEODATABASE = ".gdb"
# What zipfile raises where an archive is cut short or damaged …
DAMAGED_ZIP = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, struct.error,
)  # fmt: skip
# … and where its method of compression or encryption is none that zipfile knows.
UNKNOWN_METHOD = RuntimeError


@dataclass(frozen=True)
class Member:
    """An unpacked member: where it lies now and the path it has in the archive."""

    path: Path
    original: PurePosixPath


def unpack(archive: Path, folder: Path, limits: Limits) -> list[Member]:
    """The archive's files, unpacked into the folder; raises ImportRefused for a hostile or broken archive."""
    try:
        with zipfile.ZipFile(archive) as opened:
            return _unpack(opened, folder, limits)
    except DAMAGED_ZIP as problem:
        if isinstance(problem, OSError) and problem.errno:
            raise
        raise _damaged() from None
    except UNKNOWN_METHOD:
        raise ImportRefused(
            "压缩包使用了不支持的压缩或加密方式，请用普通 zip 重新打包。",
            "the archive uses a compression or encryption that is not supported; pack it as a plain zip.",
        ) from None


def _unpack(opened: zipfile.ZipFile, folder: Path, limits: Limits) -> list[Member]:
    infos = opened.infolist()
    check_directory(infos, limits)
    named = [(info, checked_path(member_name(info))) for info in infos if not info.is_dir()]
    named = [(info, path) for info, path in named if not is_system_file(str(path))]
    _check_twins([path for _, path in named])
    if not named:
        raise ImportRefused("压缩包是空的。", "the archive is empty.")
    places = _safe_places([path for _, path in named], folder)
    room = limits.inflated_bytes
    members: list[Member] = []
    for (info, original), place in zip(named, places, strict=True):
        place.parent.mkdir(parents=True, exist_ok=True)
        with opened.open(info) as reading, place.open("xb") as writing:
            room -= _pour(reading, writing, original, min(room, info.file_size))  # type: ignore[arg-type]
        members.append(Member(place, original))
    return members


def check_directory(infos: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    """Raise ImportRefused where an archive's directory alone shows that it is not to be unpacked."""
    if len(infos) > limits.members:
        raise ImportRefused(
            f"压缩包有 {len(infos):,} 个成员，上限为 {limits.members:,}；请只打包需要的文件。",
            f"the archive has {len(infos):,} members, the limit is {limits.members:,}; pack only what is needed.",
        )
    for info in infos:
        _check_member(info)
    inflated = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if inflated > limits.inflated_bytes or inflated > max(_INNOCENT_BYTES, limits.ratio * packed):
        raise _bomb(inflated)


def _check_member(info: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise ImportRefused(
            f"压缩包成员“{info.filename[:80]}”是链接或特殊文件，拒绝整个压缩包；请打包文件本身。",
            f"the archive member {info.filename[:80]!r} is a link or special file; pack the file itself.",
        )
    if info.flag_bits & 1:
        raise ImportRefused(
            "压缩包设有密码，请去掉密码后重新打包。", "the archive is encrypted; pack it without a password."
        )


def _check_twins(paths: Sequence[PurePosixPath]) -> None:
    seen: dict[str, PurePosixPath] = {}
    for path in paths:
        other = seen.setdefault(str(path).casefold(), path)
        if other is not path:
            raise ImportRefused(
                f"压缩包里有两个同名成员：“{other}”和“{path}”，分不清该用哪个；请重新打包。",
                f"the archive has two members of one name, {other} and {path}; pack only one of them.",
            )


def _safe_places(paths: Sequence[PurePosixPath], folder: Path) -> list[Path]:
    """Where each member goes: one plain stem per original stem, so that what belongs together stays together."""
    stems: dict[str, str] = {}
    places = []
    for path in paths:
        base = next((one for one in path.parents if one.suffix.lower() == _GEODATABASE), None)
        if base is not None and _PLAIN_NAME.fullmatch(path.name):
            stem = stems.setdefault(str(base).casefold(), f"d{len(stems):04d}")
            places.append(folder / f"{stem}{_GEODATABASE}" / path.name)
            continue
        ending = _PLAIN_ENDING.search(path.name.lower())
        whole = str(path)[: -len(ending[0])] if ending else str(path)
        stem = stems.setdefault(whole.casefold(), f"d{len(stems):04d}")
        places.append(folder / f"{stem}{ending[0] if ending else ''}")
    return places


def _pour(reading: BinaryIO, writing: BinaryIO, name: PurePosixPath, most: int) -> int:
    """Copy a member, never more than its directory entry says; raises ImportRefused for archives inside."""
    size = 0
    while chunk := reading.read(_CHUNK):
        if not size and _is_packed(name, chunk):
            raise ImportRefused(
                f"压缩包里还有压缩包“{name}”，请先解开，再直接打包数据文件。",
                f"the archive holds another archive, {name}; unpack that and pack the data files themselves.",
            )
        size += len(chunk)
        if size > most:
            raise _bomb(size)
        writing.write(chunk)
    return size


def _is_packed(name: PurePosixPath, start: bytes) -> bool:
    ending = name.suffix.lower()
    if ending in _WORKBOOKS:
        return False
    return ending in _PACKED_ENDINGS or start.startswith(_PACKED_STARTS)


def _bomb(size: int) -> ImportRefused:
    return ImportRefused(
        f"压缩包解开后过大或膨胀比例异常（至少 {size / 1024**2:,.0f} MiB），拒绝解压；请拆分或重新打包。",
        f"unpacked, the archive is too large or inflates abnormally (at least {size / 1024**2:,.0f} MiB); "
        "split it or pack it anew.",
    )


def _damaged() -> ImportRefused:
    return ImportRefused(
        "压缩包不完整或已损坏，请重新获取。", "the archive is cut short or damaged; fetch it again."
    )
