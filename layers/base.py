"""What a layer is: its rows, audience, zooms, columns and legend, declared once and read by everything."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from geodata.rules.viewer import Role, Viewer

from .styles import Swatch


@dataclass(frozen=True)
class Field:
    """A column that leaves the server with a layer; unit is empty for words and plain counts."""

    name: str
    title: str
    title_en: str
    unit: str = ""


@dataclass(frozen=True)
class LegendItem:
    """One line of a legend: the value it explains and the swatch that shows it."""

    key: str
    title: str
    title_en: str
    swatch: Swatch


@dataclass(frozen=True)
class Legend:
    """A legend; unit says what numbers mean, items are in reading order."""

    title: str
    title_en: str
    items: tuple[LegendItem, ...]
    unit: str = ""
    unit_en: str = ""


@dataclass(frozen=True)
class Question:
    """What a request asks of a layer besides the place: who asks, on which local day, with which filters."""

    viewer: Viewer
    today: date
    filters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Rows:
    """A named SELECT giving id, geom (EPSG:3857) and the fields, and the values bound to it."""

    statement: str
    fields: tuple[Field, ...]
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Layer:
    """A map layer.

    kinds: the data versions it depends on. labels: rows of label points, drawn as MVT layer <name>_labels.
    counts: rows per cell that stand for the rows in tiles below zoom rows_from, drawn as MVT layer <name>_counts.
    sensitive: answers are never stored by anyone. limit: features a GeoJSON answer holds at most.
    """

    name: str
    title: str
    title_en: str
    geometry: str
    kinds: tuple[str, ...]
    zooms: tuple[int, int]
    audience: frozenset[Role]
    legend: Legend
    rows: Callable[[Question], Rows]
    labels: Callable[[Question], Rows] | None = None
    counts: Callable[[Question], Rows] | None = None
    rows_from: int = 0
    filters: tuple[str, ...] = ()
    sensitive: bool = False
    limit: int = 2000

    def visible_to(self, viewer: Viewer) -> bool:
        """Whether the audience table gives this layer to the viewer."""
        return viewer.role in self.audience

    @property
    def public(self) -> bool:
        """Whether everyone gets the same bytes."""
        return Role.PUBLIC in self.audience
