"""Write a cut of a block: its children with what each parent had, and who they touch."""

from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

import numpy as np
import shapely
from django.contrib.gis.geos import GEOSGeometry
from django.forms import model_to_dict

from geodata.analysis.block_borders import shared_borders
from geodata.analysis.block_cut import Cut, divided
from geodata.crs import MEASURE
from geodata.models import Block, BlockBorder, BlockCut, BlockFigures, Staff
from geodata.sql import rows


@dataclass(frozen=True)
class Around:
    """A block (rows[own]) and those around it as the plan has them: rows of list_blocks_around with their shapes."""

    rows: list[dict[str, Any]]
    shapes: np.ndarray
    own: int


@dataclass(frozen=True)
class Child:
    """A child before it is stored: the row of its parent, its outline, and its part of the parent's figures."""

    parent: dict[str, Any]
    shape: shapely.Polygon
    households: int
    persons: int
    workplaces: int


def make_block_cut(
    version_id: int, around: Around, cut: Cut, person: Staff | None, now: datetime
) -> BlockCut:
    """The cut, stored and sealed with its children and their borders; no plan holds it yet."""
    made = BlockCut.objects.create(
        version_id=version_id, line=_geometry(cut.line), made_by=person, made_at=now
    )
    children = [*_pieces(around, cut), *_redrawn(around, cut)]
    first = rows("read_next_block_number", version=version_id)[0]["number"]
    stored = Block.objects.bulk_create(
        Block(
            version_id=version_id,
            number=number,
            community_id=child.parent["community"],
            households=child.households,
            persons=child.persons,
            workplaces=child.workplaces,
            geom=_geometry(child.shape),
            place=_geometry(shapely.point_on_surface(child.shape)),
            parent_id=child.parent["id"],
            cut=made,
        )
        for number, child in enumerate(children, start=first)
    )
    _store_figures(stored, children)
    _store_borders(version_id, around, stored, children)
    made.sealed = True
    made.save(update_fields=["sealed"])
    return made


def _geometry(shape: shapely.Geometry) -> GEOSGeometry:
    return GEOSGeometry(shapely.to_wkb(shape).hex(), srid=MEASURE)


def _pieces(around: Around, cut: Cut) -> list[Child]:
    """The pieces of the block; households go where their buildings stand, by ground where none does."""
    parent = around.rows[around.own]
    doors = rows("list_block_doors", block=parent["id"])
    inside = _inside(cut, doors)
    parts = [
        divided(parent[name], _shares(inside, doors, name, cut))
        for name in ("households", "persons", "workplaces")
    ]
    return [
        Child(parent, shape, *figures)
        for shape, figures in zip(cut.pieces, zip(*parts, strict=True), strict=True)
    ]


def _inside(cut: Cut, doors: list[dict[str, Any]]) -> np.ndarray:
    """(doors,) The piece nearest to each door."""
    places = shapely.points(np.array([(row["x"], row["y"]) for row in doors], np.float64).reshape(-1, 2))
    away = shapely.distance(np.array(cut.pieces, dtype=object)[:, None], places[None, :])
    return np.asarray(away.argmin(axis=0))


def _shares(inside: np.ndarray, doors: list[dict[str, Any]], name: str, cut: Cut) -> np.ndarray:
    found = np.bincount(inside, [row[name] for row in doors], len(cut.pieces)).astype(np.float64)
    return found if found.sum() > 0 else np.asarray(shapely.area(np.array(cut.pieces, dtype=object)))


def _redrawn(around: Around, cut: Cut) -> list[Child]:
    """Neighbours with a corner more; nothing else about them changes."""
    beside = [row for place, row in enumerate(around.rows) if place != around.own]
    return [
        Child(
            beside[place],
            shape,
            beside[place]["households"],
            beside[place]["persons"],
            beside[place]["workplaces"],
        )
        for place, shape in sorted(cut.redrawn.items())
    ]


_DIVIDED = ("events", "subjects", "served", "homes", "shops")


def _store_figures(stored: list[Block], children: list[Child]) -> None:
    """The counts of each parent, divided as its households are (by ground where nobody lives)."""
    known = BlockFigures.objects.in_bulk([child.parent["id"] for child in children])
    made: list[BlockFigures] = []
    for pk, figures in known.items():
        own = [place for place, child in enumerate(children) if child.parent["id"] == pk]
        shares = np.array([children[place].households for place in own], np.float64)
        if not shares.sum():
            shares = np.array([children[place].shape.area for place in own])
        parts = {
            name: divided(getattr(figures, name), shares)
            for name in _DIVIDED
            if getattr(figures, name) is not None
        }
        same = model_to_dict(figures, exclude=["block", *parts, "workload"])
        for number, place in enumerate(own):
            told = {name: part[number] for name, part in parts.items()}
            load = figures.workload * float(shares[number] / shares.sum())
            made.append(BlockFigures(block=stored[place], workload=load, **same, **told))
    BlockFigures.objects.bulk_create(made)


def _store_borders(version_id: int, around: Around, stored: list[Block], children: list[Child]) -> None:
    """Whom the children touch: along what their parents did, and each other; bridges end at the nearest child."""
    parents = {child.parent["id"] for child in children}
    beside = [place for place, row in enumerate(around.rows) if row["id"] not in parents]
    shapes = np.array([*(child.shape for child in children), *around.shapes[beside]], dtype=object)
    ids = [*(block.pk for block in stored), *(around.rows[place]["id"] for place in beside)]
    origin = [*(child.parent["id"] for child in children), *ids[len(children) :]]
    known = rows("list_borders_among", blocks=sorted({*origin, *parents}))
    kinds = {frozenset((row["one"], row["other"])): row["kind"] for row in known}
    found = shared_borders(shapes)
    borders = [
        _border(version_id, ids[one], ids[other], length, kinds.get(frozenset((origin[one], origin[other])), "plain"))
        for one, other, length in zip(found.one.tolist(), found.other.tolist(), found.length_m.tolist(), strict=True)
        if one < len(children)
    ]  # fmt: skip
    bridges = chain.from_iterable(
        _bridge(version_id, row, shapes, ids, origin) for row in known if row["bridge"]
    )
    there = {(border.one_id, border.other_id) for border in borders}
    BlockBorder.objects.bulk_create(
        [*borders, *(one for one in bridges if (one.one_id, one.other_id) not in there)]
    )


def _border(
    version_id: int, one: int, other: int, length_m: float, kind: str, *, bridge: bool = False
) -> BlockBorder:
    low, high = sorted((one, other))
    return BlockBorder(
        version_id=version_id, one_id=low, other_id=high, length_m=length_m, kind=kind, bridge=bridge
    )


def _bridge(
    version_id: int, row: dict[str, Any], shapes: np.ndarray, ids: list[int], origin: list[int]
) -> list[BlockBorder]:
    """A bridge of a parent as one between the nearest of the shapes that came of its ends; none where neither was cut."""
    ends = [[place for place, pk in enumerate(origin) if pk == row[end]] for end in ("one", "other")]
    if not all(ends) or all(ids[place] == origin[place] for end in ends for place in end):
        return []
    one, other = min(
        ((one, other) for one in ends[0] for other in ends[1]),
        key=lambda pair: (shapely.distance(shapes[pair[0]], shapes[pair[1]]), pair),
    )
    return [_border(version_id, ids[one], ids[other], 0.0, row["kind"], bridge=True)]
