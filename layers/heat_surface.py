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

from geodata.analysis.density import Surface, class_breaks, density_surface, least_density
from geodata.crs import LONLAT, MEASURE

from .catalogue.events_heat import UNIT, UNIT_EN
from .heat_places import Places, event_places, usual_places, what_is_usual
from .sql import run, statement

BANDWIDTH_M = 200.0
STEP_M = 50.0
# Districts too wide for 50 m nodes get a coarser surface with a wider, stated bandwidth.
MOST_NODES = 400_000
YEAR_DAYS = 365
# Of a quiet category even the densest place has less than one event a month: what lies above this share of it counts.
LEAST_SHARE = 0.05
# What fewer events carry is no finding but hatched; a quiet choice is drawn so wide that its lowest class is, in a month.
FEWEST, MONTH_DAYS = 5.0, 30
WIDER = (1.0, 1.5, 2.0, 3.0, 4.0)
# The highest class has no end: lines in it, each so many times as high as the one before, show where its middle is.
LINE_STEP, MOST_LINES = 1.5, 8


@dataclass(frozen=True)
class Frame:
    """Where heat is drawn (metres of MEASURE) and at which bandwidth; outline is None without areas."""

    outline: BaseGeometry | None
    bounds: tuple[float, float, float, float]
    bandwidth_m: float
    step_m: float

    def widened(self, times: float) -> "Frame":
        """The frame of a surface so many times as wide and as coarse."""
        return Frame(self.outline, self.bounds, self.bandwidth_m * times, self.step_m * times)


@dataclass(frozen=True)
class Fixed:
    """What all surfaces, cells, frames and periods of a choice share: class breaks, and how much wider than usual it is."""

    breaks: tuple[float, ...]
    times: float = 1.0


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
    """The density of the filtered events and how many there are inside the frame (1-2 statements)."""
    places = event_places(frame.bounds, filters)
    return _density(frame, places, _days(filters)), int(places.events.sum())


def _density(frame: Frame, places: Places, days: int) -> Surface:
    return density_surface(
        places.points,
        frame.bounds,
        bandwidth_m=frame.bandwidth_m,
        step_m=frame.step_m,
        days=days,
        events=places.events,
        square_m=places.square_m,
    )


def _days(filters: Mapping[str, Any]) -> int:
    return (filters["to"] - filters["from"]).days + 1


# The legend is that of what is looked at, whenever and wherever that is: periods, frames, hours and both counts share it.
_LEGEND_WORDS = ("category", "priority", "source", "state", "category_ids", "late_at")


def legend_of(filters: Mapping[str, Any], stand: Hashable, last: date, today: date) -> Fixed:
    """The legend of a choice: from the twelve months before `last`, whichever days, hours and area are looked at.

    stand: what the events stand at; it, the days and the words make the answer cacheable.
    """
    words = {name: filters[name] for name in _LEGEND_WORDS if name in filters}
    frozen = tuple(
        (name, tuple(value) if isinstance(value, list) else value) for name, value in words.items()
    )
    return _fixed(what_is_usual(_year(frozen, last), stand), last, today, frozen)


_Frozen = tuple[tuple[str, Any], ...]


def _year(words: _Frozen, last: date) -> dict[str, Any]:
    return dict(words) | {"from": last - timedelta(days=YEAR_DAYS - 1), "to": last}


@lru_cache(maxsize=32)
def _fixed(stand: Hashable, last: date, today: date, words: _Frozen) -> Fixed:
    frame = heat_frame(today)
    if frame is None:
        return Fixed(tuple(class_breaks(np.array([]))))
    places = usual_places(frame.bounds, _year(words, last))
    for times in WIDER:
        wide = frame.widened(times)
        values = _density(wide, places, YEAR_DAYS).values
        least = LEAST_SHARE * values.max() if values.size else 0.0
        breaks = tuple(class_breaks(values[values >= min(1.0, least)]))
        if least_density(FEWEST, bandwidth_m=wide.bandwidth_m, days=MONTH_DAYS) <= breaks[0]:
            break
    return Fixed(breaks, times)


def heat_bands(filters: Mapping[str, Any], legend: Fixed, today: date) -> dict[str, Any]:
    """GeoJSON of the density bands plus a `heat` member with unit, bandwidth, breaks, maximum and count.

    too_few: where there is some heat, of too few events to be classed (a geometry, or None). lines: at the densities
    `heat.lines`, inside the highest class (a geometry, or None).
    """
    frame = heat_frame(today)
    head = {
        "unit": UNIT,
        "unit_en": UNIT_EN,
        "breaks": list(legend.breaks),
        "from": filters["from"].isoformat(),
        "to": filters["to"].isoformat(),
        "days": _days(filters),
        "fewest": FEWEST,
    }
    if frame is None:
        return _collection(
            [], None, None, head | {"count": 0, "max": 0.0, "bandwidth_m": BANDWIDTH_M, "lines": []}
        )
    frame = frame.widened(legend.times)
    made, count = surface(frame, filters)
    head |= {"count": count, "max": round(float(made.values.max()), 1), "bandwidth_m": frame.bandwidth_m}
    least = least_density(FEWEST, bandwidth_m=frame.bandwidth_m, days=head["days"])
    head["lines"] = line_densities(legend.breaks[-1], head["max"])
    return _collection(*_bands(made, frame, legend.breaks, least), _lines(made, frame, head["lines"]), head)


def line_densities(highest: float, most: float) -> list[float]:
    """The densities of the lines inside a class from `highest` on, up to `most`; two digits each.

    >>> line_densities(250, 871), line_densities(250, 300)
    ([380.0, 560.0, 840.0], [])
    """
    found = (float(f"{highest * LINE_STEP**step:.2g}") for step in range(1, MOST_LINES + 1))
    return [density for density in found if density < most]


def _collection(
    features: list[dict[str, Any]],
    too_few: dict[str, Any] | None,
    lines: dict[str, Any] | None,
    head: dict[str, Any],
) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": features,
        "too_few": too_few,
        "lines": lines,
        "heat": head,
    }


def _bands(
    made: Surface, frame: Frame, breaks: tuple[float, ...], least: float = 0.0
) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """One MultiPolygon per class that occurs, lowest first, and what is left to too few events.

    Neighbours share their edge, nothing shows between them. least: the density that enough events make.
    """
    contours = contourpy.contour_generator(made.x, made.y, made.values, fill_type="OuterOffset")
    above = [_above(contours, max(low, least), frame) for low in breaks]
    features = []
    for band, low in enumerate(breaks):
        last = band + 1 == len(breaks)
        shape = above[band] if last else shapely.difference(above[band], above[band + 1])
        if not shape.is_empty:
            words = {"band": band, "low": low, "high": None if last else breaks[band + 1]}
            features.append({"type": "Feature", "properties": words, "geometry": _geojson(shape)})
    if least <= breaks[0]:
        return features, None
    few = shapely.difference(_above(contours, breaks[0], frame), above[0])
    return features, None if few.is_empty else _geojson(few)


def _lines(made: Surface, frame: Frame, densities: list[float]) -> dict[str, Any] | None:
    """The lines at some densities, clipped and thinned like the bands; None where there are none."""
    contours = contourpy.contour_generator(made.x, made.y, made.values)
    drawn = [shapely.linestrings(line) for density in densities for line in contours.lines(density)]
    shape = shapely.simplify(shapely.MultiLineString(drawn), frame.step_m / 5)
    clipped = shapely.intersection(shape, frame.outline) if frame.outline is not None else shape
    return None if clipped.is_empty else _geojson(clipped)


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


def _geojson(shape: BaseGeometry) -> dict[str, Any]:
    """The shape in degrees, rounded to about a metre."""

    def project(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        longitude, latitude = _lonlat_transformer().transform(xy[:, 0], xy[:, 1])
        return np.round(np.column_stack([longitude, latitude]), 5)

    parts = shapely.get_parts(shape)
    polygons = [part for part in parts if part.geom_type == "Polygon"]
    lines = [part for part in parts if part.geom_type == "LineString"]
    kept = shapely.MultiPolygon(polygons) if polygons else shapely.MultiLineString(lines)
    found: dict[str, Any] = shapely.geometry.mapping(shapely.transform(kept, project))
    return found
