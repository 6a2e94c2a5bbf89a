"""Areas: who they are, what lies below them, where the loaded data lies."""

from geodata.sql import rows


def ids_below(staff_id: int) -> tuple[int, ...]:
    """Ids of a person's own areas and all areas below (1 statement)."""
    return tuple(row["id"] for row in rows("list_areas_below", staff_id=staff_id))
