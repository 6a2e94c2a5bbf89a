"""Where events cluster: counts in square cells, as a density with a unit."""

from geodata.queries.heat_counts import asks_days_only, knows
from geodata.rules.viewer import COMMAND, Role
from layers.base import Field, Layer, Legend, LegendItem, Question, Rows
from layers.count_cells import KEPT_ZOOM, shift
from layers.event_filters import EVENT_FILTERS, event_filters, event_parameters
from layers.styles import HEAT

UNIT = "件/km²·30天"
UNIT_EN = "events per km² per 30 days"
HALVINGS = 6
CELLS_PER_TILE_SIDE = 2**HALVINGS
FINEST_ZOOM = 14
# Up to here the cells are those whose counts are kept (some 260 m of ground, as in playback), or multiples of them.
KEPT_TO_ZOOM = 12
_WORLD_M = 2 * 20037508.342789244

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


def cell_size(zoom: int) -> float:
    """The side of a cell in EPSG:3857 metres: a 64th of a tile, never below a 64th of a z14 tile (38 m).

    At z12 a 32nd: finer ones would have to be counted from the rows, a fifth of a second of work at ten million events.

    >>> round(cell_size(11)), round(cell_size(12)), round(cell_size(13)), round(cell_size(16))
    (306, 306, 76, 38)
    """
    if zoom <= KEPT_TO_ZOOM:
        return _WORLD_M / 2**KEPT_ZOOM * 2 ** shift(zoom, HALVINGS)
    return _WORLD_M / 2 ** min(zoom, FINEST_ZOOM) / CELLS_PER_TILE_SIDE


def _rows(question: Question) -> Rows:
    zoom = question.filters.get("zoom", FINEST_ZOOM)
    asked, bound = event_filters(question.filters), event_parameters(question.filters)
    if zoom > KEPT_TO_ZOOM or not knows(asked):
        return Rows("select_events_heat", FIELDS, bound | {"cell": cell_size(zoom)})
    kept = "select_events_heat_counts" if asks_days_only(asked) else "select_events_heat_kinds"
    return Rows(kept, FIELDS, bound | {"shift": shift(zoom, HALVINGS)})


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
