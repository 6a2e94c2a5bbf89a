"""What the care page hands to its map and refreshes itself with, as plain data."""

from dataclasses import asdict
from typing import Any

from geodata.rules.care_access import Precision

from .care_counts import AreaRow
from .care_houses import HouseRow
from .care_loads import LoadRow

COUNT_KEYS = ("total", "visited_today", "due", "due_soon", "blue", "yellow", "red")


def map_data(context: dict[str, Any], borders: str) -> dict[str, Any]:
    """Markers, outlines, sums and the as-of time; sums are missing for roles that see no states."""
    selected = context.get("selected")
    total = context.get("sum")
    return {
        "as_of": context["as_of"],
        "borders": borders,
        "outlines": context["outlines"],
        "selected": selected.uuid if selected else "",
        "sum": asdict(total) | {"late": total.late, "needed": total.needed} if total else {},
        "marks": _marks(context),
    }


def _marks(context: dict[str, Any]) -> list[dict[str, Any]]:
    if context["precision"] is Precision.BUILDING:
        return [_house_mark(row) for row in context["houses"]]
    if context["precision"] is Precision.GRID_LOADS:
        return [_load_mark(row) for row in context["rows"]]
    return [_area_mark(row) for row in context["rows"]]


def _area_mark(row: AreaRow) -> dict[str, Any]:
    worst = row.worst
    counts = {key: getattr(row.counts, key) for key in COUNT_KEYS}
    late = (
        {"key": worst.key, "symbol": worst.symbol, "text": f"{worst.short} {worst.count}"} if worst else None
    )
    due = row.lines[-1]
    quiet = {"symbol": due.symbol, "text": f"{due.short} {due.count}"}
    return _place(row) | {
        "name": row.name,
        "label": row.label,
        "worst": late,
        "due_line": quiet,
        "counts": counts,
    }


def _house_mark(row: HouseRow) -> dict[str, Any]:
    return _place(row) | {"name": row.address, "symbol": row.symbol, "words": row.words, "people": row.total}


def _load_mark(row: LoadRow) -> dict[str, Any]:
    return _place(row) | {"name": row.name, "label": row.label, "total": row.total}


def _place(row: AreaRow | HouseRow | LoadRow) -> dict[str, Any]:
    return {"uuid": row.uuid, "lon": row.lon, "lat": row.lat}
