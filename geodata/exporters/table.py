"""What a writer gets: columns, chunks of rows and what is to be told about the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .kind import Column, Shape
from .options import Header
from .target import Target

# (zh, en): a question to whoever opens the file, answered in its metadata.
Line = tuple[str, str]


@dataclass(frozen=True)
class Chunk:
    """Consecutive rows: values in the order of the columns, and geometries (n,) in the target's coordinates."""

    rows: list[tuple[Any, ...]]
    shapes: NDArray[np.object_] | None


@dataclass(frozen=True)
class Table:
    """Rows on their way to a file. about: lines of text on what it holds and what its coordinates refer to."""

    name: str
    columns: tuple[Column, ...]
    shape: Shape
    to: Target
    chunks: Iterator[Chunk]
    about: tuple[Line, ...]
    header: Header = Header.NAMES
    wkt: bool = False

    def titles(self) -> list[str]:
        """The names of the columns as the header asks for."""
        return [one.zh if self.header is Header.ZH else one.name for one in self.columns]

    def about_text(self) -> str:
        """What is to be told, one thing a line, Chinese first."""
        return "\n".join([zh for zh, _ in self.about] + [en for _, en in self.about])
