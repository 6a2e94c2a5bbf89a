"""A file and what belongs to it, copied under plain names into the folder of a reading, with its hash."""

import hashlib
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from geodata.errors import ImportRefused

from .contents import ReadOptions

_CHUNK = 1 << 20
_PLAIN_ENDING = re.compile(r"\.[a-z0-9]{1,10}$")
_ADDRESS = re.compile(r"^/?vsi|^[a-z][a-z0-9+.-]+:/|://", re.IGNORECASE)
# What belongs to a shapefile and is read with it.
_SHAPEFILE_PARTS = (".shx", ".dbf", ".prj", ".cpg", ".cst")


@dataclass(frozen=True)
class TakenIn:
    """The copy to read, and the hash and size of the original (all its parts together)."""

    path: Path
    sha256: str
    size: int


def take_in(options: ReadOptions, folder: Path) -> TakenIn:
    """The copy of a file in the folder; raises ImportRefused where it is none, empty, too large or an address."""
    _refuse_address(str(options.path), options.file_name)
    try:
        return _copy_all(options, folder)
    except FileNotFoundError:
        zh = f"找不到文件“{options.path}”，请检查路径。"
        raise ImportRefused(zh, f"there is no file {options.path}; check the path.") from None
    except OSError as problem:
        zh = f"无法读取“{options.path}”：{problem.strerror}。"
        raise ImportRefused(zh, f"cannot read {options.path}: {problem.strerror}.") from None
    except ValueError:
        raise ImportRefused("文件名无效。", "the file's name is not valid.") from None


def _refuse_address(*names: str) -> None:
    for name in names:
        if _ADDRESS.search(name):
            shown = name[:80]
            raise ImportRefused(
                f"“{shown}”是网络地址或虚拟路径，这里只读取本机的普通文件，请先下载。",
                f"{shown} is an address or virtual path; only plain files are read here: download it first.",
            )


def _copy_all(options: ReadOptions, folder: Path) -> TakenIn:
    _check_kind(options.path, options.limits.bytes)
    ending = _PLAIN_ENDING.search(options.file_name.lower())
    target = folder / f"file{ending[0] if ending else ''}"
    digest = hashlib.sha256()
    size = _copy(options.path, target, digest, options.limits.bytes)
    for part in _parts(options.path):
        _check_kind(part, options.limits.bytes)
        size += _copy(part, target.with_suffix(part.suffix.lower()), digest, options.limits.bytes)
    if not target.stat().st_size:
        name = options.file_name
        raise ImportRefused(f"文件“{name}”是空的。", f"the file {name} is empty.")
    return TakenIn(target, digest.hexdigest(), size)


def _check_kind(path: Path, most: int) -> None:
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise ImportRefused(
            f"“{path}”是文件夹，请给出一个文件（文件夹请先压缩成 zip）。",
            f"{path} is a folder; name one file (zip a folder first).",
        )
    if not stat.S_ISREG(found.st_mode):
        raise ImportRefused(f"“{path}”不是普通文件。", f"{path} is no plain file.")
    if found.st_size > most:
        raise ImportRefused(
            f"文件超过 {most / 1024**2:,.0f} MiB 的上限，请拆分后分批导入。",
            f"the file is over the limit of {most / 1024**2:,.0f} MiB; split it and import the parts.",
        )


def _copy(source: Path, target: Path, digest: "hashlib._Hash", most: int) -> int:
    with source.open("rb") as reading, target.open("xb") as writing:
        return _pour(reading, writing, digest, most)


def _pour(reading: BinaryIO, writing: BinaryIO, digest: "hashlib._Hash", most: int) -> int:
    size = 0
    while size <= most and (chunk := reading.read(_CHUNK)):
        digest.update(chunk)
        size += writing.write(chunk)
    return size


def _parts(path: Path) -> list[Path]:
    """What lies beside a .shp under its name, whatever the case of the endings, in a fixed order."""
    if path.suffix.lower() != ".shp":
        return []
    beside: dict[str, Path] = {}
    for other in sorted(path.parent.iterdir()):
        if other.stem.casefold() == path.stem.casefold() and other.suffix.lower() in _SHAPEFILE_PARTS:
            beside.setdefault(other.suffix.lower(), other)
    return [beside[ending] for ending in _SHAPEFILE_PARTS if ending in beside]
