"""Where the loaded data lies, so that pages can frame themselves to it."""

from .sql import run, statement


def data_bounds() -> list[float] | None:
    """West, south, east, north in degrees of what is loaded; None when nothing is (1 statement)."""
    found = run(statement("read_extent"), {})
    return [round(value, 6) for value in found[0]] if found and found[0][0] is not None else None
