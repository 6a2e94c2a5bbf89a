"""How much of what is warm an edit drops: a twentieth at most, and all that shows it."""

from collections.abc import Callable
from typing import Any

import pytest

from geodata.models import Area, Building, Device, Event, ServicePoint
from geodata.queries.live_changes import Change, changes_between, kept_changes
from geodata.rules.viewer import Role, Viewer
from layers.base import Layer
from layers.known_changes import KnownChanges
from layers.registry import layers_for
from layers.tile_grid import Tile
from tests.factories import SquareDistrict

pytestmark = pytest.mark.django_db(transaction=True)
# A district of 17 km, as the demo town is: the square district lies in one of these cells.
CELLS = [(x, y) for x in (3211, 3212) for y in (1748, 1749)]
W1 = "999901001001001"
EDITS: dict[str, tuple[Callable[[], Any], set[str]]] = {
    "grid renamed": (lambda: Area.objects.filter(code=W1).update(name="新名"), {"grids", "grid_types"}),
    "community renamed": (lambda: Area.objects.filter(level="community").update(name="新名"), {"communities"}),
    "district renamed": (lambda: Area.objects.filter(level="district").update(name="新名"), {"districts"}),
    "event moved on": (lambda: Event.objects.filter(area__code=W1).update(priority="urgent"), {"events", "events_heat"}),
    "service point renamed": (lambda: ServicePoint.objects.update(name="新名"), {"service_points"}),
    "building mended": (lambda: Building.objects.update(floors=7), {"buildings"}),
    "device named": (lambda: Device.objects.update(name="新名"), {"devices"}),
}  # fmt: skip


def warm() -> list[tuple[Layer, Tile]]:
    """Every tile of every layer an operator may see and keep, from zoom 11 on."""
    tiles = [
        Tile(zoom, x, y)
        for zoom in range(11, 17)
        for x in range(_scaled(3211, zoom), _scaled(3213, zoom))
        for y in range(_scaled(1748, zoom), _scaled(1750, zoom))
    ]
    kept = [layer for layer in layers_for(Viewer(Role.OPERATOR)) if not layer.sensitive]
    return [(layer, tile) for layer in kept for tile in tiles if layer.zooms[0] <= tile.z]


def _scaled(cell: int, zoom: int) -> int:
    return int(cell * 2.0 ** (zoom - 12))


def told(work: Callable[[], Any]) -> list[Change]:
    """What a committed edit tells."""
    last = kept_changes().last
    work()
    return changes_between(last)


@pytest.mark.parametrize("name", EDITS)
def test_one_edit_drops_at_most_a_twentieth_and_only_of_layers_that_show_it(
    furnished: SquareDistrict, name: str
) -> None:
    edit, shown_in = EDITS[name]
    known, tiles = KnownChanges(), warm()
    known.resume()
    before = [known.stamp(layer.kinds, tile) for layer, tile in tiles]
    known.note(told(edit))
    dropped = [
        (layer.name, tile)
        for (layer, tile), stamp in zip(tiles, before, strict=True)
        if known.stamp(layer.kinds, tile) != stamp
    ]
    assert {layer for layer, _ in dropped} == shown_in
    assert 0 < len(dropped) <= len(tiles) / 20
