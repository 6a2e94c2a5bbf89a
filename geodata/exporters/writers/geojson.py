"""GeoJSON as RFC 7946 has it: lon, lat, outer rings counterclockwise, one feature a line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapely

from geodata.exporters.cells import plain
from geodata.exporters.kind import Shape
from geodata.exporters.table import Chunk, Table

# 1e-12 degrees are a tenth of a micrometre, so that importing finds the very same outline; points need less.
DECIMALS, POINT_DECIMALS = 12, 9


def write_geojson(path: Path, table: Table) -> None:
    """Write the rows as one FeatureCollection; the members datum and about tell what the places refer to."""
    head = {"type": "FeatureCollection", "name": table.name, "datum": str(table.to.datum)}
    head["about"] = table.about_text()
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "features": [\n')
        between = ""
        for chunk in table.chunks:
            for feature in _features(table, chunk):
                file.write(between + feature)
                between = ",\n"
        file.write("\n]}\n")


def _features(table: Table, chunk: Chunk) -> Iterator[str]:
    names = [one.name for one in table.columns]
    shapes: list[Any] = [None] * len(chunk.rows)
    if chunk.shapes is not None:
        decimals = POINT_DECIMALS if table.shape is Shape.POINT else DECIMALS
        rounded = shapely.transform(chunk.shapes, lambda pairs: pairs.round(decimals))
        shapes = list(shapely.to_geojson(shapely.orient_polygons(rounded, exterior_cw=False)))
    for row, shape in zip(chunk.rows, shapes, strict=True):
        properties = json.dumps(dict(zip(names, map(plain, row), strict=True)), ensure_ascii=False)
        yield f'{{"type": "Feature", "properties": {properties}, "geometry": {shape or "null"}}}'
