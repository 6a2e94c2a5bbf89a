"""Files of every kind made on the spot, and what reading them comes to."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geodata.errors import ImportRefused
from geodata.importers.files.contents import Contents, Limits, ReadOptions
from geodata.importers.files.process import read_file

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


def read(path: Path, **options: Any) -> Contents:
    """What the reading process finds in a file."""
    limits = options.pop("limits", Limits())
    return read_file(ReadOptions(path, limits=limits, **options))


def refusal(path: Path, **options: Any) -> str:
    """Why a file is refused, in both languages; '' where it is read."""
    try:
        read(path, **options)
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
