"""HTTP of OGC API – Features: parse, ask, answer. `request.viewer` is set by the web layer above."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from geodata.errors import NotFound
from layers.base import Layer, Question
from layers.compressed import compressed
from layers.extent import data_bounds
from layers.versions import etag

from .answers import as_json, is_known, not_modified, stamped
from .asked import DOCUMENT_PARAMETERS, ITEM_PARAMETERS, Asked, check_names, read_asked
from .collections import collections_for, describe_collection, find_collection, list_collections
from .features import TIME_FIELD, Page, feature_text, find_row, has_time, page_of, source_of
from .landing import conformance as conformance_classes
from .landing import landing_page
from .links import GEOJSON, JSON, OPENAPI, QUERYABLES_REL, SCHEMA, link, link_header, next_query, with_query
from .moments import EVER, read_span
from .openapi import openapi_document
from .queryables import queryables_schema
from .reference_systems import CRS84, ReferenceSystem, read_system


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """The landing page."""
    check_names(request.GET, DOCUMENT_PARAMETERS)
    return as_json(request, landing_page(_base(request)))


@require_safe
def conformance(request: HttpRequest) -> HttpResponse:
    """The conformance classes."""
    check_names(request.GET, DOCUMENT_PARAMETERS)
    return as_json(request, conformance_classes())


@require_safe
def api(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document of what this viewer may ask."""
    check_names(request.GET, DOCUMENT_PARAMETERS)
    offered = {
        layer.name: (layer, source_of(layer, _question(request), EVER).properties)
        for layer in collections_for(request.viewer)
    }
    return as_json(request, openapi_document(_base(request), offered), OPENAPI)


@require_safe
def collections(request: HttpRequest) -> HttpResponse:
    """The collections this viewer may see."""
    check_names(request.GET, DOCUMENT_PARAMETERS)
    listed = list_collections(collections_for(request.viewer), _base(request), data_bounds())
    return as_json(request, listed)


@require_safe
def collection(request: HttpRequest, name: str) -> HttpResponse:
    """One collection."""
    layer = _collection(request, name)
    check_names(request.GET, DOCUMENT_PARAMETERS)
    return as_json(request, describe_collection(layer, _base(request), data_bounds()))


@require_safe
def queryables(request: HttpRequest, name: str) -> HttpResponse:
    """What a collection may be asked for by ?property=value."""
    layer = _collection(request, name)
    check_names(request.GET, DOCUMENT_PARAMETERS)
    properties = source_of(layer, _question(request), EVER).properties
    address = f"{_base(request)}/collections/{name}/queryables"
    moment = TIME_FIELD if has_time(layer) else None
    return as_json(request, queryables_schema(layer, properties, address, moment), SCHEMA)


@require_safe
def items(request: HttpRequest, name: str) -> HttpResponse:
    """A page of features; 304 when the asker already has this version."""
    layer = _collection(request, name)
    span = read_span(request.GET["datetime"]) if "datetime" in request.GET else EVER
    source = source_of(layer, _question(request), span)
    asked = read_asked(request.GET, source.properties)
    tag = _tag(request, layer, "items")
    if is_known(request, tag):
        return _placed(not_modified(layer, tag), asked.system)
    page = page_of(source, asked)
    links = _page_links(request, name, page)
    answer = stamped(_geojson(request, _collection_text(page, links), asked.system), layer, tag)
    queryables = link(f"{_base(request)}/collections/{name}/queryables", QUERYABLES_REL, SCHEMA)
    answer["Link"] = link_header([*links, queryables])
    return answer


@require_safe
def item(request: HttpRequest, name: str, feature: str) -> HttpResponse:
    """One feature."""
    layer = _collection(request, name)
    check_names(request.GET, ITEM_PARAMETERS)
    system = read_system("crs", request.GET.get("crs", CRS84.uri))
    source = source_of(layer, _question(request), EVER)
    row = find_row(source, feature, Asked(system=system))
    if row is None:
        raise NotFound(f"{layer.title}里没有这个要素。", f"There is no such feature in {name}.")
    tag = _tag(request, layer, f"item {feature}")
    if is_known(request, tag):
        return _placed(not_modified(layer, tag), system)
    home = f"{_base(request)}/collections/{name}"
    links = [link(f"{home}/items/{feature}", "self", GEOJSON), link(home, "collection", JSON, layer.title)]
    return stamped(_geojson(request, feature_text(source, row, links=links), system), layer, tag)


def _collection_text(page: Page, links: list[dict[str, str]]) -> str:
    """The feature collection; features are texts already."""
    members: dict[str, Any] = {
        "timeStamp": timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "numberReturned": len(page.features),
        "links": links,
    }
    if page.matched is not None:
        members["numberMatched"] = page.matched
    rest = json.dumps(members, ensure_ascii=False)[1:]
    return f'{{"type":"FeatureCollection","features":[{",".join(page.features)}],{rest}'


def _page_links(request: HttpRequest, name: str, page: Page) -> list[dict[str, str]]:
    home, query = f"{_base(request)}/collections/{name}", request.GET.dict()
    found = [
        link(with_query(f"{home}/items", query), "self", GEOJSON),
        link(home, "collection", JSON),
    ]
    if page.after is not None:
        following = next_query(query, page.after)
        found.append(link(with_query(f"{home}/items", following), "next", GEOJSON, "下一页"))
    return found


def _tag(request: HttpRequest, layer: Layer, what: str) -> str:
    """A weak ETag: the same version may carry another time stamp."""
    address = f"ogc {_base(request)} {what}"
    return "W/" + etag(layer, request.viewer, timezone.localdate(), request.GET.dict(), address)


def _geojson(request: HttpRequest, body: str, system: ReferenceSystem) -> HttpResponse:
    return _placed(compressed(request, HttpResponse(body, content_type=GEOJSON)), system)


def _placed(response: HttpResponse, system: ReferenceSystem) -> HttpResponse:
    """The response saying which system its coordinates are in."""
    response["Content-Crs"] = f"<{system.uri}>"
    return response


def _base(request: HttpRequest) -> str:
    """The address of the landing page without its slash."""
    return f"{request.scheme}://{request.get_host()}/ogc"


def _question(request: HttpRequest) -> Question:
    return Question(request.viewer, timezone.localdate())


def _collection(request: HttpRequest, name: str) -> Layer:
    """The collection, or one and the same refusal for unknown, not offered and not permitted."""
    layer = find_collection(name, request.viewer)
    if layer is None:
        raise NotFound(f"没有名为 {name[:40]} 的图层。", f"There is no layer named {name[:40]}.")
    return layer
