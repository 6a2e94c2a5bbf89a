"""Settle what the open transaction changed, so that its versions are known before it commits."""

from geodata.models import DataVersion
from geodata.sql import execute


def settle_changes(kind: str) -> int:
    """The version of a kind that this transaction's writes produce; call it last: others wait from here to the commit."""
    execute("settle_changes")
    return DataVersion.objects.filter(kind=kind).values_list("version", flat=True).first() or 0
