"""From a path to checked bytes and text: digest, unpacking, foreign files, encoding."""

import codecs
import gzip
import hashlib
import io
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from geodata.errors import ImportRefused

ENCODINGS = ("utf-8", "gb18030", "gbk", "big5", "utf-16", "utf-16-le", "utf-16-be", "latin-1")
MOST_BYTES = 2 * 1024**3
_CHUNK = 1 << 20
_KEPT_IN_MEMORY = 64 << 20
_GZIP = b"\x1f\x8b"
# What files that are no text begin with.
_FOREIGN = (
    (b"\x89PNG", "PNG 图片", "a PNG picture"),
    (b"\xff\xd8\xff", "JPEG 图片", "a JPEG picture"),
    (b"%PDF", "PDF 文件", "a PDF"),
    (b"PK\x03\x04", "ZIP 压缩包或 Excel（xlsx）文件", "a ZIP archive or Excel (xlsx) file"),
    (b"PK\x05\x06", "空的 ZIP 压缩包", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "旧版 Excel（xls）文件", "an old Excel (xls) file"),
    (b"SQLite format 3", "GeoPackage/SQLite 文件", "a GeoPackage/SQLite file"),
    (b"\x00\x00\x27\x0a", "Shapefile", "a shapefile"),
    (b"Rar!", "RAR 压缩包", "a RAR archive"),
    (b"7z\xbc\xaf", "7z 压缩包", "a 7z archive"),
    (b"BZh", "bzip2 压缩文件", "a bzip2 file"),
    (b"\xfd7zXZ", "xz 压缩文件", "an xz file"),
)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True)
class Source:
    """A file that was read whole and unpacked: sha256 is the file's own, body its unpacked content."""

    name: str
    sha256: str
    size: int
    body: BinaryIO


@dataclass(frozen=True)
class Text:
    """A source's text: a stream of lines, the encoding used and whether that was found out by trying."""

    lines: io.TextIOWrapper
    encoding: str
    guessed: bool


def read_source(path: Path, most_bytes: int = MOST_BYTES) -> Source:
    """The content of a file, unpacked when it is gzip; raises ImportRefused for anything that is no text."""
    try:
        source = _unpack(path, most_bytes)
    except FileNotFoundError:
        raise ImportRefused(
            f"找不到文件“{path}”，请检查路径。", f"there is no file {path}; check the path."
        ) from None
    except IsADirectoryError:
        raise ImportRefused(
            f"“{path}”是文件夹，请给出一个文件。", f"{path} is a folder; name one file."
        ) from None
    except (EOFError, zlib.error, gzip.BadGzipFile) as problem:
        raise ImportRefused(
            f"压缩文件“{path.name}”不完整或已损坏（{problem}），请重新获取。",
            f"the gzip file {path.name} is cut short or damaged ({problem}); fetch it again.",
        ) from None
    except OSError as problem:
        raise ImportRefused(
            f"无法读取“{path}”：{problem.strerror}。", f"cannot read {path}: {problem.strerror}."
        ) from None
    _refuse_foreign(path.name, source.body)
    return source


def _unpack(path: Path, most_bytes: int) -> Source:
    # The body lives as long as the import; it goes with the process at the latest.
    body: BinaryIO = tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY)  # type: ignore[assignment]  # noqa: SIM115
    with path.open("rb") as raw:
        digest = hashlib.file_digest(raw, "sha256").hexdigest()
        size = raw.tell()
        raw.seek(0)
        packed = raw.read(2) == _GZIP
        raw.seek(0)
        if packed:
            with gzip.open(raw) as stream:
                _copy(stream, body, most_bytes)  # type: ignore[arg-type]
        else:
            _copy(raw, body, most_bytes)
    return Source(path.name.encode("utf-8", "replace").decode(), digest, size, body)


def _copy(stream: BinaryIO, body: BinaryIO, most_bytes: int) -> None:
    """Write a stream into the body; raises ImportRefused once it is larger than an import may be."""
    written = 0
    while chunk := stream.read(_CHUNK):
        written += len(chunk)
        if written > most_bytes:
            limit = f"{most_bytes / 1024**2:,.0f} MiB"
            raise ImportRefused(
                f"解压后超过 {limit} 的上限，请拆分后分批导入。",
                f"the unpacked file is over the limit of {limit}; split it and import the parts.",
            )
        body.write(chunk)


def _refuse_foreign(name: str, body: BinaryIO) -> None:
    body.seek(0)
    start = body.read(16)
    body.seek(0)
    if not start:
        raise ImportRefused(f"文件“{name}”是空的。", f"the file {name} is empty.")
    for magic, zh, en in _FOREIGN:
        if start.startswith(magic):
            raise ImportRefused(
                f"“{name}”是{zh}，这里需要 GeoJSON 或 CSV（可用 gzip 压缩）。",
                f"{name} is {en}; a GeoJSON or CSV file (gzip allowed) is needed here.",
            )


def open_text(source: Source, encoding: str | None = None) -> Text:
    """The text of a source, by the encoding told or by BOM, UTF-8 or GB18030, whichever fits the whole file."""
    chosen = encoding or _encoding_of(source)
    if not _decodes(source, chosen):
        raise ImportRefused(
            f"“{source.name}”不是 {chosen} 编码的文本，请用 --encoding 指定（可选：{'、'.join(ENCODINGS)}）。",
            f"{source.name} is not {chosen} text; name its --encoding (one of {', '.join(ENCODINGS)}).",
        )
    source.body.seek(0)
    lines = io.TextIOWrapper(source.body, encoding=_without_mark(chosen), newline="")
    return Text(lines, chosen, encoding is None and chosen == "gb18030")


def _without_mark(encoding: str) -> str:
    return "utf-8-sig" if encoding == "utf-8" else encoding


def _encoding_of(source: Source) -> str:
    """The encoding by byte order mark, else the first of UTF-8 and GB18030 that fits."""
    source.body.seek(0)
    start = source.body.read(4)
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            return encoding
    return "utf-8" if _decodes(source, "utf-8") else "gb18030"


def _decodes(source: Source, encoding: str) -> bool:
    """Whether the whole source is text of this encoding; raises ImportRefused where the text holds a NUL."""
    decoder = codecs.getincrementaldecoder(encoding)()
    source.body.seek(0)
    before = 0
    try:
        while chunk := source.body.read(_CHUNK):
            text = decoder.decode(chunk)
            if (at := text.find("\0")) >= 0:
                raise _nul_found(source.name, before + at + 1)
            before += len(text)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _nul_found(name: str, position: int) -> ImportRefused:
    return ImportRefused(
        f"“{name}”第 {position} 个字符是 NUL：文件已损坏、不是文本，"
        "或是没有标记的 UTF-16（请用 --encoding utf-16-le 或 utf-16-be）。",
        f"character {position} of {name} is NUL: damaged, no text, or UTF-16 without a mark "
        "(then name --encoding utf-16-le or utf-16-be).",
    )
