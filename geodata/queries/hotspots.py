"""The hot spots that the last refresh found, of a category or of all events."""

from datetime import date
from typing import Any

from django.utils import timezone

from geodata.errors import NotFound
from geodata.models import HeatRefresh, HotspotGrid
from geodata.rules.heat_limits import FALSE_DISCOVERY, FEWEST_EXPECTED, HOTSPOT_RADIUS
from geodata.rules.hotspot_words import TREND_NAMES
from geodata.rules.spot_words import SpotName
from geodata.rules.viewer import COMMAND, Viewer
from geodata.sql import rows

from .events import category_ids
from .spot_names import spot_names


def refresh_of(viewer: Viewer, category: str) -> HeatRefresh | None:
    """The last refresh of a category ("" for all events); None before the first one (1-2 statements).

    Raises NotFound for roles other than those of the command centre, BadParameter for an unknown category.
    """
    if viewer.role not in COMMAND:
        raise NotFound("没有热点可看。", "There are no hot spots to see.")
    found = (
        HeatRefresh.objects.filter(category__code=category)
        if category
        else HeatRefresh.objects.filter(category=None)
    )
    refresh = found.first()
    if refresh is None and category:
        category_ids(category)  # refuses an unknown one
    return refresh


def refresh_told(refresh: HeatRefresh | None) -> dict[str, Any]:
    """What every answer says of where its findings come from; nulls before the first refresh."""
    if refresh is None:
        return dict.fromkeys(("as_of", "made_at", "first_day", "last_day", "reports", "incidents"))
    return {
        "as_of": timezone.localtime(refresh.as_of).isoformat(timespec="seconds"),
        "made_at": timezone.localtime(refresh.made_at).isoformat(timespec="seconds"),
        "first_day": refresh.first_day.isoformat(),
        "last_day": refresh.last_day.isoformat(),
        "reports": refresh.reports,
        "incidents": refresh.incidents,
    }


def hotspots(viewer: Viewer, category: str, today: date) -> dict[str, Any]:
    """The hot cells with what their places are called, where events were too few to judge, and the grids (1-6 statements).

    Raises as refresh_of does.
    """
    refresh = refresh_of(viewer, category)
    told = refresh_told(refresh) | {"category": category or None}
    if refresh is None:
        return told | {"cell_m": None, "findings": [], "too_few": {"cells": 0, "boxes": []}, "grids": []}
    return told | {
        "cell_m": refresh.cell_m,
        "window_m": refresh.cell_m * (2 * HOTSPOT_RADIUS + 1),
        "judged": refresh.judged,
        "false_discovery": FALSE_DISCOVERY,
        "fewest_expected": FEWEST_EXPECTED,
        "findings": _findings(refresh, today),
        "too_few": {
            "cells": refresh.too_few,
            "boxes": [row["ring"] for row in rows("list_too_few_cells", refresh_id=refresh.pk)],
        },
        "grids": _grids(refresh),
    }


def _findings(refresh: HeatRefresh, today: date) -> list[dict[str, Any]]:
    """The hot cells; those of one finding carry the name of where it stands out most."""
    cells = rows("list_hot_cells", refresh_id=refresh.pk)
    strongest = {row["finding"]: (row["x_m"], row["y_m"]) for row in reversed(cells)}
    names = dict(zip(strongest, spot_names(list(strongest.values()), today), strict=True))
    return [_cell(row, names[row["finding"]]) for row in cells]


def _cell(row: dict[str, Any], name: SpotName) -> dict[str, Any]:
    zh, en = TREND_NAMES[row["trend"]]
    cell = {key: value for key, value in row.items() if key not in ("ring", "x_m", "y_m")}
    return cell | {
        "place": name.place,
        "place_en": name.place_en,
        "cell": row["ring"],
        "z": round(row["z"], 2),
        "lon": round(row["lon"], 6),
        "lat": round(row["lat"], 6),
        "expected": round(row["expected"], 2),
        "trend_zh": zh,
        "trend_en": en,
    }


def _grids(refresh: HeatRefresh) -> list[dict[str, Any]]:
    columns = (
        "incidents",
        "households",
        "rate",
        "low",
        "high",
        "expected",
        "exceedance",
        "q",
        "hot",
        "too_few",
    )
    found = HotspotGrid.objects.filter(refresh=refresh).order_by("-hot", "q", "area__code")
    return [
        {"uuid": str(uuid), "code": code, "name": name, "name_en": name_en or name}
        | dict(zip(columns, row, strict=True))
        for uuid, code, name, name_en, *row in found.values_list(
            "area__uuid", "area__code", "area__name", "area__name_en", *columns
        )
    ]
