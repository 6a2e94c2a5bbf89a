"""One KML Placemark as column values and a geometry in longitude and latitude (degrees, WGS 84)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from .contents import Limits
from .flat_geometry import gathered
from .notices import Notices
from .safe_xml import local

_MULTI = (
    "MultiGeometry",
    "MultiPoint",
    "MultiLineString",
    "MultiCurve",
    "MultiPolygon",
    "MultiSurface",
    "MultiTrack",
)
_STANDARD = ("MultiGeometry", "MultiTrack")
_PLAIN_COLUMNS = ("name", "description", "address", "phoneNumber", "Snippet", "visibility")
_SPACED_COMMA = re.compile(r"\s*,\s*")
_RING_CORNERS = 3


class PlacemarkError(Exception):
    """Why a Placemark cannot be used: code, zh, en."""


@dataclass
class Node:
    """An element with what is in it."""

    tag: str
    attributes: dict[str, str]
    children: list["Node"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its text without surrounding blanks."""
        return "".join(self.pieces).strip()

    def inside(self, *tags: str) -> Iterator["Node"]:
        """The direct children of these tags."""
        return (child for child in self.children if child.tag in tags)

    def below(self, tag: str) -> Iterator["Node"]:
        """All descendants of a tag."""
        for child in self.children:
            if child.tag == tag:
                yield child
            yield from child.below(tag)


def values_of(node: Node, folder: str) -> dict[str, str | None]:
    """Column → text: id, folder, the plain elements, and the extended data by their names."""
    values: dict[str, str | None] = {}
    if node.attributes.get("id"):
        values["id"] = node.attributes["id"]
    if folder:
        values["folder"] = folder
    for child in node.inside(*_PLAIN_COLUMNS[:4]):
        values[child.tag] = child.text or None
    for child in node.below("when"):
        values.setdefault("when", child.text or None)
    for extended in node.inside("ExtendedData"):
        for data in extended.inside("Data"):
            _extended(values, data.attributes.get("name"), next((v.text for v in data.inside("value")), ""))
        for data in extended.below("SimpleData"):
            _extended(values, data.attributes.get("name"), data.text)
    return values


def _extended(values: dict[str, str | None], name: str | None, text: str) -> None:
    """Set an extended value; one that is called like an element of the Placemark gets a name of its own."""
    name = local(name or "").strip()
    if name:
        values[f"{name}_2" if name in (*_PLAIN_COLUMNS, "folder", "id") and name in values else name] = (
            text or None
        )


def geometry_of(node: Node, limits: Limits, notices: Notices) -> Any:
    """The Placemark's geometry, None where it has none; raises PlacemarkError where one cannot be read."""
    return gathered(list(_parts(node, limits, notices)))


def is_blank(node: Node) -> bool:
    """Whether a Placemark has neither values nor anything that could be a geometry."""
    return not any(child.children or child.pieces or child.tag in _GEOMETRIES for child in node.children)


def _parts(node: Node, limits: Limits, notices: Notices) -> Iterator[Any]:
    for child in node.children:
        if child.tag in _MULTI or child.tag in ("pointMember", "lineStringMember", "polygonMember"):
            notices.count("kml_nonconformant", child.tag.startswith("Multi") and child.tag not in _STANDARD)
            yield from _parts(child, limits, notices)
        elif child.tag == "Model":
            notices.count("model")
        elif child.tag in _MAKERS:
            yield from _MAKERS[child.tag](child, limits, notices)


def _point(node: Node, limits: Limits, notices: Notices) -> Iterator[Any]:
    places = _coordinates(node, limits, notices)
    if len(places):
        yield shapely.points(places[0])


def _line(node: Node, limits: Limits, notices: Notices) -> Iterator[Any]:
    places = _coordinates(node, limits, notices)
    if len(places) == 1:
        raise PlacemarkError("line_short", "线只有一个点", "its line has only one point")
    if len(places):
        yield shapely.linestrings(places)


def _polygon(node: Node, limits: Limits, notices: Notices) -> Iterator[Any]:
    outer = [
        _ring(one, limits, notices)
        for part in node.inside("outerBoundaryIs")
        for one in part.inside("LinearRing")
    ]
    inner = [
        _ring(one, limits, notices)
        for part in node.inside("innerBoundaryIs")
        for one in part.inside("LinearRing")
    ]
    outer, inner = ([ring for ring in rings if len(ring)] for rings in (outer, inner))
    if outer:
        yield shapely.polygons(outer[0], holes=[shapely.linearrings(ring) for ring in inner] or None)


def _ring_alone(node: Node, limits: Limits, notices: Notices) -> Iterator[Any]:
    ring = _ring(node, limits, notices)
    if len(ring):
        yield shapely.linestrings(ring)


def _ring(node: Node, limits: Limits, notices: Notices) -> NDArray[np.float64]:
    places = _coordinates(node, limits, notices)
    closed = len(places) > 1 and bool((places[0] == places[-1]).all())
    if 0 < len(places) - closed < _RING_CORNERS:
        raise PlacemarkError("ring_short", "边界环不足三个点", "a ring has less than three points")
    notices.count("ring_closed", len(places) > 0 and not closed)
    return places if closed or not len(places) else np.vstack([places, places[:1]])


def _track(node: Node, limits: Limits, notices: Notices) -> Iterator[Any]:
    texts = [",".join(child.text.split()) for child in node.inside("coord")]
    places = _numbers(texts, limits, notices)
    notices.count("track")
    if len(places) > 1:
        yield shapely.linestrings(places)
    elif len(places):
        yield shapely.points(places[0])


_MAKERS = {
    "Point": _point,
    "LineString": _line,
    "LinearRing": _ring_alone,
    "Polygon": _polygon,
    "Track": _track,
}


_GEOMETRIES = (*_MAKERS, *_MULTI, "Model")


def _coordinates(node: Node, limits: Limits, notices: Notices) -> NDArray[np.float64]:
    text = " ".join(child.text for child in node.inside("coordinates"))
    return _numbers(_SPACED_COMMA.sub(",", text).split(), limits, notices)


def _numbers(tuples: list[str], limits: Limits, notices: Notices) -> NDArray[np.float64]:
    """Longitudes and latitudes (n, 2) of texts "lon,lat[,height]"; heights other than 0 are counted."""
    if len(tuples) > limits.vertices:
        zh = f"图形有 {len(tuples):,} 个顶点，上限 {limits.vertices:,}"
        en = f"its geometry has {len(tuples):,} vertices; the limit is {limits.vertices:,}"
        raise PlacemarkError("too_many_vertices", zh, en)
    if not tuples:
        return np.empty((0, 2))
    try:
        split = [one.strip(",").split(",") for one in tuples]
        places = np.array([(float(one[0]), float(one[1])) for one in split])
        high = any(len(one) > 2 and float(one[2] or 0) for one in split)
    except (ValueError, IndexError):
        raise PlacemarkError(
            "coordinates_wrong", "坐标不是“经度,纬度”的数字", "its coordinates are no numbers 'lon,lat'"
        ) from None
    notices.count("heights_dropped", high)
    return places
