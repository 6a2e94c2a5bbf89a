"""Batches as files: JSON for values and problems, WKB with lengths for geometry; what is loaded is checked."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.errors import ImportRefused
from geodata.importers.report import Problem, Severity

from .batch import Batch

BATCH_RECORDS = 10_000
# A batch is parsed in memory; a reading process that writes more than this is not believed.
MOST_BATCH_BYTES = 1024**3
_LONGEST_MESSAGE = 2_000
_NO_GEOMETRY = -1
_PLAIN = (str, int, float, bool)


@dataclass(frozen=True)
class Stored:
    """What storing a batch came to: bytes written, and texts that had to be cleaned to be storable."""

    bytes: int
    cleaned: int = 0


def store_batch(batch: Batch, folder: Path, number: int) -> Stored:
    """Write a batch: its values, rows and problems as JSON and its geometry beside it."""
    told = {
        "row": np.asarray(batch.row).tolist(),
        "read": batch.read,
        "values": batch.values,
        "problems": [problem_to_json(problem) for problem in batch.problems],
        "geometry": batch.geometry is not None,
    }
    text, cleaned = _as_json(told)
    _values_path(folder, number).write_bytes(text)
    size = 0 if batch.geometry is None else _store_geometry(batch.geometry, folder, number)
    return Stored(len(text) + size, cleaned)


def _as_json(told: dict[str, Any]) -> tuple[bytes, int]:
    """JSON without zero characters and lone surrogates, which no database takes, and how many texts had them."""
    text = _dumps(told)
    if "\\u0000" not in text:
        try:
            return text.encode(), 0
        except UnicodeEncodeError:
            pass
    cleaned = 0
    values: dict[str, list[Any]] = {}
    for name, column in told["values"].items():
        clean = [plain(one) if isinstance(one, str) else one for one in column]
        cleaned += sum(new != old for new, old in zip(clean, column, strict=True))
        values[plain(name)] = clean
    problems = [[plain(one) if isinstance(one, str) else one for one in told] for told in told["problems"]]
    return _dumps(told | {"values": values, "problems": problems}).encode(), cleaned


def _dumps(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def plain(text: str) -> str:
    """The text without zero characters, its lone surrogates replaced by U+FFFD."""
    return text.replace("\0", "").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _store_geometry(geometry: NDArray[np.object_], folder: Path, number: int) -> int:
    written = shapely.to_wkb(np.asarray(geometry, dtype=object), output_dimension=2)
    lengths = np.array([_NO_GEOMETRY if one is None else len(one) for one in written], dtype="<i4")
    with _geometry_path(folder, number).open("wb") as file:
        file.write(lengths.tobytes())
        file.writelines(one for one in written if one is not None)
        return file.tell()


def load_batches(folder: Path) -> Iterator[Batch]:
    """The stored batches in order; raises ImportRefused where one is not what a reading process writes."""
    # The folder is held to the end: a temporary one is removed once nobody holds it.
    number = 0
    while (path := _values_path(folder, number)).is_file():
        try:
            yield _load_batch(path, folder, number)
        except (
            OSError,
            ValueError,
            TypeError,
            KeyError,
            OverflowError,
            RecursionError,
            shapely.GEOSException,
        ):
            raise ImportRefused(
                f"读取结果的第 {number + 1} 批已损坏，请重新读取文件。",
                f"part {number + 1} of what was read is damaged; read the file again.",
            ) from None
        number += 1


def _load_batch(path: Path, folder: Path, number: int) -> Batch:
    told = load_json(path, MOST_BATCH_BYTES)
    row = np.array([count_of(one) for one in told["row"]], dtype=np.int64)
    values = {text_of(name): _column(column, len(row)) for name, column in told["values"].items()}
    geometry = _load_geometry(_geometry_path(folder, number), len(row)) if told["geometry"] else None
    problems = [problem_from_json(one) for one in told["problems"]]
    return Batch(row, values, geometry, problems, count_of(told["read"]))


def _column(column: Any, length: int) -> list[Any]:
    if not isinstance(column, list) or len(column) != length:
        raise ValueError("a column of another length")
    if any(one is not None and not isinstance(one, _PLAIN) for one in column):
        raise ValueError("a value that is no plain value")
    return column


def _load_geometry(path: Path, length: int) -> NDArray[np.object_]:
    if path.is_symlink() or path.stat().st_size > MOST_BATCH_BYTES:
        raise ValueError("no file of a bearable size")
    raw = path.read_bytes()
    if len(raw) < 4 * length:
        raise ValueError("lengths are missing")
    lengths = np.frombuffer(raw, dtype="<i4", count=length).astype(np.int64)
    if length and lengths.min() < _NO_GEOMETRY:
        raise ValueError("a negative length")
    ends = 4 * length + np.cumsum(np.maximum(lengths, 0))
    if (int(ends[-1]) if length else 0) != len(raw):
        raise ValueError("lengths do not add up")
    parts = np.empty(length, dtype=object)
    parts[:] = [
        None if size < 0 else raw[end - size : end]
        for size, end in zip(lengths.tolist(), ends.tolist(), strict=True)
    ]
    return shapely.from_wkb(parts)


def load_json(path: Path, most_bytes: int) -> Any:
    """The parsed JSON of a file that is not larger than this; numbers that are none become None."""
    if path.is_symlink() or path.stat().st_size > most_bytes:
        raise ValueError("no file of a bearable size")
    return json.loads(path.read_bytes(), parse_constant=lambda _: None)


def problem_to_json(problem: Problem) -> list[Any]:
    """A problem as a list that JSON can carry."""
    told = (problem.code, problem.zh, problem.en, problem.row, problem.measure, str(problem.severity))
    return list(told)


def problem_from_json(told: Any) -> Problem:
    """The problem a list tells of; raises ValueError where it tells of none."""
    code, zh, en, row, measure, severity = told
    texts = [text_of(one)[:_LONGEST_MESSAGE] for one in (code, zh, en)]
    if measure is not None and (isinstance(measure, bool) or not isinstance(measure, int | float)):
        raise ValueError("a measure that is no number")
    where = None if row is None else count_of(row)
    return Problem(*texts, where, None if measure is None else float(measure), Severity(severity))


def text_of(value: Any) -> str:
    """The value, checked to be a text."""
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def count_of(value: Any) -> int:
    """The value, checked to be a count that fits the database."""
    if type(value) is not int or not -1 <= value < 2**62:
        raise ValueError("no count")
    return value


def _values_path(folder: Path, number: int) -> Path:
    return folder / f"batch_{number:06d}.json"


def _geometry_path(folder: Path, number: int) -> Path:
    return folder / f"batch_{number:06d}.wkb"
