"""Every row source of a layer can use the index its header names.

Borders are a few hundred rows, warnings a handful: the planner may rightly read them another way, so theirs need only exist.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from geodata.models import Building, Business, Device, PartyBranch, Resource
from geodata.queries.ground_shapes import GroundLayer
from geodata.rules.viewer import Role, Viewer
from layers.base import Layer, Question, Rows
from layers.registry import LAYERS
from layers.sql import statement, wrapped
from layers.tile_grid import BUFFER, HALF_WORLD_M, Tile
from layers.tiles import place_parameters
from tests.town import Town

TODAY = date(2026, 5, 13)
PERIOD = {"from": TODAY - timedelta(days=29), "to": TODAY}
# The town has none of these kinds: they come with a district's own files.
IMPORTED = {
    "select_businesses": (Business, {}),
    "select_devices": (Device, {"kind": "camera"}),
    "select_party_branches": (PartyBranch, {"kind": "own"}),
    "select_resources": (Resource, {"kind": "shelter"}),
}
GROUND = {layer.value for layer in GroundLayer}
ASKERS = (Viewer(Role.OPERATOR), Viewer(Role.GRID_WORKER, (1,)))


def sources() -> list[Any]:
    """Each distinct row source of the catalogue, for the roles that get different ones."""
    found: dict[str, Rows] = {}
    for layer in LAYERS.values():
        for rows in asked(layer):
            found.setdefault(rows.statement, rows)
    return [pytest.param(rows, id=name) for name, rows in found.items()]


def asked(layer: Layer) -> list[Rows]:
    """The row sources of a layer for an operator and a grid worker."""
    questions = [Question(viewer, TODAY, PERIOD) for viewer in ASKERS if layer.visible_to(viewer)]
    rows = [layer.rows(question) for question in questions]
    rows += [layer.labels(question) for question in questions if layer.labels]
    rows += [layer.counts(question) for question in questions if layer.counts]
    return rows + [layer.rows(far) for far in map(_far_out, questions) if layer.name in GROUND]


def _far_out(question: Question) -> Question:
    return replace(question, filters={**question.filters, "zoom": 11})


@pytest.mark.parametrize("rows", sources())
def test_the_index_of_the_header_is_used(town: Town, rows: Rows) -> None:
    header = re.search(r"^-- Index used: (.+)\.$", statement(rows.statement), re.MULTILINE)
    assert header
    named = header.group(1).split(", ")
    existing = existing_indexes()
    assert all(any(index.startswith(name) for index in existing) for name in named)
    fill(rows.statement)
    tile = tile_of_a_house()
    place = place_parameters(tile.bounds(BUFFER), tile.z, tile.size_m / 256)
    box = dict(zip(("tile_xmin", "tile_ymin", "tile_xmax", "tile_ymax"), tile.bounds(), strict=True))
    text = "EXPLAIN " + wrapped("build_tile", rows.statement, rows.fields)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(text, {**rows.parameters, **place, **box, "mvt_name": "x"})
        plan = "\n".join(row[0] for row in cursor.fetchall())
    few = any(index.startswith(("boundary_", "emergingwarning_")) for index in named)
    assert few or any(index in plan for index in named), plan


def fill(name: str) -> None:
    """One at every house of the kinds that the town lacks, so that an index pays."""
    model, fields = IMPORTED.get(name, (None, {}))
    if model is not None:
        model.objects.bulk_create(
            model(name="x", geom=b.geom.centroid, **fields) for b in Building.objects.all()
        )


def tile_of_a_house() -> Tile:
    """A close tile where something stands: a small part of the town, so that an index pays."""
    house = Building.objects.order_by("pk")[0].web.centroid
    size = Tile(17, 0, 0).size_m
    return Tile(17, int((house.x + HALF_WORLD_M) / size), int((HALF_WORLD_M - house.y) / size))


def existing_indexes() -> set[str]:
    """Names of the indexes of the product's tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename LIKE 'geodata%%'")
        return {row[0] for row in cursor.fetchall()}
