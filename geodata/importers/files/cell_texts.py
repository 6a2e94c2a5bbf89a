"""Cells as plain text values."""

# What spreadsheets take for the beginning of a formula; our export puts an apostrophe before it.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def plain_cells(cells: list[str]) -> list[str | None]:
    """The cells without surrounding blanks, None where empty; an apostrophe before a formula sign is taken off."""
    stripped = [cell.strip() or None for cell in cells]
    if "'" not in "".join(cell[:1] for cell in cells):
        return stripped
    return [without_guard(cell) if cell else None for cell in stripped]


def without_guard(text: str) -> str:
    """The text without the apostrophe that guards a formula sign; one of several, for a guarded text may begin with its own.

    >>> without_guard("'=1"), without_guard("''=1"), without_guard("'quoted'")
    ('=1', "'=1", "'quoted'")
    """
    guards = text[:1] == "'" and text.lstrip("'").startswith(_FORMULA_STARTS)
    return text[1:] if guards else text
