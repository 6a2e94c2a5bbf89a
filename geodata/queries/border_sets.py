"""Which borders are in force together, and their shapes for simplifying."""

from dataclasses import dataclass
from datetime import date

from geodata.rules.levels import Level
from geodata.sql import rows


@dataclass(frozen=True)
class BorderSet:
    """The borders of a level in force on a day; made: whether their simplified forms are there."""

    level: Level
    name: str
    made: bool


@dataclass(frozen=True)
class WebBorder:
    """A border in force: shape is WKB in EPSG:3857."""

    boundary_id: int
    level: Level
    area_id: int
    parent_id: int | None
    shape: bytes


def border_sets(day: date) -> list[BorderSet]:
    """The sets in force on a day (1 statement)."""
    return [
        BorderSet(Level(row["level"]), row["name"], row["made"]) for row in rows("list_border_sets", day=day)
    ]


def web_borders(day: date) -> list[WebBorder]:
    """All borders in force on a day (1 statement)."""
    return [
        WebBorder(row["id"], Level(row["level"]), row["area_id"], row["parent_id"], bytes(row["shape"]))
        for row in rows("list_web_borders", day=day)
    ]
