"""Coverage to take along: the areas with their figures, as CSV and, with their borders, as GeoJSON."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely.geometry
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from numpy.typing import NDArray

from geodata.crs import LONLAT
from geodata.exporters.kind import Cell, Column, Shape
from geodata.exporters.options import Header
from geodata.exporters.table import Chunk, Table
from geodata.exporters.target import Target
from geodata.exporters.writers.csv_table import write_csv
from geodata.exporters.writers.geojson import write_geojson
from geodata.queries.areas import AreaOutline, area_names, outlines_of_level
from geodata.queries.walking import WalkState, walk_state
from geodata.queries.walking_coverage import COUNTED, COVERAGE_ROLES, AreaCoverage, coverage
from geodata.rules.datums import Datum
from geodata.rules.service_points import SERVICE_KIND_NAMES, ServiceKind
from geodata.rules.service_standards import FEWEST_PEOPLE
from geodata.rules.walking import CIRCLE_MINUTES, Pace
from webmap.access import audience, viewer_of
from webmap.counting import few_at_once

from .coverage_ask import read_below, read_level, read_one_kind
from .walking_answer import local_text

_COUNTED_ZH = {
    "buildings": "楼栋",
    "persons": "居民",
    "children": "0–14岁",
    "adults": "15–59岁",
    "elders": "60–79岁",
    "oldest": "80岁以上",
}
_PACE_ZH = {Pace.ADULT: "成年人", Pace.ELDERLY: "老年人"}
COLUMNS = (
    Column("code", "区域代码", width=18),
    Column("name", "名称", width=24),
    *(Column(name, zh, Cell.WHOLE) for name, zh in _COUNTED_ZH.items()),
    *(
        Column(f"{name}_{pace.value}_{minutes}", f"{zh}·{_PACE_ZH[pace]}{minutes}分钟内占比", Cell.NUMBER, width=24)
        for name, zh in _COUNTED_ZH.items()
        for pace in Pace
        for minutes in CIRCLE_MINUTES
    ),
)  # fmt: skip


@require_safe
@audience(*COVERAGE_ROLES)
@few_at_once
def table_csv(request: HttpRequest) -> HttpResponse:
    """The areas of a level with what is within 10 and 15 minutes of a category; small numbers are left empty."""
    return _file(request, "csv", "text/csv; charset=utf-8", write_csv)


@require_safe
@audience(*COVERAGE_ROLES)
@few_at_once
def areas_geojson(request: HttpRequest) -> HttpResponse:
    """The same areas with their borders in force, degrees WGS 84."""
    return _file(request, "geojson", "application/geo+json", write_geojson)


def _file(
    request: HttpRequest, ending: str, media: str, write: Callable[[Path, Table], None]
) -> HttpResponse:
    query = request.GET.dict()
    kind, level, below = read_one_kind(query), read_level(query), read_below(query)
    areas = list(coverage(viewer_of(request), (kind,), level, below).values())
    outlines = outlines_of_level(level, below, timezone.localdate()) if ending == "geojson" else None
    with tempfile.TemporaryDirectory(prefix="coverage-") as folder:
        path = Path(folder) / f"coverage.{ending}"
        write(path, _table(kind, areas, outlines, walk_state()))
        body = path.read_bytes()
    answer = HttpResponse(body, content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="coverage_{kind}_{level.value}.{ending}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _table(
    kind: str, areas: list[AreaCoverage], outlines: dict[str, AreaOutline] | None, state: WalkState
) -> Table:
    english = (get_language() or "").startswith("en")
    zh, en = SERVICE_KIND_NAMES[ServiceKind(kind)]
    as_of = local_text(state.nearest_at)
    return Table(
        name="coverage",
        columns=COLUMNS,
        shape=Shape.NONE if outlines is None else Shape.MULTIPOLYGON,
        to=Target(LONLAT, Datum.WGS84),
        chunks=iter(
            [Chunk(list(_rows(areas)), None if outlines is None else _shapes(areas, outlines))],
        ),
        about=((f"类别：{zh}", f"Category: {en}"), (f"数据时间：{as_of}", f"As of: {as_of}")),
        header=Header.NAMES if english else Header.ZH,
    )


def _shapes(areas: list[AreaCoverage], outlines: dict[str, AreaOutline]) -> NDArray[np.object_]:
    """The border of each area; None for homes outside every area."""
    made = np.empty(len(areas), dtype=object)
    for place, one in enumerate(areas):
        if one.code in outlines:
            made[place] = shapely.geometry.shape(outlines[one.code].geometry)
    return made


def _rows(areas: list[AreaCoverage]) -> Iterator[tuple[Any, ...]]:
    names = area_names(one.code for one in areas)
    for one in areas:
        few = {name for name in COUNTED if name != "buildings" and one.totals[name] < FEWEST_PEOPLE}
        shares = (
            None if name in few else one.share(name, pace, minutes).part
            for name in COUNTED
            for pace in Pace
            for minutes in CIRCLE_MINUTES
        )
        totals = (None if name in few and one.totals[name] else one.totals[name] for name in COUNTED)
        name = names[one.code].name if one.code in names else ""
        yield (one.code, name, *totals, *(None if part is None else round(part, 4) for part in shares))
