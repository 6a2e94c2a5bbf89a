"""Every listed layer draws something over the town, for a role that may see it."""

import json
from typing import Any

import mapbox_vector_tile
import pytest
from django.contrib.auth import get_user_model
from django.contrib.gis.geos import GEOSGeometry

from geodata.models import Alarm, Building
from layers.registry import LAYERS
from layers.tile_grid import HALF_WORLD_M, Tile
from tests.town import Town


def tile_around(x: float, y: float, zoom: int) -> str:
    """The address of the tile a web mercator point lies in."""
    size = Tile(zoom, 0, 0).size_m
    return f"{zoom}/{int((x + HALF_WORLD_M) / size)}/{int((HALF_WORLD_M - y) / size)}"


# The town has none of these: they come with a district's own files, blocks with refresh_blocks.
IMPORTED_ONLY = {"party_branches", "resources", "devices", "businesses", "blocks"}
# What stands out in so small a town is a matter of chance; test_tiles.py draws a hot spot and a warning.
BY_CHANCE = {"hotspots", "warnings"}


@pytest.mark.parametrize("name", [name for name in LAYERS if name not in IMPORTED_ONLY | BY_CHANCE])
def test_a_layer_gives_a_tile_over_the_town_where_its_features_are(
    town: Town, client: Any, name: str
) -> None:
    client.force_login(get_user_model().objects.get(username="operator"))
    # The town ends in the past of a real clock: by now its alarms are all noticed or closed.
    Alarm.objects.filter(pk=Alarm.objects.latest("raised_at").pk).update(state="raised")
    # Its events are asked for by its own days.
    days = {"from": "2026-05-01", "to": "2026-05-13"} if name.startswith("events") else {}
    features = client.get(f"/layers/{name}.geojson", days).json()["features"]
    assert features
    place = GEOSGeometry(json.dumps(features[0]["geometry"]), srid=4326).point_on_surface.transform(
        3857, clone=True
    )
    address = f"/layers/{name}/{tile_around(place.x, place.y, LAYERS[name].zooms[1] - 2)}.mvt"
    body = client.get(address, days, headers={"accept-encoding": "identity"}).content
    assert mapbox_vector_tile.decode(body)[name]["features"]


def test_buildings_never_travel_whole(town: Town, client: Any) -> None:
    client.force_login(get_user_model().objects.get(username="operator"))
    answer = client.get("/layers/buildings.geojson").json()
    assert Building.objects.count() > answer["numberReturned"] == LAYERS["buildings"].limit
    assert answer["truncated"] is True
