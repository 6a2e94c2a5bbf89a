"""Where events cluster: counts in square cells, as a density with a unit."""

from geodata.analysis.web_cells import WORLD_M
from geodata.queries.event_filters import EventFilters
from geodata.queries.heat_counts import asks_days_only, knows, knows_hours, sums_tell
from geodata.rules.viewer import COMMAND, Role
from layers.base import Field, Layer, Legend, LegendItem, Question, Rows
from layers.count_cells import KEPT_ZOOM
from layers.event_filters import EVENT_FILTERS, event_filters, event_parameters
from layers.styles import HEAT
from layers.tile_grid import BUFFER, EXTENT

UNIT = "件/km²·30天"
UNIT_EN = "events per km² per 30 days"
# How often the side of a tile is halved to be that of a cell.
HALVINGS, CLOSE_HALVINGS = 6, 5
FINEST_CELL = 20
# The web tiles that the events of a day are kept by, in cells of FINEST_CELL.
BLOCK_ZOOM = 15
# Sums over kinds are kept by cells so many halvings coarser than FINEST_CELL.
SUMMED_SHIFT = 2

FIELDS = (
    Field("count", "件数", "Count", "events"),
    Field("density", "密度", "Density", UNIT_EN),
)
CLASS_NAMES = (
    ("最低一级", "Lowest class"),
    ("第二级", "Second class"),
    ("第三级", "Third class"),
    ("第四级", "Fourth class"),
    ("最高一级", "Highest class"),
)


def cell_zoom(zoom: int) -> int:
    """The zoom of the web tiles that are the cells of a tile: 64 to its side far out, 32 from z12, none smaller than 34 m.

    >>> cell_zoom(10), cell_zoom(11), cell_zoom(12), cell_zoom(13), cell_zoom(14), cell_zoom(16)
    (16, 17, 17, 18, 19, 20)
    """
    return min(zoom + HALVINGS, max(KEPT_ZOOM, zoom + CLOSE_HALVINGS), FINEST_CELL)


def _rows(question: Question) -> Rows:
    """From what is kept as far as that tells it: far out by cell and kind, close by block of the map; else from the events."""
    zoom = question.filters.get("zoom")
    cell = FINEST_CELL if zoom is None else cell_zoom(zoom)
    asked, bound = event_filters(question.filters), event_parameters(question.filters)
    if knows(asked) and cell <= KEPT_ZOOM:
        kept = "select_events_heat_counts" if asks_days_only(asked) else "select_events_heat_kinds"
        return Rows(kept, FIELDS, bound | {"shift": KEPT_ZOOM - cell, "summed": sums_tell(asked)})
    bound["shift"] = FINEST_CELL - cell
    if not knows_hours(asked) or cell < BLOCK_ZOOM:
        return Rows("select_events_heat", FIELDS, bound)
    inset = 0.0 if zoom is None else WORLD_M * (BUFFER / EXTENT / 2**zoom + 0.5 / 2**FINEST_CELL)
    return Rows(
        "select_events_heat_blocks", FIELDS, bound | {"inset": inset} | kinds_wanted(asked, bound["shift"])
    )


def kinds_wanted(asked: EventFilters, shift: int) -> dict[str, bool]:
    """Whether sql/list_heat_blocks.sql takes every kind, and whether the sums over kinds tell cells of such a shift."""
    chosen = asked.category_ids is not None or asked.priorities or asked.sources
    return {
        "every_kind": not chosen,
        "summed": shift == SUMMED_SHIFT and not asked.slots and sums_tell(asked),
    }


LAYER = Layer(
    name="events_heat",
    title="事件热力",
    title_en="Event heat",
    geometry="polygon",
    kinds=("events",),
    zooms=(6, 16),
    audience=COMMAND | {Role.PLANNER},
    legend=Legend(
        "事件密度",
        "Event density",
        tuple(LegendItem(str(band), zh, en, HEAT[band]) for band, (zh, en) in enumerate(CLASS_NAMES)),
        UNIT,
        UNIT_EN,
    ),
    rows=_rows,
    filters=tuple(EVENT_FILTERS),
)
