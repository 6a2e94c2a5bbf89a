"""One hash of the whole stored town, to prove that the same seed and moment give the same town."""

import hashlib
from dataclasses import dataclass

from geodata.sql import rows


@dataclass(frozen=True)
class Digest:
    """A hash over all parts, and per part its number of rows and its own digest."""

    value: str
    amounts: dict[str, int]
    parts: dict[str, str]


def digest_town() -> Digest:
    """The digest of the stored content, independent of ids and row order (1 statement)."""
    found = rows("digest_town")
    parts = {row["part"]: row["digest"] for row in found}
    amounts = {row["part"]: row["amount"] for row in found}
    text = "\n".join(f"{part} {amounts[part]} {parts[part]}" for part in sorted(parts))
    return Digest(hashlib.sha256(text.encode()).hexdigest(), amounts, parts)
