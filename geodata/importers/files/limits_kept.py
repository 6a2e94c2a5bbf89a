"""Batches kept to what was asked for and to what a file may hold."""

from collections.abc import Iterator

import numpy as np
import shapely

from geodata.errors import ImportRefused
from geodata.importers.report import Problem

from .batch import Batch
from .contents import ReadOptions


class kept_to:  # noqa: N801 - reads as a verb where it is used
    """The batches up to the records asked for, without over-large geometries; `truncated` tells whether more came.

    Raises ImportRefused while walking once the file holds more records than it may.
    """

    def __init__(self, batches: Iterator[Batch], options: ReadOptions) -> None:
        self._batches = batches
        self._options = options
        self._read = 0
        self.truncated = False

    def __iter__(self) -> Iterator[Batch]:
        most = self._options.first_records
        for batch in self._batches:
            if most is not None and self._read >= most:
                self.truncated = True
                return
            wanted = batch if most is None else self._first(batch, most - self._read)
            self._read += wanted.read
            self._check_records()
            yield without_giants(wanted, self._options.limits.vertices)
            if self.truncated:
                return

    def _first(self, batch: Batch, most: int) -> Batch:
        """The records of a batch among its first so many."""
        if batch.read <= most:
            return batch
        self.truncated = True
        last = self._read + most
        use = np.asarray(batch.row) <= last
        problems = [one for one in batch.problems if one.row is None or one.row <= last]
        return _taken(batch, use, problems, most)

    def _check_records(self) -> None:
        most = self._options.limits.records
        if self._read > most:
            raise ImportRefused(
                f"文件超过 {most:,} 条记录的上限，请拆分后分批导入。",
                f"the file holds more than {most:,} records; split it and import the parts.",
            )

    def check_size(self, size: int) -> None:
        """Raise ImportRefused where what was read takes more room than a file may."""
        most = self._options.limits.inflated_bytes
        if size > most:
            raise ImportRefused(
                f"读出的内容超过 {most / 1024**2:,.0f} MiB 的上限，请拆分后分批导入。",
                f"what was read is over the limit of {most / 1024**2:,.0f} MiB; split the file.",
            )


def without_giants(batch: Batch, most: int) -> Batch:
    """The batch without geometries of more vertices than one may have; those records are rejected."""
    if batch.geometry is None or not len(batch.geometry):
        return batch
    number = shapely.get_num_coordinates(np.asarray(batch.geometry, dtype=object))
    if number.max() <= most:
        return batch
    giants = [
        Problem(
            "too_many_vertices",
            f"图形有 {count:,} 个顶点，上限为 {most:,}",
            f"its geometry has {count:,} vertices, the limit is {most:,}",
            int(row),
            float(count),
        )
        for row, count in zip(batch.row, number, strict=True)
        if count > most
    ]
    return _taken(batch, number <= most, batch.problems + giants, batch.read)


def _taken(batch: Batch, use: np.ndarray, problems: list[Problem], read: int) -> Batch:
    values = {
        name: [one for one, taken in zip(column, use, strict=True) if taken]
        for name, column in batch.values.items()
    }
    geometry = None if batch.geometry is None else np.asarray(batch.geometry, dtype=object)[use]
    return Batch(np.asarray(batch.row)[use], values, geometry, problems, read)
