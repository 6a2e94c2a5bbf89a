"""Database promises for columns that hold one of a fixed list of words."""

from collections.abc import Iterable

from django.db.models import CheckConstraint, Q


def one_of(table: str, column: str, words: Iterable[str]) -> CheckConstraint:
    """The promise that a text column holds one of these words."""
    return CheckConstraint(
        condition=Q(**{f"{column}__in": sorted(str(word) for word in words)}), name=f"{table}_{column}_known"
    )
