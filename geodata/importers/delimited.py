"""Rows of a delimited text file: only the wanted columns, ragged rows set aside."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from geodata.errors import ImportRefused

from .columns import Wanted, find_columns
from .reading import Text
from .report import Problem

_DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Table:
    """Columns by role, all of one length; row[i] is the record number (from 1) of entry i."""

    columns: Mapping[str, list[str]]
    row: list[int]
    read: int
    problems: list[Problem]

    def has(self, role: str) -> bool:
        """Whether the file has a column for this role."""
        return role in self.columns


def read_table(text: Text, wanted: Mapping[str, Wanted]) -> Table:
    """The wanted columns of a CSV text; raises ImportRefused where a required one cannot be found."""
    sample = text.lines.readline()
    text.lines.seek(0)
    records = _records(text.lines, _delimiter(sample))
    try:
        _, header = next(records)
    except StopIteration:
        raise ImportRefused("文件里没有任何文字。", "the file holds no text.") from None
    places = find_columns([name.strip() for name in header], wanted)
    return _collect(records, places, len(header))


def _delimiter(line: str) -> str:
    """The separator that occurs most often in the header."""
    return max(_DELIMITERS, key=line.count)


def _records(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of every record that is not blank; raises ImportRefused where quoting breaks."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as problem:
        raise ImportRefused(
            f"第 {reader.line_num} 行不是有效的 CSV（{problem}）：请检查引号是否成对、单元格是否过长。",
            f"line {reader.line_num} is not CSV ({problem}): check for an open quote or a huge cell.",
        ) from None


def _collect(records: Iterable[tuple[int, list[str]]], places: Mapping[str, int], width: int) -> Table:
    columns: dict[str, list[str]] = {role: [] for role in places}
    sinks = [(columns[role], place) for role, place in places.items()]
    row: list[int] = []
    problems: list[Problem] = []
    number = 0
    for number, (line, cells) in enumerate(records, start=1):
        if len(cells) != width:
            problems.append(_ragged(number, line, len(cells), width))
            continue
        row.append(number)
        for sink, place in sinks:
            sink.append(cells[place].strip())
    return Table(columns, row, number, problems)


def _ragged(row: int, line: int, cells: int, width: int) -> Problem:
    return Problem(
        "cell_count",
        f"第 {line} 行有 {cells} 个单元格，表头有 {width} 个",
        f"line {line} has {cells} cells, the header {width}",
        row,
        float(cells),
    )
