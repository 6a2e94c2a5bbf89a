"""How well the areas of a file cover the ground, found while the file is only looked at: findings, shapes, sums."""

from typing import Any

import numpy as np
import shapely
from django.utils import timezone

from geodata import crs
from geodata.analysis.coverage_faults import Fault
from geodata.errors import ImportRefused
from geodata.queries.boundaries import outlines_in_force
from geodata.rules.datums import Datum
from geodata.rules.levels import CODE_LENGTH, parent_level

from .codes import plain_code, plain_text
from .coordinates import Reference, to_lonlat
from .coverage_report import Loaded, faults_of, finding_shapes, report_crossings
from .files.contents import Contents
from .options import ImportOptions
from .polygons import measure_polygons
from .preview_map import geometry_of
from .records import gather
from .report import Report

MOST_SHAPES = 200
# Beyond this a look at the file would take as long as its check.
MOST_AREAS = 20_000


def findings_of(
    contents: Contents, columns: dict[str, str], known: Reference, options: ImportOptions
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]] | None:
    """Findings, largest of each kind first, and shapes (lon, lat) with their keys for the map.

    None where nothing was looked at: the polygons do not belong here, or are too many for a look.
    """
    if contents.read > MOST_AREAS:
        return None
    roles = {role: column for role, column in columns.items() if role in ("code", "name") and column}
    found = gather(contents, roles)
    row, cells, geometry = found.row, found.cells, found.geometry
    if geometry is None:
        return None
    try:
        measured = measure_polygons(geometry, row.tolist(), known, repair=False)
    except ImportRefused:
        return None
    loaded = _loaded(measured.polygon, row.tolist(), cells, options)
    faults = faults_of(loaded)
    findings = [_finding(fault, loaded) for fault in faults.listed]
    crossings = _crossings(loaded, options)
    return [*findings, *crossings], [
        {"key": key, "geometry": _on_map(shape)}
        for key, shape in finding_shapes(loaded, faults)[:MOST_SHAPES]
    ]


def _loaded(polygons: Any, rows: list[int], cells: dict[str, list[Any]], options: ImportOptions) -> Loaded:
    usable = [place for place, shape in enumerate(polygons) if shape is not None]
    names = [plain_text(name) for name in cells.get("name", [])] or [f"#{row}" for row in rows]
    above = parent_level(options.level) if options.level else None
    parents = [""] * len(rows)
    if above and options.level and "code" in cells:
        parents = [
            plain_code(code, CODE_LENGTH[options.level])[: CODE_LENGTH[above]] for code in cells["code"]
        ]
    return Loaded(
        polygons=[polygons[place] for place in usable],
        names=[names[place] for place in usable],
        rows=[rows[place] for place in usable],
        parent_codes=[parents[place] for place in usable],
    )


def _finding(fault: Fault, loaded: Loaded) -> dict[str, Any]:
    return {
        "key": fault.key,
        "code": str(fault.kind),
        "area_m2": round(fault.area_m2, 2),
        "names": [loaded.names[one] for one in fault.members[:3]],
        "mendable": fault.is_mendable,
        "place": _on_map(fault.place)["coordinates"],
    }


def _crossings(loaded: Loaded, options: ImportOptions) -> list[dict[str, Any]]:
    above = parent_level(options.level) if options.level else None
    parents = outlines_in_force(above, options.valid_from or timezone.localdate()) if above else []
    if not parents:
        return []
    report = Report("areas")
    report_crossings(report, loaded, parents)
    names = dict(zip(loaded.rows, loaded.names, strict=True))
    return [
        {
            "key": one.key,
            "code": one.code,
            "area_m2": one.measure or 0.0,
            "names": [names.get(one.row or 0, "")],
            "mendable": False,
            "place": list(one.place) if one.place else None,
        }
        for one in report.problems
    ]


def _on_map(shape: shapely.Geometry) -> dict[str, Any]:
    pairs = to_lonlat(shapely.get_coordinates(shape), Reference(crs.MEASURE, Datum.WGS84))
    moved = shapely.set_coordinates(np.array([shape], dtype=object).copy(), pairs)[0]
    return geometry_of(moved)
