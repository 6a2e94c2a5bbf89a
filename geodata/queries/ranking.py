"""Where the most events are to be expected, with the back-test of the same ranking."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from geodata.models import Ranking
from geodata.models.ranking import CELL
from geodata.rules.spot_words import SpotName
from geodata.rules.viewer import Viewer
from geodata.sql import rows

from .hotspots import refresh_of, refresh_told
from .spot_names import spot_names


def ranked_places(viewer: Viewer, category: str, *, by: str, weeks: int, now: datetime) -> dict[str, Any]:
    """The places of a ranking and how well it foretold the past; no places where history is too short (2-5 statements).

    Raises as refresh_of does.
    """
    refresh = refresh_of(viewer, category)
    told = refresh_told(refresh) | {"category": category or None, "by": by, "weeks": weeks}
    found = Ranking.objects.filter(refresh=refresh, by=by, weeks=weeks).first() if refresh else None
    if found is None:
        return told | {"method": None, "cell_m": None, "backtest": None, "places": []}
    today = timezone.localdate(now)
    listed = rows("list_ranked_places", ranking_id=found.pk, today=today)
    names = (
        spot_names([(row["x_m"], row["y_m"]) for row in listed], today)
        if by == CELL
        else [None] * len(listed)
    )
    return told | {
        "method": found.method,
        "cell_m": found.cell_m,
        "backtest": found.backtest["methods"][found.method] | found.backtest,
        "places": [_place(row, name) for row, name in zip(listed, names, strict=True)],
    }


def _place(row: dict[str, Any], spot: SpotName | None) -> dict[str, Any]:
    """A ranked place as it is told: a cell with the name of its spot, a grid with its own."""
    names = ("rank", "expected", "low", "high", "lon", "lat")
    kept = {name: row[name] for name in names} | {"expected": round(row["expected"], 2)}
    if spot:
        return kept | {"cell": row["ring"], "place": spot.place, "place_en": spot.place_en}
    return kept | {
        "uuid": row["uuid"],
        "code": row["code"],
        "name": row["name"],
        "name_en": row["name_en"] or row["name"],
    }
