"""The bbox parameter, read in any offered system with the axis order of that system."""

from dataclasses import dataclass
from math import isfinite
from typing import NoReturn

from pyproj import Transformer
from shapely import box as rectangle

from geodata.crs import WEB
from geodata.errors import BadParameter
from layers.tile_grid import HALF_WORLD_M

from .reference_systems import ReferenceSystem

Bounds = tuple[float, float, float, float]
WHOLE_WORLD: Bounds = (-HALF_WORLD_M, -HALF_WORLD_M, HALF_WORLD_M, HALF_WORLD_M)
# Wider boxes leave the reach of a metric projection: every row is looked at instead.
WIDEST_M = 2_000_000.0
_MERCATOR_LATITUDE = 85.05
_FARTHEST_M = 1e9


@dataclass(frozen=True)
class Box:
    """One rectangle of the asked system, or two where it crosses the antimeridian.

    parts: hexadecimal WKB, x before y. web: EPSG:3857 metres holding them, for the index.
    """

    system: ReferenceSystem
    parts: tuple[str, ...]
    web: Bounds


def read_box(text: str, system: ReferenceSystem) -> Box:
    """The box of 4 or 6 numbers (heights are left out of account) in the axis order of the system."""
    west, south, east, north = _corners(text, system)
    if not _sound(system, (west, south, east, north)):
        _refuse(text, system)
    if west > east:
        halves: list[Bounds] = [(west, south, 180.0, north), (-180.0, south, east, north)]
        web = (WHOLE_WORLD[0], WHOLE_WORLD[1], WHOLE_WORLD[2], WHOLE_WORLD[3])
    else:
        halves = [(west, south, east, north)]
        web = _web_bounds(system, halves[0])
    return Box(system, tuple(_padded(half, system.step).hex() for half in halves), web)


def _padded(bounds: Bounds, step: float) -> bytes:
    """WKB of a rectangle widened by the last delivered digit, so that a delivered point lies in its own box."""
    west, south, east, north = bounds
    return bytes(rectangle(west - step, south - step, east + step, north + step).wkb)


def _corners(text: str, system: ReferenceSystem) -> Bounds:
    """West, south, east, north of the numbers."""
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        _refuse(text, system)
    if len(numbers) not in {4, 6} or not all(map(isfinite, numbers)):
        _refuse(text, system)
    half = len(numbers) // 2
    first, second, third, fourth = numbers[0], numbers[1], numbers[half], numbers[half + 1]
    return (second, first, fourth, third) if system.north_first else (first, second, third, fourth)


def _sound(system: ReferenceSystem, bounds: Bounds) -> bool:
    west, south, east, north = bounds
    if system.degrees:
        return -180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90
    return west <= east and south <= north and all(abs(value) <= _FARTHEST_M for value in bounds)


def _web_bounds(system: ReferenceSystem, bounds: Bounds) -> Bounds:
    """EPSG:3857 metres that hold a rectangle of the system with its curved sides, with some room to spare."""
    west, south, east, north = bounds
    if system.degrees:
        south, north = (max(-_MERCATOR_LATITUDE, min(_MERCATOR_LATITUDE, value)) for value in (south, north))
    elif system.srid != WEB and max(east - west, north - south) > WIDEST_M:
        return WHOLE_WORLD
    change = Transformer.from_crs(system.srid, WEB, always_xy=True)
    left, low, right, high = change.transform_bounds(west, south, east, north)
    if not all(map(isfinite, (left, low, right, high))) or left > right:
        return WHOLE_WORLD
    room = 1 + 0.01 * max(right - left, high - low)
    return left - room, low - room, right + room, high + room


def _refuse(text: str, system: ReferenceSystem) -> NoReturn:
    zh, en = (
        ("南,西,北,东", "south,west,north,east")
        if system.north_first
        else ("西,南,东,北", "west,south,east,north")
    )
    unit, unit_en = ("度", "degrees") if system.degrees else ("米", "metres")
    raise BadParameter(
        f"bbox={text[:80]!r} 不能识别；在 {system.uri} 中应写成 {zh}（{unit}），4 个或 6 个数。",
        f"bbox={text[:80]!r} is not understood; in {system.uri} write {en} ({unit_en}), 4 or 6 numbers.",
    )
