"""Several layers asked for as one tile."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from geodata.errors import NotFound
from geodata.rules.viewer import Viewer

from .base import Layer
from .registry import find_layer

MOST_LAYERS = 24


@dataclass(frozen=True)
class LayerSet:
    """Layers that travel in one tile, each as MVT layers of its own, in the asked order."""

    layers: tuple[Layer, ...]

    @cached_property
    def name(self) -> str:
        """The names as an address has them."""
        return ",".join(layer.name for layer in self.layers)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of data drawn, each once, in the order of the layers; versions are told in this order."""
        return tuple(dict.fromkeys(kind for layer in self.layers for kind in layer.kinds))

    @cached_property
    def zooms(self) -> tuple[int, int]:
        """From the first zoom of any of the layers to the last."""
        return min(layer.zooms[0] for layer in self.layers), max(layer.zooms[1] for layer in self.layers)

    @cached_property
    def filters(self) -> tuple[str, ...]:
        """The filters any of the layers takes."""
        return tuple(dict.fromkeys(name for layer in self.layers for name in layer.filters))

    @cached_property
    def public(self) -> bool:
        """Whether everyone gets the same bytes."""
        return all(layer.public for layer in self.layers)

    @cached_property
    def sensitive(self) -> bool:
        """Whether answers must not be stored by anyone."""
        return any(layer.sensitive for layer in self.layers)

    def at(self, zoom: int) -> tuple[Layer, ...]:
        """The layers that are drawn at a zoom."""
        return tuple(layer for layer in self.layers if layer.zooms[0] <= zoom <= layer.zooms[1])

    def privilege(self, viewer: Viewer) -> str:
        """Viewers of one class get the same bytes: everyone for public layers, else role and reach."""
        if self.public:
            return "public"
        reach = ",".join(map(str, viewer.area_scope)) if viewer.area_scope is not None else "all"
        return f"{viewer.role}|{reach}|{viewer.department_id}"


def find_set(names: str, viewer: Viewer) -> LayerSet:
    """The layers named with commas; unknown, repeated and not permitted ones are one and the same NotFound."""
    listed = tuple(names.split(","))
    found = tuple(layer for name in listed if (layer := find_layer(name, viewer)) is not None)
    if len(found) < len(listed) or len(set(listed)) < len(listed) or len(listed) > MOST_LAYERS:
        raise NotFound(f"没有名为 {names[:40]} 的图层。", f"There is no layer named {names[:40]}.")
    return _set_of(found)


@lru_cache(maxsize=512)
def _set_of(layers: tuple[Layer, ...]) -> LayerSet:
    return LayerSet(layers)
