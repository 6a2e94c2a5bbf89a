"""Area codes and texts as files write them."""

import re
from typing import Any

_WHOLE = re.compile(r"^(\d+)\.0+$")


def plain_code(value: Any, digits: int) -> str:
    """A code of so many digits, or what the file has when that is none.

    Numbers lose their decimal point; statistics codes that fill up with zeros are cut to their level.

    >>> plain_code(530103.0, 6), plain_code("530103001000", 9), plain_code("53010A", 6)
    ('530103', '530103001', '53010A')
    """
    if value is None or isinstance(value, bool):
        return ""
    text = _WHOLE.sub(r"\1", plain_text(value))
    if len(text) > digits and text.isascii() and text.isdigit() and not text[digits:].strip("0"):
        return text[:digits]
    return text


def is_code(text: str, digits: int) -> bool:
    """Whether a text is a code of so many digits."""
    return len(text) == digits and text.isascii() and text.isdigit()


def is_blank(cell: Any) -> bool:
    """Whether a cell says nothing.

    >>> is_blank(None), is_blank(" "), is_blank(0)
    (True, True, False)
    """
    return cell is None or (isinstance(cell, str) and not cell.strip())


def plain_text(value: Any) -> str:
    """A value as text the database can hold: NUL and lone surrogates, which JSON may spell, are replaced.

    >>> plain_text(None), plain_text(" a\\0 ")
    ('', 'a\ufffd')
    """
    if value is None:
        return ""
    return str(value).strip().replace("\0", "\ufffd").encode("utf-8", "replace").decode()
