"""A map as one HTML file that opens from disk: folium's page with our own ground, nothing asked of any network."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import folium
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from .sql import run, statement
from .styles import DISTRICT_LINE, HEAT, ROADS, SUBDISTRICT_LINE

MOST_BYTES = 500_000
ROAD_CLASSES = ("expressway", "arterial", "secondary")
LEVELS = ("district", "subdistrict")
# About a pixel where the whole district is shown; wide districts are simplified until the file is small enough.
TOLERANCES_M = (15.0, 40.0, 120.0)
_LINES = {
    "district": (DISTRICT_LINE, 2.5),
    "subdistrict": (SUBDISTRICT_LINE, 1.2),
}
_ROAD_WIDTHS = {"expressway": 3.0, "arterial": 2.2, "secondary": 1.4}
_FROM_OUTSIDE = re.compile(r"<(?:script|link)[^>]+(?:src|href)=[^>]*>(?:</script>)?")
_ASKS_FOR_FILES = re.compile(r"url\([^)]*\)")
_SIGNS = re.compile(r"""[&<>"'`${}\\]""")


@dataclass(frozen=True)
class Report:
    """What stands round the map. facts: (name, value); legend: the text of each class, lowest first."""

    title: str
    language: str
    facts: Sequence[tuple[str, str]]
    unit: str
    legend: Sequence[str]
    titles: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str


class _BareMap(folium.Map):
    """A map that brings none of the libraries folium links to."""

    default_js: list[tuple[str, str]] = []
    default_css: list[tuple[str, str]] = []


def report_map(report: Report, bands: Mapping[str, Any], today: date) -> str:
    """The HTML of a report on density bands (GeoJSON with a number `band`), at most MOST_BYTES (1-3 statements)."""
    for tolerance in TOLERANCES_M:
        made = _page(report, bands, _lines(today, tolerance))
        if len(made.encode()) <= MOST_BYTES:
            break
    return made


def _lines(today: date, tolerance_m: float) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Kind, class, name and GeoJSON of main roads and borders (1 statement)."""
    asked = {
        "today": today,
        "road_classes": list(ROAD_CLASSES),
        "levels": list(LEVELS),
        "tolerance_m": tolerance_m,
    }
    found = run(statement("list_report_lines"), asked)
    return [(kind, own, name, json.loads(shape)) for kind, own, name, _, shape in found if shape]


def _page(
    report: Report, bands: Mapping[str, Any], lines: Sequence[tuple[str, str, str, dict[str, Any]]]
) -> str:
    drawn = _BareMap(
        tiles=None, zoom_control=True, control_scale=True, attributionControl=False, zoomSnap=0.25
    )
    for kind, own, _, shape in lines:
        if kind == "road":
            _add(drawn, shape, ROADS[own].light, _ROAD_WIDTHS[own])
    for feature in bands["features"]:
        color = HEAT[feature["properties"]["band"]].light
        style = {"stroke": False, "fillColor": color, "fillOpacity": 0.75}
        folium.GeoJson(dict(feature), style_function=lambda _, style=style: style, interactive=False).add_to(
            drawn
        )
    for kind, own, name, shape in lines:
        if kind == "border":
            swatch, width = _LINES[own]
            _add(drawn, shape, swatch.light, width, name if own == "subdistrict" else "")
    drawn.fit_bounds(
        _bounds([shape for _, _, _, shape in lines] + [f["geometry"] for f in bands["features"]])
    )
    return _inlined(report, drawn)


def _add(drawn: folium.Map, shape: dict[str, Any], color: str, width: float, name: str = "") -> None:
    style = {"color": color, "weight": width, "fill": bool(name), "fillOpacity": 0.0}
    tooltip = folium.Tooltip(_escaped(name)) if name else None
    folium.GeoJson(shape, style_function=lambda _: style, tooltip=tooltip, interactive=bool(name)).add_to(
        drawn
    )


def _escaped(name: str) -> str:
    """Text for HTML that also stands inside a JavaScript template: nothing in it is read as code by either."""
    return _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", name)


def _bounds(shapes: Sequence[Mapping[str, Any]]) -> list[list[float]]:
    """South-west and north-east corner, lat and lon, of GeoJSON geometries; the whole of China without any."""
    pairs = [pair for shape in shapes for pair in _pairs(shape["coordinates"])]
    if not pairs:
        return [[18.0, 73.0], [54.0, 135.0]]
    longitudes, latitudes = zip(*pairs, strict=True)
    return [[min(latitudes), min(longitudes)], [max(latitudes), max(longitudes)]]


def _pairs(nested: Any) -> list[tuple[float, float]]:
    if nested and isinstance(nested[0], int | float):
        return [(nested[0], nested[1])]
    return [pair for part in nested for pair in _pairs(part)]


def _inlined(report: Report, drawn: folium.Map) -> str:
    """The page with Leaflet and the style sheets written into it."""
    figure = drawn.get_root()
    style = _ASKS_FOR_FILES.sub("none", _static("leaflet/leaflet.css")) + _static("css/briefing.css")
    head = f"<title>{_escaped(report.title)}</title><style>{style}</style><script>{_static('leaflet/leaflet.js')}</script>"
    context = {**vars(report), "legend": _legend(report)}
    text = figure.render()
    text = _FROM_OUTSIDE.sub("", text)
    text = text.replace(
        "<head>", f'<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">{head}', 1
    )
    text = text.replace("<html>", f'<html lang="{report.language}">', 1)
    text = text.replace("<body>", "<body>" + render_to_string("heat/_briefing_head.html", context), 1)
    # The page folium makes has its script after the body.
    return text.replace("</body>", render_to_string("heat/_briefing_table.html", context) + "</body>", 1)


def _legend(report: Report) -> list[dict[str, str]]:
    return [{"color": swatch.light, "text": text} for swatch, text in zip(HEAT, report.legend, strict=False)]


def _static(name: str) -> str:
    """The text of a static file of the product."""
    found = finders.find(name)
    if found is None:
        raise FileNotFoundError(f"{name} is not among the static files; run make run once, which fetches it")
    return Path(found).read_text(encoding="utf-8").replace("//# sourceMappingURL=leaflet.js.map", "")
