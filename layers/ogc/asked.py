"""What a request for features asks: place, time, page, system and values, read or refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from geodata.errors import BadParameter

from .boxes import Box, read_box
from .moments import EVER, Span, read_span
from .properties import Property
from .reference_systems import CRS84, ReferenceSystem, read_system

DEFAULT_LIMIT = 100
MOST = 10_000
PAGE_PARAMETERS = ("bbox", "bbox-crs", "crs", "datetime", "limit", "after", "f")
ITEM_PARAMETERS = ("crs", "f")
DOCUMENT_PARAMETERS = ("f",)


@dataclass(frozen=True)
class Asked:
    """A question for a page of features; after: the row the page before ended with."""

    system: ReferenceSystem = CRS84
    box: Box | None = None
    span: Span = EVER
    limit: int = DEFAULT_LIMIT
    after: int = -1
    values: Mapping[str, Any] = field(default_factory=dict)


def check_names(query: Mapping[str, str], accepted: tuple[str, ...]) -> None:
    """Nothing, or a refusal of a parameter that means nothing here, naming those that do."""
    unknown = [name for name in query if name not in accepted]
    if unknown:
        listed = ", ".join(accepted)
        raise BadParameter(
            f"没有名为 {unknown[0][:40]!r} 的参数；可用：{listed}。",
            f"There is no parameter {unknown[0][:40]!r}; accepted: {listed}.",
        )
    if query.get("f", "json") != "json":
        raise BadParameter(
            f"f={query['f'][:40]!r} 没有这种格式；可用：json。",
            f"f={query['f'][:40]!r} is no format here; accepted: json.",
        )


def read_asked(query: Mapping[str, str], properties: tuple[Property, ...]) -> Asked:
    """The typed question of a query; every parameter is one of the page's or a property of the layer."""
    check_names(query, (*PAGE_PARAMETERS, *(found.name for found in properties)))
    box_system = read_system("bbox-crs", query.get("bbox-crs", CRS84.uri))
    return Asked(
        system=read_system("crs", query.get("crs", CRS84.uri)),
        box=read_box(query["bbox"], box_system) if "bbox" in query else None,
        span=read_span(query["datetime"]) if "datetime" in query else EVER,
        limit=min(MOST, _whole(query, "limit", DEFAULT_LIMIT, least=1)),
        after=_whole(query, "after", -1, least=0),
        values={found.name: found.read(query[found.name]) for found in properties if found.name in query},
    )


def _whole(query: Mapping[str, str], name: str, default: int, least: int) -> int:
    """A whole number of at most 18 digits."""
    text = query.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= 18) or int(text) < least:
        raise BadParameter(
            f"{name}={text[:40]!r} 不能识别；应为不小于 {least} 的整数。",
            f"{name}={text[:40]!r} is not understood; write a whole number of at least {least}.",
        )
    return int(text)
