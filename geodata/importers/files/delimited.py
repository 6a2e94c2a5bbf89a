"""Rows of a delimited text file, streamed: ragged rows are set aside one by one."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from geodata.errors import ImportRefused
from geodata.importers.report import Problem

from .batch import Batch
from .cell_texts import plain_cells
from .contents import LayerFound, Opened, ReadOptions
from .stored_batches import BATCH_RECORDS
from .table_header import Header, find_header
from .text_file import TextFile, open_text

_DELIMITERS = ",;\t|"
_LINES_LOOKED_AT = 60
# Characters of one cell; an unclosed quote would otherwise swallow the file.
_LONGEST_CELL = 131_072
_LONGEST_LINE = 4 << 20
# What the csv module says of a quote in the wrong place; the row is lost, the next line is whole again.
_MISPLACED = "expected after"

Record = tuple[int, list[str] | None]


def open_delimited(path: Path, options: ReadOptions) -> Opened:
    """A delimited text file's rows; raises ImportRefused where it is no table."""
    csv.field_size_limit(_LONGEST_CELL)
    text = open_text(options)
    delimiter = _delimiter(text)
    header = _header(text, delimiter, options)
    return Opened(
        format="csv",
        layers=(LayerFound(options.file_name, -1, ""),),
        layer=options.file_name,
        columns=header.names,
        encoding=text.encoding,
        crs=None,
        batches=_batches(text, delimiter, header),
        problems=[*text.problems, *header.problems],
    )


def _delimiter(text: TextFile) -> str:
    """The separator that splits the first records into the most even rows; the header decides a draw."""
    with text.open() as lines:
        sample = [line for line in islice(_bounded(lines), _LINES_LOOKED_AT) if line.strip()]
    if not sample:
        raise ImportRefused("文件里没有任何文字。", "the file holds no text.")
    return max(_DELIMITERS, key=lambda one: _evenness(sample, one))


def _evenness(sample: list[str], delimiter: str) -> tuple[float, int]:
    try:
        widths = [len(cells) for cells in csv.reader(sample, delimiter=delimiter)]
    except csv.Error:
        return 0.0, 0
    width, rows = Counter(widths).most_common(1)[0]
    if width < 2:
        return 0.0, sample[0].count(delimiter)
    return rows / len(widths), sample[0].count(delimiter)


def _bounded(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if len(line) > _LONGEST_LINE:
            raise ImportRefused(
                f"有一行超过 {_LONGEST_LINE:,} 个字符，不像表格。",
                f"a line is over {_LONGEST_LINE:,} characters long; this is no table.",
            )
        yield line


def _header(text: TextFile, delimiter: str, options: ReadOptions) -> Header:
    with text.open() as lines:
        rows = [
            cells for _, cells in islice(_records(lines, delimiter), _LINES_LOOKED_AT) if cells is not None
        ]
    return find_header(rows, options.limits.columns)


def _records(lines: Iterable[str], delimiter: str) -> Iterator[Record]:
    """Line number and cells of every record that is not blank; cells are None where a quote is misplaced.

    Raises ImportRefused where a quote is never closed.
    """
    reader = csv.reader(_bounded(lines), delimiter=delimiter, strict=True)
    while True:
        try:
            for cells in reader:
                if any(cells) and any(map(str.strip, cells)):
                    yield reader.line_num, cells
            return
        except csv.Error as problem:
            if _MISPLACED not in str(problem):
                raise _unclosed(reader.line_num, problem) from None
        yield reader.line_num, None


def _unclosed(line: int, problem: csv.Error) -> ImportRefused:
    return ImportRefused(
        f"第 {line} 行之前有引号没有闭合，或单元格过长（{problem}）：请检查引号是否成对，文件是否完整。",
        f"up to line {line} a quote is not closed or a cell is too long ({problem}): check the quotes and that the "
        "file is whole.",
    )


def _batches(text: TextFile, delimiter: str, header: Header) -> Iterator[Batch]:
    with text.open() as lines:
        records = islice(_records(lines, delimiter), header.rows, None)
        first = 1
        while chunk := list(islice(records, BATCH_RECORDS)):
            yield _batch(chunk, first, header.names)
            first += len(chunk)


def _batch(chunk: list[Record], first: int, names: tuple[str, ...]) -> Batch:
    width = len(names)
    good: list[list[str]] = []
    rows: list[int] = []
    problems: list[Problem] = []
    for row, (line, cells) in enumerate(chunk, start=first):
        fitting = cells if cells is not None and len(cells) == width else _fitted(cells, width)
        if fitting is None:
            problems.append(_ragged(row, line, cells, width))
        else:
            good.append(fitting)
            rows.append(row)
    columns = list(zip(*good, strict=True)) if good else [()] * width
    values = {name: plain_cells(list(column)) for name, column in zip(names, columns, strict=True)}
    return Batch(np.array(rows, dtype=np.int64), values, None, problems, len(chunk))


def _fitted(cells: list[str] | None, width: int) -> list[str] | None:
    """A longer row whose surplus is empty, cut to the width; None where cells are missing or surplus."""
    if cells is None or len(cells) < width or any(cell.strip() for cell in cells[width:]):
        return None
    return cells[:width]


def _ragged(row: int, line: int, cells: list[str] | None, width: int) -> Problem:
    if cells is None:
        zh, en = f"第 {line} 行的引号位置不对", f"line {line} has a quote in the wrong place"
        return Problem("quote_misplaced", zh, en, row)
    zh = f"第 {line} 行有 {len(cells)} 个单元格，表头有 {width} 个"
    en = f"line {line} has {len(cells)} cells, the header {width}"
    return Problem("cell_count", zh, en, row, float(len(cells)))
