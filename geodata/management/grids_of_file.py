"""A suggested division into grids of the blocks in a plain file, written as a GeoPackage."""

import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.analysis.block_borders import shared_borders
from geodata.analysis.block_graph import BlockGraph
from geodata.analysis.suggest import Infeasible, Suggestion, suggest_division
from geodata.errors import BadParameter, GeodataError
from geodata.importers.block_file import FileBlocks, read_blocks
from geodata.importers.plain_polygons import Reading
from geodata.rules.household_limits import Band

from .grid_layer import GridRows, write_grids
from .infeasible_words import REASON_WORDS


@dataclass(frozen=True)
class GridsAsked:
    """households, parent: columns of the file; grids: how many in all, None for as many as fit; out: FILE.gpkg."""

    reading: Reading
    households: str
    parent: str | None
    band: tuple[float, float]
    grids: int | None
    seed: int
    out: Path


class NotACoverage(GeodataError):
    """The grids would overlap or leave gaps: the file is not written."""

    code = "not_a_coverage"


def grids_of_file(asked: GridsAsked) -> dict[str, Any]:
    """Write the grids; what was read and the figures of the division.

    Raises BadParameter, ImportRefused, ExportRefused.
    """
    began = time.perf_counter()
    band = _checked(asked)
    blocks = read_blocks(asked.reading, asked.households, asked.parent)
    graph = graph_of_blocks(blocks)
    _check_number(asked, graph)
    found = suggest_division(graph, band, grids=asked.grids, seed=asked.seed)
    shapes = grid_shapes(blocks.polygon, found.label)
    if not shapely.coverage_is_valid(shapes):
        raise NotACoverage(
            "合并后的网格有重叠或缝隙，没有写出；请先用 check_coverage 检查街块文件。",
            "the grids would overlap or leave gaps, nothing was written; check the blocks with check_coverage.",
        )
    write_grids(asked.out, _rows(blocks, graph, found, band, shapes), blocks.measure)
    return _told(asked, blocks, graph, found) | {
        "extra_pieces": int(shapely.get_num_geometries(shapes).sum()) - len(shapes),
        "seconds": round(time.perf_counter() - began, 2),
        "out": asked.out.name,
    }


def _checked(asked: GridsAsked) -> Band:
    low, high = asked.band
    if not 0 < low <= high < np.inf:
        raise BadParameter(
            f"--band {low:g} {high:g} 应是两个大于 0 的数，先小后大，例如 300 500。",
            f"--band {low:g} {high:g} should be two numbers above 0, the smaller first, such as 300 500.",
        )
    if asked.out.suffix.lower() != ".gpkg":
        raise BadParameter(
            f"--out “{asked.out.name}”应以 .gpkg 结尾。", f"--out {asked.out.name} should end in .gpkg."
        )
    return Band(low, high)


def _check_number(asked: GridsAsked, graph: BlockGraph) -> None:
    if asked.grids is not None and not 1 <= asked.grids <= graph.size:
        raise BadParameter(
            f"--grids {asked.grids} 应在 1 到街块数 {graph.size} 之间。",
            f"--grids {asked.grids} should be from 1 to the number of blocks, {graph.size}.",
        )


def graph_of_blocks(blocks: FileBlocks) -> BlockGraph:
    """The blocks of a file as a graph; a file tells of no barriers."""
    borders = shared_borders(blocks.polygon)
    return BlockGraph(
        blocks.households,
        shapely.area(blocks.polygon),
        shapely.length(blocks.polygon),
        shapely.get_coordinates(shapely.point_on_surface(blocks.polygon)),
        blocks.parent,
        borders.one,
        borders.other,
        borders.length_m,
        np.zeros(len(borders.one)),
    )


def grid_shapes(polygon: NDArray[np.object_], label: NDArray[np.int64]) -> NDArray[np.object_]:
    """(k,) The multipolygon of each grid 0 … k−1: the union of its blocks, which are a coverage."""
    order = np.argsort(label, kind="stable")
    ends = np.flatnonzero(np.diff(label[order])) + 1
    shapes = [shapely.coverage_union_all(polygon[own]) for own in np.split(order, ends)]
    parts, owner = shapely.get_parts(np.array(shapes, dtype=object), return_index=True)
    return np.asarray(shapely.multipolygons(parts, indices=owner))


def _rows(
    blocks: FileBlocks, graph: BlockGraph, found: Suggestion, band: Band, shapes: NDArray[np.object_]
) -> GridRows:
    households = np.bincount(found.label, graph.households)
    first = np.unique(found.label, return_index=True)[1]
    return GridRows(
        shape=shapes,
        parent=[blocks.parents[number] for number in graph.parent[first]],
        households=households,
        blocks=np.bincount(found.label),
        in_band=np.array([band.holds(round(one, 6)) for one in households.tolist()]),
        polsby_popper=4 * np.pi * shapely.area(shapes) / shapely.length(shapes) ** 2,
        block_row=blocks.row,
        block_grid=found.label + 1,
    )


def _told(asked: GridsAsked, blocks: FileBlocks, graph: BlockGraph, found: Suggestion) -> dict[str, Any]:
    zh, en = blocks.measure.title
    figures = {name: value for name, value in asdict(found.figures).items() if name not in _LEFT_OUT}
    return {
        "file": asked.reading.path.name,
        "features": blocks.read,
        "blocks": graph.size,
        "parents": len(blocks.parents) if asked.parent else 0,
        "households": round(float(graph.households.sum()), 3),
        "measured_in": {"srid": blocks.measure.srid, "zh": zh, "en": en},
        "band": list(asked.band),
        "seed": asked.seed,
        "target": round(
            float(graph.households.sum()) / asked.grids if asked.grids else sum(asked.band) / 2, 3
        ),
        **{name: _short(value) for name, value in figures.items()},
        "in_band_feasible": _short(found.in_band_feasible),
        "infeasible": [_infeasible(one, blocks) for one in found.infeasible],
        "problems": [problem.as_dict() for problem in blocks.problems],
    }


# Nothing is known of barriers or of present grids in a file.
_LEFT_OUT = ("along_barrier", "moved")


def _short(value: float) -> float:
    return round(value, 4) if isinstance(value, float) else value


def _infeasible(one: Infeasible, blocks: FileBlocks) -> dict[str, Any]:
    zh, en = REASON_WORDS[one.reason]
    return {
        "parent": blocks.parents[one.parent],
        "reason": str(one.reason),
        "zh": zh,
        "en": en,
        "households": round(one.households, 3),
        "grids": one.grids,
        "outside": one.outside,
        "rows": blocks.row[list(one.blocks)].tolist(),
    }


def grids_text(told: dict[str, Any]) -> str:
    """The result for people, Chinese and English."""
    low, high = told["band"]
    lines = [
        f"街块 {told['blocks']:,} 个，{told['households']:,.0f} 户，划为 {told['grids']:,} 个网格"
        f" · {told['blocks']:,} blocks, {told['households']:,.0f} households, {told['grids']:,} grids",
        f"在 {low:g}–{high:g} 户之间 · in the band：{told['in_band']:.1%}（可行处 · where feasible"
        f" {told['in_band_feasible']:.1%}）",
        f"平均偏差 · mean deviation {told['mad']:.2%}，紧凑度 · Polsby-Popper {told['polsby_popper']:.3f}，"
        f"网格边界 · borders {told['cut_m']:,.0f} m",
        f"多余碎块 · extra pieces {told['extra_pieces']}，跨上级 · across parents {told['nesting_violations']}，"
        f"{told['seconds']:.1f} s",
    ]
    lines += [
        f"不可行 · infeasible {one['parent']}：{one['zh']} · {one['en']}（{one['households']:,.0f} 户 · households，"
        f"{one['outside']}/{one['grids']}）"
        for one in told["infeasible"]
    ]
    lines += [f"注意 · note：{one['message']}" for one in told["problems"]]
    return "\n".join([*lines, f"已写入 {told['out']} · written to {told['out']}"])
