"""Links between the resources, absolute, each with relation and media type."""

from urllib.parse import urlencode

JSON = "application/json"
GEOJSON = "application/geo+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
SCHEMA = "application/schema+json"
QUERYABLES_REL = "http://www.opengis.net/def/rel/ogc/1.0/queryables"

Link = dict[str, str]


def link(href: str, rel: str, media_type: str, title: str = "") -> Link:
    """A link; the title is left out when empty."""
    found = {"href": href, "rel": rel, "type": media_type}
    return found | ({"title": title} if title else {})


def link_header(links: list[Link]) -> str:
    """Links as the value of a Link header (RFC 8288), without titles: a header holds no Chinese.

    >>> link_header([link("https://map.example/ogc/", "self", JSON)])
    '<https://map.example/ogc/>; rel="self"; type="application/json"'
    """
    return ", ".join(f'<{one["href"]}>; rel="{one["rel"]}"; type="{one["type"]}"' for one in links)


def with_query(href: str, query: dict[str, str]) -> str:
    """An address with a query, escaped."""
    return f"{href}?{urlencode(query)}" if query else href


def next_query(query: dict[str, str], after: int) -> dict[str, str]:
    """The query of the page that follows a row."""
    return {**query, "after": str(after)}
