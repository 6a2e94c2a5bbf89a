"""Files of every kind made on the spot, and what reading them comes to."""

import json
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geodata.errors import ImportRefused
from geodata.importers.files.contents import Contents, ReadOptions
from geodata.importers.files.intake import take_in
from geodata.importers.files.process import read_file
from geodata.importers.files.reading_process import read_or_refuse
from geodata.importers.files.stored_contents import load_contents, publish

SQUARE = [[102.7, 25.0], [102.8, 25.0], [102.8, 25.1], [102.7, 25.1], [102.7, 25.0]]


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a file of this name and content and returns its path."""

    def write(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def zipped(tmp_path: Path) -> Callable[..., Path]:
    """A function that packs members (name → content) and returns the archive."""

    def write(members: dict[str, bytes | str], name: str = "packed.zip") -> Path:
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, content in members.items():
                archive.writestr(member, content)
        return tmp_path / name

    return write


def features(*geometries: Any, **members: Any) -> str:
    """A GeoJSON collection of geometries, each with its number as property n."""
    told = [
        {"type": "Feature", "properties": {"n": number}, "geometry": one}
        for number, one in enumerate(geometries, start=1)
    ]
    return json.dumps({"type": "FeatureCollection", "features": told, **members})


def read_apart(path: Path, **options: Any) -> Contents:
    """What the reading process finds in a file."""
    return read_file(ReadOptions(path, **options))


def read(path: Path, **options: Any) -> Contents:
    """The same, read in this process: quick, for files that are odd but harmless."""
    asked = ReadOptions(path, **options)
    place = Path(tempfile.mkdtemp(dir=path.parent))
    (place / "work").mkdir()
    taken = take_in(asked, place / "work")
    refused = read_or_refuse(place, replace(asked, path=taken.path, name=asked.file_name))
    if refused:
        raise ImportRefused(*refused)
    publish(place, asked.file_name, taken.sha256, taken.size)
    return load_contents(place)


def refusal_apart(path: Path, **options: Any) -> str:
    """Why the reading process refuses a file, in both languages; '' where it is read."""
    return _refusal(read_apart, path, options)


def refusal(path: Path, **options: Any) -> str:
    """The same, read in this process."""
    return _refusal(read, path, options)


def _refusal(reading: Callable[..., Contents], path: Path, options: dict[str, Any]) -> str:
    try:
        reading(path, **options)
    except ImportRefused as refused:
        return f"{refused.zh} / {refused.en}"
    return ""


def column(contents: Contents, name: str) -> list[Any]:
    """All values of a column."""
    return [value for batch in contents.batches() for value in batch.values[name]]


def shapes(contents: Contents) -> list[Any]:
    """All geometries."""
    return [one for batch in contents.batches() for one in batch.geometry]


def codes(contents: Contents) -> list[tuple[int | None, str, str]]:
    """Row, code and severity of every problem."""
    return [(one.row, one.code, str(one.severity)) for one in contents.problems]
