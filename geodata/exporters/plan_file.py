"""A plan as files: grids and blocks as a GeoPackage, the grid of each block as a table, the difference as JSON."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import shapely
from numpy.typing import NDArray

from geodata.crs import MEASURE
from geodata.models import BoundaryPlan
from geodata.queries.plan_codes import planned_codes
from geodata.queries.plan_compare import Other, compared
from geodata.queries.plan_difference import (
    day_before,
    digest_text,
    plan_digest,
    plan_effects,
    plan_signatures,
)
from geodata.queries.plans import plan_head
from geodata.sql import rows

HEADS = ("block", "community", "grid_key", "grid_code", "households", "persons", "workplaces")


def write_plan_gpkg(path: Path, plan: BoundaryPlan, today: date) -> None:
    """Write the layers `grids` and `blocks` in metres of the measuring CRS, which the file names by its EPSG number."""
    blocks, codes = rows("list_export_blocks", plan=plan.pk), planned_codes(plan, today)
    shapes = np.array(shapely.from_wkb([bytes(row["outline"]) for row in blocks]), dtype=object)
    key = np.array([row["key"] for row in blocks], np.int64)
    households = np.array([row["households"] for row in blocks], np.int64)
    keys, first, of = np.unique(key, return_index=True, return_inverse=True)
    grids = [shapely.coverage_union_all(shapes[of == place]) for place in range(len(keys))]
    _write(path, "grids", grids, {
        "key": keys.astype(np.int32),
        "code": _texts([codes.get(int(one), "") for one in keys]),
        "community": _texts([blocks[place]["community"] for place in first]),
        "households": np.bincount(of, households).astype(np.int32),
        "blocks": np.bincount(of).astype(np.int32),
    })  # fmt: skip
    _write(path, "blocks", shapes, {
        "number": np.array([row["number"] for row in blocks], np.int32),
        "community": _texts([row["community"] for row in blocks]),
        "grid_key": key.astype(np.int32),
        "grid_code": _texts([codes.get(row["key"], "") for row in blocks]),
        **{name: np.array([row[name] for row in blocks], np.int32) for name in ("households", "persons", "workplaces")},
    })  # fmt: skip


def _texts(values: list[str]) -> NDArray[np.object_]:
    return np.array(values, dtype=object)


def _write(path: Path, layer: str, shapes: Any, fields: dict[str, NDArray[Any]]) -> None:
    kinds = {"grids": "MultiPolygon", "blocks": "Polygon"}
    pyogrio.raw.write(
        str(path),
        shapely.to_wkb(np.asarray(shapes, dtype=object)),
        list(fields.values()),
        list(fields),
        layer=layer,
        driver="GPKG",
        geometry_type=kinds[layer],
        promote_to_multi=layer == "grids",
        crs=f"EPSG:{MEASURE}",
        append=path.exists(),
        encoding="UTF-8",
    )


def plan_table(plan: BoundaryPlan, today: date) -> str:
    """The grid of every block as CSV text with a byte order mark, by the number of the block."""
    codes, out = planned_codes(plan, today), io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(HEADS)
    for row in rows("list_export_blocks", plan=plan.pk):
        figures = [row[name] for name in ("households", "persons", "workplaces")]
        lines.writerow([row["number"], row["community"], row["key"], codes.get(row["key"], ""), *figures])
    return "\ufeff" + out.getvalue()


def plan_difference_json(plan: BoundaryPlan, today: date) -> str:
    """The plan's difference to what is in force with who signed; `signed_text` hashed as UTF-8 with SHA-256 is its digest."""
    body = {
        "plan": plan_head(plan),
        "as_of": today.isoformat(),
        "digest": plan.digest or plan_digest(plan),
        "signed_text": digest_text(plan),
        "effects": plan_effects(plan, today),
        "changes": compared(plan, Other(day=day_before(plan, today)))["changes"],
        "signatures": plan_signatures(plan),
    }
    return json.dumps(body, ensure_ascii=False, indent=1)
