"""Vector tiles from a layer's rows."""

from dataclasses import replace

from .base import Layer, Question, Rows
from .sql import run_rows
from .tile_grid import BUFFER, Tile


def build_tile(layer: Layer, tile: Tile, question: Question) -> bytes:
    """The uncompressed MVT bytes of a tile; empty when nothing lies there. One or two statements."""
    asked = replace(question, filters={**question.filters, "zoom": tile.z})
    parts = [_mvt(layer.name, layer.rows(asked), tile)]
    if layer.labels:
        parts.append(_mvt(f"{layer.name}_labels", layer.labels(asked), tile))
    return b"".join(parts)


def _mvt(mvt_name: str, rows: Rows, tile: Tile) -> bytes:
    """One MVT layer; rows are taken with the same margin as the clip, so nothing vanishes at seams."""
    xmin, ymin, xmax, ymax = tile.bounds()
    pixel = tile.size_m / 256
    parameters = {
        **place_parameters(tile.bounds(BUFFER), tile.z, pixel),
        "tile_xmin": xmin,
        "tile_ymin": ymin,
        "tile_xmax": xmax,
        "tile_ymax": ymax,
        "mvt_name": mvt_name,
    }
    ((body,),) = run_rows("build_tile", rows, parameters)
    return bytes(body or b"")


def place_parameters(
    bounds: tuple[float, float, float, float], zoom: int, pixel: float
) -> dict[str, float | int]:
    """What every row source may bind: the box (EPSG:3857 m), the zoom, the smallest area worth drawing."""
    xmin, ymin, xmax, ymax = bounds
    return {"xmin": xmin, "ymin": ymin, "xmax": xmax, "ymax": ymax, "zoom": zoom, "min_area": 3 * pixel**2}
