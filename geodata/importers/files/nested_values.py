"""Values inside values (lists, objects) as plain text, so that every column holds plain values."""

import json
from collections.abc import Sequence
from typing import Any


def plain_column(values: Sequence[Any]) -> tuple[list[Any], int]:
    """The values with lists and objects written as JSON text, and how many there were of these."""
    nested = [type(value) in (list, dict) for value in values]
    if not any(nested):
        return list(values), 0
    plain = [
        json.dumps(value, ensure_ascii=False, separators=(", ", ": ")) if deep else value
        for value, deep in zip(values, nested, strict=True)
    ]
    return plain, sum(nested)


def depth_within(value: Any, most: int) -> bool:
    """Whether a value is nested at most this deep; never recurses."""
    level = [value]
    for _ in range(most + 1):
        level = [
            inner
            for outer in level
            if isinstance(outer, list | dict)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, list | dict)
        ]
        if not level:
            return True
    return False
