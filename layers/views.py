"""HTTP of the layers: parse, ask, answer. `request.viewer` is set by the web layer above."""

import gzip
import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from geodata.errors import NotFound
from geodata.queries.events import category_ids, default_period
from geodata.rules.service_points import ServiceKind

from .base import Layer, Question
from .event_filters import EVENT_FILTERS, STANDING_FILTER, filled_period
from .extent import data_bounds
from .filters import bbox, read_filters, word
from .geojson import feature_collection
from .heat_surface import fixed_breaks, heat_bands
from .registry import find_layer, layers_for
from .tile_grid import Tile
from .tilejson import tile_json
from .tiles import build_tile
from .versions import data_version, etag

MVT = "application/vnd.mapbox-vector-tile"
READERS = {**EVENT_FILTERS, **STANDING_FILTER, "kind": word(*ServiceKind)}
PUBLIC_CACHE = "public, max-age=300, stale-while-revalidate=600"
STAFF_CACHE = "private, no-cache"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The layers this viewer may see, in drawing order, and where the loaded data lies."""
    listed = [
        {
            "name": layer.name,
            "title": layer.title,
            "title_en": layer.title_en,
            "geometry": layer.geometry,
            "minzoom": layer.zooms[0],
            "maxzoom": layer.zooms[1],
            "tilejson": f"/layers/{layer.name}.json",
        }
        for layer in layers_for(request.viewer)
    ]
    return _json({"bounds": data_bounds(), "layers": listed}, "private, no-cache")


@require_safe
def description(request: HttpRequest, name: str) -> HttpResponse:
    """TileJSON with legend and fields."""
    layer = _layer(request, name)
    origin = f"{request.scheme}://{request.get_host()}"
    described = tile_json(layer, origin, data_version(layer), data_bounds(), _question(request, layer))
    return _json(described, _cache_rule(layer))


@require_safe
def tile(request: HttpRequest, name: str, z: int, x: int, y: int) -> HttpResponse:
    """A vector tile; 304 when the asker already has this version."""
    layer = _layer(request, name)
    place = Tile(z, x, y)
    if not place.exists or not layer.zooms[0] <= z <= layer.zooms[1]:
        raise NotFound(
            f"没有这个瓦片：{name} 的层级为 {layer.zooms[0]}–{layer.zooms[1]}。",
            f"No such tile: {name} has zooms {layer.zooms[0]}-{layer.zooms[1]}.",
        )
    question = _question(request, layer)
    tag = etag(layer, question.viewer, question.today, question.filters, f"{z}/{x}/{y}")
    if request.headers.get("If-None-Match") == tag:
        return _stamped(HttpResponseNotModified(), layer, tag)
    body = build_tile(layer, place, question)
    return _stamped(_compressed(request, HttpResponse(body, content_type=MVT)), layer, tag)


@require_safe
def features(request: HttpRequest, name: str) -> HttpResponse:
    """GeoJSON inside a bbox, limited."""
    layer = _layer(request, name)
    box = bbox(request.GET["bbox"]) if "bbox" in request.GET else None
    question = _question(request, layer)
    tag = etag(layer, question.viewer, question.today, question.filters, f"geojson {box}")
    if request.headers.get("If-None-Match") == tag:
        return _stamped(HttpResponseNotModified(), layer, tag)
    body = json.dumps(feature_collection(layer, box, question), ensure_ascii=False, default=str)
    answer = HttpResponse(body, content_type="application/geo+json")
    return _stamped(_compressed(request, answer), layer, tag)


@require_safe
def heat_surface(request: HttpRequest) -> HttpResponse:
    """The smooth heat as density bands with unit, bandwidth and breaks."""
    layer = _layer(request, "events_heat")
    question = _question(request, layer)
    tag = etag(layer, question.viewer, question.today, question.filters, "surface")
    if request.headers.get("If-None-Match") == tag:
        return _stamped(HttpResponseNotModified(), layer, tag)
    period = default_period(question.today)
    breaks = fixed_breaks(data_version(layer), period.last, question.today)
    bands = heat_bands(question.filters, breaks, question.today)
    bands["heat"] |= {"historical": period.historical, "as_of": timezone.now().isoformat(timespec="seconds")}
    answer = HttpResponse(json.dumps(bands), content_type="application/geo+json")
    return _stamped(_compressed(request, answer), layer, tag)


def _layer(request: HttpRequest, name: str) -> Layer:
    """The layer, or one and the same refusal for unknown and not permitted."""
    layer = find_layer(name, request.viewer)
    if layer is None:
        raise NotFound(f"没有名为 {name[:40]} 的图层。", f"There is no layer named {name[:40]}.")
    return layer


def _question(request: HttpRequest, layer: Layer) -> Question:
    """What is asked, with the default period filled in and categories resolved."""
    today = timezone.localdate()
    readers = {name: READERS[name] for name in layer.filters}
    filters = read_filters(readers, request.GET)
    if "from" in readers:
        filters = filled_period(filters, default_period(today))
    if "category" in filters:
        filters["category_ids"] = category_ids(filters["category"])
    return Question(request.viewer, today, filters)


def _cache_rule(layer: Layer) -> str:
    if layer.sensitive:
        return "no-store"
    return PUBLIC_CACHE if layer.public else STAFF_CACHE


def _stamped(response: HttpResponse, layer: Layer, tag: str) -> HttpResponse:
    response["Cache-Control"] = _cache_rule(layer)
    if not layer.sensitive:
        response["ETag"] = tag
    return response


def _json(body: Any, cache: str) -> HttpResponse:
    response = JsonResponse(body, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = cache
    return response


def _compressed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The response gzipped where the asker takes it and it is worth it."""
    patch_vary_headers(response, ("Accept-Encoding",))
    if len(response.content) > 400 and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.content = gzip.compress(response.content, compresslevel=5, mtime=0)
        response["Content-Encoding"] = "gzip"
    return response
