"""Small files to import into the square district's part of the world."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyproj import Transformer

from geodata.crs import LONLAT, MEASURE
from tests.factories import ORIGIN

_TO_LONLAT = Transformer.from_crs(MEASURE, LONLAT, always_xy=True)


def lonlat(x: float, y: float) -> tuple[float, float]:
    """Lon, lat of drawing metres (see tests/factories.py)."""
    lon, lat = _TO_LONLAT.transform(ORIGIN[0] + x, ORIGIN[1] + y)
    return round(lon, 9), round(lat, 9)


def box(x: float, y: float, width: float, height: float) -> dict[str, Any]:
    """A GeoJSON rectangle in lon, lat, drawn in metres."""
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
    return {"type": "Polygon", "coordinates": [[lonlat(*corner) for corner in corners]]}


@pytest.fixture
def geojson(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes features (code, name, geometry) and returns the file."""

    def write(*features: tuple[Any, str, Any], name: str = "areas.geojson") -> Path:
        members = [
            {"type": "Feature", "properties": {"code": code, "name": title}, "geometry": geometry}
            for code, title, geometry in features
        ]
        path = tmp_path / name
        path.write_text(json.dumps({"type": "FeatureCollection", "features": members}), encoding="utf-8")
        return path

    return write


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes lines of cells as CSV and returns the file."""

    def write(*lines: tuple[Any, ...], name: str = "table.csv") -> Path:
        path = tmp_path / name
        path.write_text("".join(",".join(map(str, line)) + "\n" for line in lines), encoding="utf-8")
        return path

    return write
