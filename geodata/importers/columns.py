"""Finding the columns (or properties) an import needs, by the name told or by a usual one."""

from collections.abc import Iterable, Sequence

from geodata.errors import ImportRefused

from .fields import Field
from .options import ImportOptions

_MOST_SHOWN = 40
# Roles a place is read from, of every kind.
PLACE_ROLES = frozenset({"lon", "lat", "place", "address", "context"})


def find_columns(header: Sequence[str], fields: Iterable[Field], options: ImportOptions) -> dict[str, str]:
    """Role → column; raises ImportRefused where a column that was told or is required is not there."""
    wanted = list(fields)
    _refuse_unknown_roles(options, {field.role for field in wanted})
    found = {field.role: find_column(header, field, options.column_told(field.role)) for field in wanted}
    return {role: column for role, column in found.items() if column is not None}


def _refuse_unknown_roles(options: ImportOptions, known: set[str]) -> None:
    """A role nobody reads would be left out silently; places are read from roles of their own."""
    unknown = sorted(set(options.columns) - known - PLACE_ROLES)
    if unknown:
        roles = sorted(known | PLACE_ROLES)
        raise ImportRefused(
            f"不认识字段“{unknown[0]}”（--column {unknown[0]}=…）。可用：{'、'.join(roles)}。",
            f"there is no field {unknown[0]} (--column {unknown[0]}=…). Known: {', '.join(roles)}.",
        )


def find_column(header: Sequence[str], field: Field, told: str | None) -> str | None:
    """The column of a field; None where the file has none and none is required."""
    if told:
        if told not in header:
            raise _refused(header, field, told)
        return told
    by_name = {name.strip().lower(): name for name in reversed(header)}
    usual = [] if told == "" else [by_name[name] for name in field.usual if name in by_name]
    if usual:
        return usual[0]
    if field.required:
        raise _refused(header, field, None)
    return None


def option_of(role: str) -> str:
    """How a command is told the column of a role."""
    named = {"code", "name", "parent", "time", "closed", "lon", "lat", "address", "category"}
    return f"--{role}" if role in named else f"--column {role}=…"


def _refused(header: Sequence[str], field: Field, told: str | None) -> ImportRefused:
    available = "、".join(name or "（空）" for name in header[:_MOST_SHOWN]) or "（没有）"
    option = option_of(field.role)
    if told is not None:
        return ImportRefused(
            f"没有名为“{told}”的列（{option}，{field.zh}）。现有列：{available}。",
            f"there is no column {told} ({option}, {field.en}). Columns: {available}.",
        )
    return ImportRefused(
        f"没有找到“{field.zh}”列，请用 {option} 指定一列。现有列：{available}。",
        f"no column for {field.en} was found; name one with {option}. Columns: {available}.",
    )
