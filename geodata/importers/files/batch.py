"""Consecutive records of a file, as readers hand them on and as they are stored."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.importers.report import Problem


@dataclass(frozen=True)
class Batch:
    """Consecutive records. row[i] counts the file's records from 1; rejected records are only in problems.

    values: column → values (str, int, float, bool or None; moments as ISO text), one per row. geometry: shapely
    2-D geometries (n,) in the file's own coordinates with None where a record has none; None for plain tables.
    """

    row: NDArray[np.int64]
    values: dict[str, list[Any]]
    geometry: NDArray[np.object_] | None
    problems: list[Problem] = field(default_factory=list)
    read: int = 0
