"""Suggested grids as a GeoPackage: a layer of grids and a table that tells each block's grid."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataSourceError, FeatureError, FieldError, GeometryError

from geodata.errors import ExportRefused
from geodata.importers.plain_polygons import Measure

LAYER, ASSIGNMENT = "grids", "block_grids"
_GDAL_ERRORS = (DataSourceError, FeatureError, FieldError, GeometryError, RuntimeError, OSError)


@dataclass(frozen=True)
class GridRows:
    """One row for each grid 1 … k: (k,) each; block_row, block_grid: (n,) row of a block in the file and its grid."""

    shape: NDArray[np.object_]
    parent: list[str]
    households: NDArray[Any]
    blocks: NDArray[Any]
    in_band: NDArray[np.bool_]
    polsby_popper: NDArray[Any]
    block_row: NDArray[np.int64]
    block_grid: NDArray[np.int64]


def write_grids(out: Path, rows: GridRows, measure: Measure) -> None:
    """Write both; coordinates in the measuring system's own unit. Raises ExportRefused where it cannot be written."""
    shapes = shapely.transform(rows.shape, lambda metres: metres / measure.unit_m)
    fields: dict[str, Any] = {
        "grid": np.arange(1, len(shapes) + 1, dtype=np.int32),
        "parent": np.array(rows.parent, dtype=object),
        "households": rows.households.astype(np.float64),
        "blocks": rows.blocks.astype(np.int32),
        "in_band": rows.in_band,
        "polsby_popper": rows.polsby_popper.astype(np.float64),
    }
    assigned = {"row": rows.block_row.astype(np.int32), "grid": rows.block_grid.astype(np.int32)}
    system = None if measure.srid is None else f"EPSG:{measure.srid}"
    try:
        out.unlink(missing_ok=True)
        _write(out, LAYER, fields, shapes, system)
        _write(out, ASSIGNMENT, assigned, None, None)
    except _GDAL_ERRORS as problem:
        raise ExportRefused(
            f"无法写入“{out}”：{problem}。请换一个 --out。",
            f"cannot write {out}: {problem}. Choose another --out.",
        ) from None


def _write(
    out: Path, layer: str, fields: dict[str, Any], shapes: NDArray[np.object_] | None, system: str | None
) -> None:
    placed: dict[str, Any] = {} if shapes is None else {"geometry_type": "MultiPolygon", "crs": system}
    pyogrio.raw.write(
        str(out),
        None if shapes is None else shapely.to_wkb(shapes),
        list(fields.values()),
        list(fields),
        layer=layer,
        driver="GPKG",
        append=out.exists(),
        **placed,
    )
