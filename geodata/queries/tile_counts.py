"""Whether the counts that far-out tiles show are those of the rows."""

from geodata.sql import rows


def wrong_cells() -> dict[str, int]:
    """Kind → in how many cells the kept count differs from the rows (1 statement, reads everything)."""
    return {row["kind"]: row["wrong"] for row in rows("count_wrong_cells")}
