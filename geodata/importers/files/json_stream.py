"""JSON documents of any size, walked member by member and feature by feature."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from geodata.errors import ImportRefused

_CHUNK = 1 << 20
# Characters of one feature or member; a polygon of a million vertices takes about 40 million.
_LONGEST_VALUE = 384 << 20
# A token that is cut at the end of what was read so far reaches back at most so far.
_LONGEST_TOKEN = 40
_MARKS = " \t\r\n\x1e\ufeff"


@dataclass(frozen=True)
class Piece:
    """A part of a document: an element of its `features` (key None), or another member with its value.

    document counts from 0; the members of later documents come as one piece each (key "").
    """

    document: int
    key: str | None
    value: Any


class JsonStream:
    """A JSON text read piece by piece, never holding more than one piece."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._buffer = ""
        self._position = 0
        self._before = 0
        self._ended = False
        self._decoder = json.JSONDecoder(strict=False)

    def pieces(self) -> Iterator[Piece]:
        """Every piece in order; raises ImportRefused where the text is no JSON, cut short or nested too deep."""
        if self._next() == "{":
            yield from self._members()
        else:
            yield Piece(0, "", self._value())
        document = 1
        while self._next():
            yield Piece(document, "", self._value())
            document += 1

    def _members(self) -> Iterator[Piece]:
        self._take("{")
        if self._next() == "}":
            return self._take("}")
        while True:
            key = self._key()
            self._take(":")
            if key == "features" and self._next() == "[":
                yield from self._elements()
            else:
                yield Piece(0, key, self._value())
            if not self._goes_on("}"):
                return None

    def _key(self) -> str:
        if self._next() != '"':
            raise self._wrong("这里应有带引号的键名", "a quoted key is expected")
        key = self._value()
        assert isinstance(key, str)
        return key

    def _elements(self) -> Iterator[Piece]:
        self._take("[")
        yield Piece(0, "features", [])
        if self._next() == "]":
            return self._take("]")
        while True:
            yield Piece(0, None, self._value())
            if not self._goes_on("]"):
                return None

    def _goes_on(self, end: str) -> bool:
        """Whether a comma follows; False once the end was taken."""
        if self._next() == ",":
            self._take(",")
            return True
        self._take(end)
        return False

    def _next(self) -> str:
        """The next character that is no blank, '' at the end; it stays to be taken."""
        while True:
            while self._position < len(self._buffer):
                character = self._buffer[self._position]
                if character not in _MARKS:
                    return character
                self._position += 1
            if self._ended:
                return ""
            self._more()

    def _take(self, character: str) -> None:
        found = self._next()
        if found != character:
            raise self._wrong(f"这里应为 {character}，却是 {found}", f"{character} is expected, not {found}")
        self._position += 1

    def _value(self) -> Any:
        if not self._next():
            raise self._wrong("内容到此为止", "the text ends here")
        while True:
            found = self._decoded()
            # A number at the very end of what was read may go on.
            if found is not None and (found[1] < len(self._buffer) or self._ended):
                self._position = found[1]
                return found[0]
            self._more()

    def _decoded(self) -> tuple[Any, int] | None:
        """The value that begins here and where it ends; None where it may go on in what was not read yet."""
        try:
            return self._decoder.raw_decode(self._buffer, self._position)
        except json.JSONDecodeError as problem:
            if self._may_be_cut(problem):
                return None
            self._position = min(problem.pos, len(self._buffer))
            raise self._wrong(problem.msg, problem.msg) from None
        except RecursionError:
            raise ImportRefused(
                "JSON 嵌套过深，不是 GeoJSON。", "the JSON is nested too deep for GeoJSON."
            ) from None
        except ValueError:
            raise self._wrong("数字过长", "a number is too long") from None

    def _may_be_cut(self, problem: json.JSONDecodeError) -> bool:
        """Whether the text may only be unfinished here because the rest has not been read yet."""
        at_end = problem.pos >= len(self._buffer) - _LONGEST_TOKEN
        return not self._ended and (at_end or problem.msg.startswith("Unterminated string"))

    def _more(self) -> None:
        held = len(self._buffer) - self._position
        if held > _LONGEST_VALUE:
            raise ImportRefused(
                "单个要素超过 384 MiB，请检查文件。", "a single feature is over 384 MiB; check the file."
            )
        # A value that was not whole is decoded again from its beginning: reading on in leaps keeps that rare.
        chunk = self._stream.read(max(_CHUNK, 3 * held))
        self._before += self._position
        self._buffer = self._buffer[self._position :] + chunk
        self._position = 0
        self._ended = not chunk

    def _wrong(self, zh: str, en: str) -> ImportRefused:
        place = self._before + self._position + 1
        if self._ended and not self._buffer[self._position :].strip(_MARKS):
            return ImportRefused(
                f"JSON 不完整，在第 {place} 个字符处中断，请重新获取文件。",
                f"the JSON is cut short at character {place}; fetch the file again.",
            )
        return ImportRefused(
            f"不是有效的 JSON（第 {place} 个字符：{zh}），这里需要 GeoJSON。",
            f"no JSON (character {place}: {en}); GeoJSON is needed here.",
        )
