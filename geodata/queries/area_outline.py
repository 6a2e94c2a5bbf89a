"""One area as a map needs it: its outline, its frame and the way up."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from geodata.errors import NotFound
from geodata.rules.levels import Level
from geodata.sql import rows


@dataclass(frozen=True)
class AreaOutline:
    """An area in force: code, level, bounds (west, south, east, north in degrees) and GeoJSON geometry (degrees)."""

    code: str
    level: str
    bounds: tuple[float, float, float, float]
    geometry: str


def outline_of(code: str, today: date) -> AreaOutline:
    """The area with this code in force on the day; NotFound otherwise (1 statement)."""
    return _single(rows("read_area_outline", code=code, lon=None, lat=None, level=None, today=today))


def outline_at(lon: float, lat: float, level: Level, today: date) -> AreaOutline:
    """The area of a level at a place (degrees) on the day; NotFound outside (1 statement)."""
    return _single(rows("read_area_outline", code=None, lon=lon, lat=lat, level=level.value, today=today))


def _single(found: list[dict[str, Any]]) -> AreaOutline:
    if not found:
        raise NotFound("这里没有区域。", "There is no area here.")
    row = found[0]
    bounds = (row["west"], row["south"], row["east"], row["north"])
    return AreaOutline(row["code"], row["level"], bounds, row["geometry"])
