"""The place whose events are asked for: a cell, a square, a grid or a warning; and what it is called."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from geodata.analysis.cells import Box
from geodata.analysis.walking_places import to_metres
from geodata.analysis.web_cells import cell_lonlat
from geodata.errors import BadParameter
from geodata.queries.event_filters import EventFilters
from geodata.queries.heat_events import Place, of_warning, place_of_cell, place_of_grid
from geodata.queries.spot_names import spot_names
from geodata.rules.viewer import Viewer

from .heat_query import read_cell, read_uuid

# From a cell of hot spots to the widest square that is still one place.
SQUARE_M = (50.0, 2000.0)
KINDS = ("cell", "square", "grid", "warning")
PLACE_FORM = (
    "请给出地点：cell=级/列/行、square=经度,纬度,边长（米）、grid=网格编号 或 warning=预警编号，只给一个。",
    "Name one place: cell=z/x/y, square=lon,lat,side in metres, grid=uuid or warning=uuid.",
)


def read_place(query: Mapping[str, str], filters: EventFilters, viewer: Viewer) -> tuple[Place, EventFilters]:
    """The place of a request, and the filters its events pass (0-1 statements).

    A warning has days and a category of its own. Raises BadParameter naming the accepted form, NotFound for what is unknown.
    """
    grid, warning = read_uuid(query, "grid"), read_uuid(query, "warning")
    if sum(bool(query.get(kind)) for kind in KINDS) != 1:
        raise BadParameter(*PLACE_FORM)
    if warning:
        return of_warning(warning, viewer)
    if grid:
        return place_of_grid(grid), filters
    if query.get("square"):
        return Place(square=_square(query["square"])), filters
    return place_of_cell(*read_cell(query["cell"])), filters


def _square(text: str) -> Box:
    """The square in metres of MEASURE."""
    try:
        lon, lat, side = (float(part) for part in text.split(","))
    except ValueError:
        raise _refused(text) from None
    inside = abs(lon) <= 180 and abs(lat) <= 85 and SQUARE_M[0] <= side <= SQUARE_M[1]
    ((x, y),) = to_metres(np.array([[lon, lat]])) if inside else ((np.inf, np.inf),)
    if not np.isfinite([x, y]).all():
        raise _refused(text)
    half = side / 2
    return float(x - half), float(y - half), float(x + half), float(y + half)


def _refused(text: str) -> BadParameter:
    low, high = SQUARE_M
    return BadParameter(
        f"square={text[:60]!r} 不能识别；应写成 经度,纬度,边长，边长 {low:.0f} 到 {high:.0f} 米，例如 102.71,25.05,250。",
        f"square={text[:60]!r} is not understood; write lon,lat,side with a side of {low:.0f} to {high:.0f} metres, such "
        "as 102.71,25.05,250.",
    )


def place_words(query: Mapping[str, str], place: Place, today: date) -> dict[str, str]:
    """What a cell or a square is called, {place, place_en} (1 statement); nothing of a grid or a warning (0)."""
    if query.get("cell"):
        ((x, y),) = to_metres(np.array([cell_lonlat(*read_cell(query["cell"]))]))
    elif query.get("square") and place.square:
        west, south, east, north = place.square
        x, y = (west + east) / 2, (south + north) / 2
    else:
        return {}
    if not np.isfinite([x, y]).all():
        return {}
    (name,) = spot_names([(float(x), float(y))], today)
    return {"place": name.place, "place_en": name.place_en}
