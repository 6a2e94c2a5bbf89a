"""What lies on the ground as tiles show it: land cover, water and roads, exactly, and the state of their simple forms."""

from dataclasses import dataclass
from enum import StrEnum

from django.contrib.gis.db.models.functions import AsWKB
from django.db.models import F, Value
from django.db.models.functions import Round

from geodata.models import LandCover, Road, Water
from geodata.sql import rows


class GroundLayer(StrEnum):
    """Layers whose shapes are simplified far out, named as their kinds of changes are."""

    LANDCOVER = "landcover"
    WATER = "water"
    ROADS = "roads"


@dataclass(frozen=True)
class GroundState:
    """The data version of a layer; simple: whether simple forms of it are there."""

    version: int
    simple: bool


@dataclass(frozen=True)
class GroundShape:
    """A row: category is its kind or class; shape is WKB in EPSG:3857; width (m) and stairs are those of a road."""

    id: int
    category: str
    name: str
    shape: bytes
    width_m: int | None = None
    stairs: bool = False


def ground_state(layer: GroundLayer) -> GroundState:
    """How a layer stands (1 statement)."""
    return GroundState(**rows("know_simple_ground", layer=layer.value)[0])


def ground_shapes(layer: GroundLayer) -> list[GroundShape]:
    """All rows of a layer by id (1 statement)."""
    return _roads() if layer is GroundLayer.ROADS else _surfaces(layer)


def _surfaces(layer: GroundLayer) -> list[GroundShape]:
    model = LandCover if layer is GroundLayer.LANDCOVER else Water
    # Tiles of land cover tell no names.
    name = Value("") if layer is GroundLayer.LANDCOVER else F("name")
    found = model.objects.order_by("pk").values_list("pk", "kind", name, AsWKB("web"))
    return [GroundShape(key, kind, told, bytes(shape)) for key, kind, told, shape in found.iterator(5000)]


def _roads() -> list[GroundShape]:
    found = Road.objects.order_by("pk").values_list(
        "pk", "road_class", "name", AsWKB("web"), Round("width_m"), "stairs"
    )
    return [
        GroundShape(key, road_class, name, bytes(shape), int(width), stairs)
        for key, road_class, name, shape, width, stairs in found.iterator(5000)
    ]
