"""Where the most events are to be expected, with the back-test of the same ranking."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from geodata.models import Ranking
from geodata.models.ranking import CELL
from geodata.rules.viewer import Viewer
from geodata.sql import rows

from .hotspots import refresh_of, refresh_told


def ranked_places(viewer: Viewer, category: str, *, by: str, weeks: int, now: datetime) -> dict[str, Any]:
    """The places of a ranking and how well it foretold the past; no places where history is too short (2-4 statements).

    Raises as refresh_of does.
    """
    refresh = refresh_of(viewer, category)
    told = refresh_told(refresh) | {"category": category or None, "by": by, "weeks": weeks}
    found = Ranking.objects.filter(refresh=refresh, by=by, weeks=weeks).first() if refresh else None
    if found is None:
        return told | {"method": None, "cell_m": None, "backtest": None, "places": []}
    listed = rows("list_ranked_places", ranking_id=found.pk, today=timezone.localdate(now))
    return told | {
        "method": found.method,
        "cell_m": found.cell_m,
        "backtest": found.backtest["methods"][found.method] | found.backtest,
        "places": [_place(row, by) for row in listed],
    }


def _place(row: dict[str, Any], by: str) -> dict[str, Any]:
    names = ("rank", "expected", "low", "high", "lon", "lat")
    kept = {name: row[name] for name in names} | {"expected": round(row["expected"], 2)}
    if by == CELL:
        return kept | {"cell": row["ring"]}
    return kept | {
        "uuid": row["uuid"],
        "code": row["code"],
        "name": row["name"],
        "name_en": row["name_en"] or row["name"],
    }
