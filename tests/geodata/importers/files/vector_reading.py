"""What a vector reader makes of a file, all batches together."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from geodata.errors import ImportRefused
from geodata.importers.files.contents import Opened, ReadOptions
from geodata.importers.report import Problem, Severity

Open = Callable[[Path, ReadOptions], Opened]


@dataclass(frozen=True)
class Whole:
    """An opened file with its batches joined: row, values and geometry as in a batch."""

    opened: Opened
    row: list[int]
    values: dict[str, list[Any]]
    geometry: np.ndarray
    problems: list[Problem]
    read: int

    @property
    def codes(self) -> set[str]:
        """The codes of all problems."""
        return {problem.code for problem in self.problems}

    @property
    def rejected(self) -> list[tuple[int | None, str]]:
        """Row and code of each rejected record."""
        return [(one.row, one.code) for one in self.problems if one.severity is Severity.REJECTED]

    def measure(self, code: str) -> float | None:
        """What the problem of a code measures."""
        return next(one.measure for one in self.problems if one.code == code)


def whole(open_it: Open, path: Path, **options: Any) -> Whole:
    """The file read to its end by one reader."""
    opened = open_it(path, ReadOptions(path, **options))
    batches = list(opened.batches)
    shapes = [batch.geometry for batch in batches if batch.geometry is not None and len(batch.row)]
    return Whole(
        opened,
        [int(row) for batch in batches for row in batch.row],
        {name: [one for batch in batches for one in batch.values.get(name, [])] for name in opened.columns},
        np.concatenate(shapes) if shapes else np.empty(0, object),
        opened.problems + [problem for batch in batches for problem in batch.problems],
        sum(batch.read for batch in batches),
    )


def refusal_of(open_it: Open, path: Path, **options: Any) -> str:
    """The English reason a reader refuses a file with; '' where it does not."""
    try:
        whole(open_it, path, **options)
    except ImportRefused as refused:
        return refused.en
    return ""
