"""The smooth event heat: density bands with a unit, clipped to the district, one legend for every period."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from math import ceil
from typing import Any

import contourpy
import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from geodata.analysis.density import Surface, class_breaks, density_surface
from geodata.crs import LONLAT, MEASURE

from .catalogue.events_heat import UNIT, UNIT_EN
from .event_filters import event_parameters
from .sql import run, statement

BANDWIDTH_M = 200.0
STEP_M = 50.0
# Districts too wide for 50 m nodes get a coarser surface with a wider, stated bandwidth.
MOST_NODES = 400_000
YEAR_DAYS = 365
# Class breaks are rounded to two digits: of more events a part tells them, for a tenth of the time at ten million.
MOST_POINTS = 300_000
# Of a quiet category even the densest place has less than one event a month: what lies above this share of it counts.
LEAST_SHARE = 0.05


@dataclass(frozen=True)
class Frame:
    """Where heat is drawn (metres of MEASURE) and at which bandwidth; outline is None without areas."""

    outline: BaseGeometry | None
    bounds: tuple[float, float, float, float]
    bandwidth_m: float
    step_m: float


def heat_frame(today: date) -> Frame | None:
    """The frame of the loaded district; None when there is neither an area nor an event (1 statement)."""
    ((wkb, *corners),) = run(statement("read_heat_frame"), {"today": today})
    if corners[0] is None:
        return None
    bounds = (float(corners[0]), float(corners[1]), float(corners[2]), float(corners[3]))
    width, height = max(bounds[2] - bounds[0], 1000.0), max(bounds[3] - bounds[1], 1000.0)
    coarser = max(1, ceil((width * height / STEP_M**2 / MOST_NODES) ** 0.5))
    outline = shapely.from_wkb(bytes(wkb)) if wkb else None
    return Frame(outline, bounds, BANDWIDTH_M * coarser, STEP_M * coarser)


def surface(frame: Frame, filters: Mapping[str, Any]) -> tuple[Surface, int]:
    """The density of the filtered events and how many there are inside the frame (1 statement)."""
    return _surface(frame, event_parameters(filters), "pack_event_points")


def _surface(frame: Frame, parameters: Mapping[str, Any], points_by: str) -> tuple[Surface, int]:
    """As surface, of the points that a statement gives."""
    box = dict(zip(("xmin", "ymin", "xmax", "ymax"), frame.bounds, strict=True))
    ((packed,),) = run(statement(points_by), {**parameters, **box, "srid": MEASURE})
    points = np.frombuffer(bytes(packed or b""), dtype=">f8").astype(np.float64).reshape(-1, 2)
    made = density_surface(
        points, frame.bounds, bandwidth_m=frame.bandwidth_m, step_m=frame.step_m, days=parameters["days"]
    )
    return made, len(points)


# The legend is that of what is looked at, whenever and wherever that is: periods, frames, hours and both counts share it.
_LEGEND_WORDS = ("category", "priority", "source", "state", "category_ids", "late_at")


def legend_breaks(filters: Mapping[str, Any], stand: Hashable, last: date, today: date) -> tuple[float, ...]:
    """The class breaks of a choice: from the twelve months before `last`, whichever days, hours and area are looked at.

    stand: what the events stand at; it, the days and the words make the answer cacheable.
    """
    words = {name: filters[name] for name in _LEGEND_WORDS if name in filters}
    frozen = tuple(
        (name, tuple(value) if isinstance(value, list) else value) for name, value in words.items()
    )
    return _fixed_breaks(stand, last, today, frozen)


@lru_cache(maxsize=32)
def _fixed_breaks(
    stand: Hashable, last: date, today: date, words: tuple[tuple[str, Any], ...]
) -> tuple[float, ...]:
    frame = heat_frame(today)
    if frame is None:
        return tuple(class_breaks(np.array([])))
    year = dict(words) | {"from": last - timedelta(days=YEAR_DAYS - 1), "to": last}
    values = _year_densities(frame, year)
    least = LEAST_SHARE * values.max() if values.size else 0.0
    return tuple(class_breaks(values[values >= min(1.0, least)]))


def _year_densities(frame: Frame, year: Mapping[str, Any]) -> NDArray[np.float64]:
    """The densities of a year (1-2 statements); of very many events, those of a part that stands for all."""
    parameters = event_parameters(year)
    ((known,),) = run(statement("count_heat_kinds"), parameters)
    if known <= MOST_POINTS or "state" in year:
        return _surface(frame, parameters, "pack_event_points")[0].values
    part = MOST_POINTS / known
    sampled = _surface(frame, parameters | {"percent": 100 * part}, "sample_event_points")[0]
    densities: NDArray[np.float64] = sampled.values / part
    return densities


def heat_bands(filters: Mapping[str, Any], breaks: tuple[float, ...], today: date) -> dict[str, Any]:
    """GeoJSON of the density bands plus a `heat` member with unit, bandwidth, breaks, maximum and count."""
    frame = heat_frame(today)
    head = {
        "unit": UNIT,
        "unit_en": UNIT_EN,
        "breaks": list(breaks),
        "from": filters["from"].isoformat(),
        "to": filters["to"].isoformat(),
        "days": (filters["to"] - filters["from"]).days + 1,
    }
    if frame is None:
        return _collection([], head | {"count": 0, "max": 0.0, "bandwidth_m": BANDWIDTH_M})
    made, count = surface(frame, filters)
    head |= {"count": count, "max": round(float(made.values.max()), 1), "bandwidth_m": frame.bandwidth_m}
    return _collection(_features(made, frame, breaks), head)


def _collection(features: list[dict[str, Any]], head: dict[str, Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features, "heat": head}


def _features(made: Surface, frame: Frame, breaks: tuple[float, ...]) -> list[dict[str, Any]]:
    """One MultiPolygon per class that occurs, lowest first; neighbours share their edge, nothing shows between them."""
    contours = contourpy.contour_generator(made.x, made.y, made.values, fill_type="OuterOffset")
    above = [_above(contours, low, frame) for low in breaks]
    features = []
    for band, low in enumerate(breaks):
        last = band + 1 == len(breaks)
        shape = above[band] if last else shapely.difference(above[band], above[band + 1])
        if not shape.is_empty:
            features.append(
                {
                    "type": "Feature",
                    "properties": {"band": band, "low": low, "high": None if last else breaks[band + 1]},
                    "geometry": shapely.geometry.mapping(_to_lonlat(shape)),
                }
            )
    return features


def _above(contours: Any, low: float, frame: Frame) -> BaseGeometry:
    """The area of at least a density, clipped and thinned to a fifth of a step."""
    rings = [
        [outline[start:end] for start, end in pairwise(offsets)]
        for outline, offsets in zip(*contours.filled(low, np.inf), strict=True)
    ]
    polygons = [shapely.Polygon(parts[0], parts[1:]) for parts in rings]
    shape = shapely.simplify(shapely.union_all(shapely.make_valid(polygons)), frame.step_m / 5)
    return shapely.intersection(shape, frame.outline) if frame.outline is not None else shape


@lru_cache(maxsize=1)
def _lonlat_transformer() -> Transformer:
    return Transformer.from_crs(MEASURE, LONLAT, always_xy=True)


def _to_lonlat(shape: BaseGeometry) -> BaseGeometry:
    """The shape in degrees, rounded to about a metre."""

    def project(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        longitude, latitude = _lonlat_transformer().transform(xy[:, 0], xy[:, 1])
        return np.round(np.column_stack([longitude, latitude]), 5)

    polygons = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return shapely.transform(shapely.MultiPolygon(polygons), project)
