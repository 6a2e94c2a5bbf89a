"""Vector tiles: the rows of several layers in one statement."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from geodata.rules.generalisation import least_area_web_m2

from .base import Layer, Question, Rows
from .sql import run, tile_statement
from .tile_grid import BUFFER, Tile


def build_tile(layers: Sequence[Layer], tile: Tile, question: Question) -> bytes:
    """The uncompressed MVT bytes of a tile, layer after layer; empty when nothing lies there (1 statement)."""
    asked = replace(question, filters={**question.filters, "zoom": tile.z})
    parts = [part for layer in layers for part in _parts(layer, asked)]
    if not parts:
        return b""
    text = tile_statement(tuple((rows.statement, rows.fields) for _, rows in parts))
    ((body,),) = run(text, _parameters(parts, tile))
    return bytes(body or b"")


def _parts(layer: Layer, question: Question) -> list[tuple[str, Rows]]:
    """The MVT layers of a layer: its rows, or their counts far out, and its label points."""
    if layer.counts and question.filters["zoom"] < layer.rows_from:
        return [(f"{layer.name}_counts", layer.counts(question))]
    parts = [(layer.name, layer.rows(question))]
    if layer.labels:
        parts.append((f"{layer.name}_labels", layer.labels(question)))
    return parts


def _parameters(parts: Sequence[tuple[str, Rows]], tile: Tile) -> dict[str, Any]:
    """What the statement binds; each source's own values carry its number.

    Rows are taken with the same margin as the clip, so nothing vanishes at seams.
    """
    bound: dict[str, Any] = place_parameters(tile.bounds(BUFFER), tile.z, tile.size_m / 256)
    bound |= zip(("tile_xmin", "tile_ymin", "tile_xmax", "tile_ymax"), tile.bounds(), strict=True)
    for number, (mvt_name, rows) in enumerate(parts):
        bound[f"mvt_name_{number}"] = mvt_name
        bound |= {f"{name}_{number}": value for name, value in rows.parameters.items()}
    return bound


def place_parameters(
    bounds: tuple[float, float, float, float], zoom: int, pixel: float
) -> dict[str, float | int]:
    """What every row source may bind: the box (EPSG:3857 m), the zoom, the smallest area worth drawing."""
    xmin, ymin, xmax, ymax = bounds
    box = {"xmin": xmin, "ymin": ymin, "xmax": xmax, "ymax": ymax}
    return {**box, "zoom": zoom, "min_area": least_area_web_m2(pixel)}
