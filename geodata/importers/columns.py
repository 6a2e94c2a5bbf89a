"""Finding the columns (or properties) an import needs, by the name told or by a usual one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geodata.errors import ImportRefused

_MOST_SHOWN = 40


@dataclass(frozen=True)
class Wanted:
    """A column to find: by the name told (`option` says which option told it), else by a usual name."""

    option: str
    told: str | None
    usual: tuple[str, ...] = ()
    required: bool = True


def find_columns(header: Sequence[str], wanted: Mapping[str, Wanted]) -> dict[str, int]:
    """Role → position in the header; raises ImportRefused where a column is missing or not clear."""
    found = {role: _find_column(header, column) for role, column in wanted.items()}
    return {role: place for role, place in found.items() if place is not None}


def _find_column(header: Sequence[str], column: Wanted) -> int | None:
    names = [column.told] if column.told is not None else list(column.usual)
    spelled = header if column.told is not None else [name.lower() for name in header]
    places = [place for place, name in enumerate(spelled) if name in names]
    if len(places) == 1:
        return places[0]
    if column.told is None and not column.required:
        return None
    raise _column_refused(header, column, len(places))


def _column_refused(header: Sequence[str], column: Wanted, found: int) -> ImportRefused:
    available = "、".join(name or "（空）" for name in header[:_MOST_SHOWN])
    if found:
        return ImportRefused(
            f"有 {found} 列可用作 {column.option}，请用 {column.option} 指定一列。现有列：{available}。",
            f"{found} columns fit {column.option}; name one with {column.option}. Columns: {available}.",
        )
    if column.told is not None:
        return ImportRefused(
            f"没有名为“{column.told}”的列（{column.option}）。现有列：{available}。",
            f"there is no column {column.told} ({column.option}). Columns: {available}.",
        )
    return ImportRefused(
        f"请用 {column.option} 指定一列。现有列：{available}。",
        f"name a column with {column.option}. Columns: {available}.",
    )
