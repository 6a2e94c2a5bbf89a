"""The grids of a plan as outlines for a printed sheet."""

import json

import numpy as np
import shapely

from geodata.models import BoundaryPlan
from geodata.queries.plans import band_of_row
from geodata.rules.band_words import band_word
from geodata.sql import rows

# About a metre: finer than a pen at any scale of the sheet.
SIMPLE_DEGREES = 1e-5


def sheet_grids(plan: BoundaryPlan) -> str:
    """The grids as GeoJSON text, degrees WGS 84, with code, households and where they stand to their band (2 statements)."""
    blocks = rows("list_sheet_blocks", plan=plan.pk)
    shapes = np.array(shapely.from_wkb([bytes(row["outline"]) for row in blocks]), dtype=object)
    key = np.array([row["key"] for row in blocks], np.int64)
    keys, of = np.unique(key, return_inverse=True)
    households = np.bincount(of, [row["households"] for row in blocks]).astype(np.int64)
    grids = np.array(
        [shapely.coverage_union_all(shapes[of == place]) for place in range(len(keys))], dtype=object
    )
    simple = shapely.coverage_simplify(grids, SIMPLE_DEGREES)
    kinds = {row["ident"]: row for row in rows("list_division_of_plan", plan=plan.pk, community=None)}
    features = [
        {
            "type": "Feature",
            "geometry": json.loads(shapely.to_geojson(shape)),
            "properties": {
                "code": kinds[pk]["code"],
                "households": count,
                "word": band_word(count, band_of_row(kinds[pk])).value,
                "new": kinds[pk]["area"] is None,
            },
        }
        for pk, shape, count in zip(keys.tolist(), simple, households.tolist(), strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})
