"""A text file as a stream of decoded text, its encoding found over the whole file."""

import codecs
import io
from dataclasses import dataclass
from pathlib import Path

from geodata.errors import ImportRefused
from geodata.importers.report import Problem, Severity

from .contents import EncodingFound, ReadOptions, Reason
from .encodings import find_encoding, known_encoding, tries, utf16_without_mark

_CHUNK = 1 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Lines beyond ASCII that are looked at where the file is not UTF-8.
_MOST_LINES = 5_000
_LONGEST_LINE = 4_000
# Among the lines looked at, this share may be damaged before a told encoding counts as wrong.
_TOLERATED_DAMAGE = 0.02


@dataclass(frozen=True)
class TextFile:
    """A text: where it begins after its byte order mark, and what was found out about its encoding."""

    path: Path
    encoding: EncodingFound
    mark: int
    problems: tuple[Problem, ...]

    def open(self) -> io.TextIOWrapper:
        """A stream of the text, line ends as they are; bytes that are no text become U+FFFD."""
        raw = self.path.open("rb")
        raw.seek(self.mark)
        return io.TextIOWrapper(raw, encoding=self.encoding.name, errors="replace", newline="")


def open_text(options: ReadOptions) -> TextFile:
    """The text file of these options; raises ImportRefused where it is no text of the encoding told."""
    with options.path.open("rb") as file:
        start = file.read(65_536)
    mark, marked = next(((len(m), name) for m, name in _MARKS if start.startswith(m)), (0, None))
    if marked is not None and options.encoding is None:
        reason = Reason("文件开头有字节顺序标记", "the file begins with a byte order mark")
        return TextFile(options.path, EncodingFound(marked, True, reason), mark, ())
    found = _found(options, start, mark)
    _refuse_zeros(options, found.name, mark)
    return TextFile(options.path, found, mark, tuple(_doubts(found)))


def _found(options: ReadOptions, start: bytes, mark: int) -> EncodingFound:
    told = None if options.encoding is None else known_encoding(options.encoding)
    if told is not None:
        return _checked(options, told.replace("utf-16", "utf-16-le") if told == "utf-16" else told, mark)
    if options.encoding is None:
        wide = utf16_without_mark(start)
        if wide is not None:
            reason = Reason(
                f"没有标记，但内容像 {wide.upper()}",
                f"there is no mark but its bytes are those of {wide.upper()}",
            )
            return EncodingFound(wide, False, reason)
        if _decodes(options.path, "utf-8"):
            return find_encoding(_lines(options.path), None, None)
    return find_encoding(_lines(options.path), None, options.encoding)


def _checked(options: ReadOptions, told: str, mark: int) -> EncodingFound:
    """The encoding told, unless the file is plainly not of it."""
    found = EncodingFound(told, True, Reason("由用户指定", "as the user said"))
    if _decodes(options.path, told, mark):
        return found
    lines = _lines(options.path)
    offered = tries(lines, told)
    if told.startswith("utf-16") or not lines or offered[0].damaged > _TOLERATED_DAMAGE * len(lines[:2_000]):
        raise ImportRefused(
            f"“{options.file_name}”不是 {told} 编码的文本，请改选编码或交给系统判断。",
            f"{options.file_name} is not {told} text; choose another encoding or leave it to detection.",
        )
    return EncodingFound(told, False, found.reason, offered)


def _decodes(path: Path, encoding: str, mark: int = 0) -> bool:
    """Whether the whole file is valid in this encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            file.seek(mark)
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _lines(path: Path) -> list[bytes]:
    """The first lines that are not plain ASCII."""
    found: list[bytes] = []
    with path.open("rb") as file:
        while len(found) < _MOST_LINES and (line := file.readline(1 << 24)):
            if not line.isascii():
                found.append(_around_first(line.rstrip()))
    return found


def _around_first(line: bytes) -> bytes:
    """A bearable piece of a line with its first characters beyond ASCII, begun at a whole character."""
    at = next(place for place, one in enumerate(line) if one > 127)
    return line[max(at - 100, 0) :][:_LONGEST_LINE]


def _refuse_zeros(options: ReadOptions, encoding: str, mark: int) -> None:
    """Raise ImportRefused where a text of single bytes holds zero bytes."""
    if encoding.startswith("utf-16"):
        return
    position = mark
    with options.path.open("rb") as file:
        file.seek(mark)
        while chunk := file.read(_CHUNK):
            if (at := chunk.find(0)) >= 0:
                raise ImportRefused(
                    f"“{options.file_name}”第 {position + at + 1} 个字节是 NUL：文件已损坏、不是文本，"
                    "或是没有标记的 UTF-16（请指定编码 utf-16-le 或 utf-16-be）。",
                    f"byte {position + at + 1} of {options.file_name} is NUL: damaged, no text, or UTF-16 without a "
                    "mark (then name the encoding utf-16-le or utf-16-be).",
                )
            position += len(chunk)


def _doubts(found: EncodingFound) -> list[Problem]:
    if found.sure:
        return []
    return [
        Problem(
            "encoding_guessed",
            f"编码按 {found.name} 读取（{found.reason.zh}），请核对文字",
            f"read as {found.name} ({found.reason.en}); check the texts",
            severity=Severity.NOTICE,
        )
    ]
