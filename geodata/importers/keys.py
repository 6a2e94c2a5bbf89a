"""Keys by which the rows of a file are known again when it is imported once more."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from .kind import Records

_SEPARATOR = "\x1f"
_LONGEST = 100
# What our own export calls rows that no file has numbered: by uuid, or by what they said when they came.
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:#\d+)?")
_CONTENT = re.compile(r"[0-9a-f]{32}-\d+(?:#\d+)?")


def content_keys(rows: Iterable[tuple[object, ...]]) -> list[str]:
    """A key for each row from what it says; rows that say the same are told apart by their order.

    >>> first, second, third = content_keys([("a", 1.0), ("a", 1.0), ("b", 1.0)])
    >>> first[:-2] == second[:-2], first[-2:], second[-2:], third[-2:]
    (True, '-1', '-2', '-1')
    """
    seen: Counter[str] = Counter()
    keys = []
    for row in rows:
        text = _SEPARATOR.join(map(str, row))
        digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
        seen[digest] += 1
        keys.append(f"{digest}-{seen[digest]}")
    return keys


def row_keys(records: Records, identity: Sequence[str]) -> list[str]:
    """How each row is known again: by the number its file gives it, else by what it says."""
    said = [records.raw.get(role) or [None] * len(records.row) for role in identity]
    keys = content_keys(zip(records.stated, *said, strict=True))
    for place, told in enumerate(records.values.get("key") or ()):
        if told not in (None, ""):
            keys[place] = own_key(told)
    return keys


def own_key(told: Any) -> str:
    """The key of a row whose file numbers its rows; a long one becomes a digest.

    >>> own_key("B-12"), len(own_key("x" * 300))
    ('id:B-12', 35)
    """
    text = str(told)
    if _CONTENT.fullmatch(text):
        return text
    if _UUID.fullmatch(text):
        return f"uuid:{text}"
    if len(text) > _LONGEST:
        text = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
    return f"id:{text}"
