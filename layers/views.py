"""HTTP of the layers: parse, ask, answer. `request.viewer` is set by the web layer above."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from geodata.errors import NotFound
from geodata.queries.events import default_period
from geodata.rules.viewer import Viewer

from .accepted import takes_gzip
from .base import Layer, Question
from .compressed import compressed
from .extent import data_bounds
from .filters import bbox
from .geojson import feature_collection
from .heat_surface import heat_bands, legend_of
from .layer_set import find_set
from .questions import read_question
from .registry import find_layer, layers_for
from .tile_answers import PUBLIC_CACHE, STAFF_CACHE, Asked, tile_answer
from .tile_grid import Tile
from .tilejson import set_json, tile_json
from .versions import data_version, etag, version_marks


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
def description_of_several(request: HttpRequest, names: str) -> HttpResponse:
    """TileJSON of several layers in one tile."""
    layers = find_set(names, request.viewer)
    question = read_question(layers.filters, request.GET, request.viewer)
    origin = f"{request.scheme}://{request.get_host()}"
    described = set_json(layers, origin, data_bounds(), question)
    rule = "no-store" if layers.sensitive else PUBLIC_CACHE if layers.public else STAFF_CACHE
    return _json(described, rule)


@require_safe
def tile(request: HttpRequest, names: str, z: int, x: int, y: int) -> HttpResponse:
    """A vector tile of one layer or several; 304 when the asker already has it."""
    asked = Asked(
        names,
        Tile(z, x, y),
        request.META.get("QUERY_STRING", ""),
        request.headers.get("If-None-Match", ""),
        takes_gzip(request.headers.get("Accept-Encoding", "")),
    )
    answer = tile_answer(asked, _viewer(request))
    return HttpResponse(answer.body, status=answer.status, headers=dict(answer.headers))


def _viewer(request: HttpRequest) -> Viewer:
    """The viewer itself, out of the lazy object that holds on to its request."""
    viewer = request.viewer
    return Viewer(viewer.role, viewer.area_ids, viewer.department_id)


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
    return _stamped(compressed(request, answer), layer, tag)


@require_safe
def heat_surface(request: HttpRequest) -> HttpResponse:
    """The smooth heat as density bands with unit, bandwidth and breaks."""
    layer = _layer(request, "events_heat")
    question = _question(request, layer)
    tag = etag(layer, question.viewer, question.today, question.filters, "surface")
    if request.headers.get("If-None-Match") == tag:
        return _stamped(HttpResponseNotModified(), layer, tag)
    period = default_period(question.today)
    legend = legend_of(question.filters, version_marks(layer.kinds), period.last, question.today)
    bands = heat_bands(question.filters, legend, question.today)
    bands["heat"] |= {"historical": period.historical, "as_of": timezone.now().isoformat(timespec="seconds")}
    answer = HttpResponse(json.dumps(bands), content_type="application/geo+json")
    return _stamped(compressed(request, answer), layer, tag)


def _layer(request: HttpRequest, name: str) -> Layer:
    """The layer, or one and the same refusal for unknown and not permitted."""
    layer = find_layer(name, request.viewer)
    if layer is None:
        raise NotFound(f"没有名为 {name[:40]} 的图层。", f"There is no layer named {name[:40]}.")
    return layer


def _question(request: HttpRequest, layer: Layer) -> Question:
    return read_question(layer.filters, request.GET, request.viewer)


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
