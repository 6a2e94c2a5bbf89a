"""The first two documents a client reads: the landing page and what the service conforms to."""

from typing import Any

from .links import JSON, OPENAPI, link

TITLE = "GridAtlas 网格一张图"
CONFORMS_TO = (
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
)


def landing_page(base: str) -> dict[str, Any]:
    """The landing page; base is its own address without the slash."""
    return {
        "title": TITLE,
        "description": "图层的要素，OGC API – Features。Features of the layers you may see.",
        "links": [
            link(f"{base}/", "self", JSON, "本页"),
            link(f"{base}/api", "service-desc", OPENAPI, "接口说明（OpenAPI 3.0）"),
            link(f"{base}/conformance", "conformance", JSON, "符合的规范"),
            link(f"{base}/collections", "data", JSON, "图层"),
        ],
    }


def conformance() -> dict[str, Any]:
    """The conformance classes."""
    return {"conformsTo": list(CONFORMS_TO)}
