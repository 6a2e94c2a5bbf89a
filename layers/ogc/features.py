"""Features of a layer as GeoJSON texts: a page of them, one of them, and how many match."""

import json
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from layers.base import Layer, Question, Rows
from layers.sql import run, statement
from layers.tiles import place_parameters

from .asked import Asked
from .boxes import WHOLE_WORLD
from .moments import Span
from .properties import Property, properties_of

# A first page tells how many match when counting them is cheap.
COUNTED_AT_MOST = 100_000
# The field whose moments `datetime` asks for, in layers that can be asked for days.
TIME_FIELD = "reported"
KEY_FIELD = "uuid"


@dataclass(frozen=True)
class Page:
    """Features as JSON texts, the row to go on after (None at the end), and the matches where known."""

    features: tuple[str, ...]
    after: int | None
    matched: int | None


@dataclass(frozen=True)
class Source:
    """A layer's rows as one viewer may ask for them, with their typed properties."""

    rows: Rows
    properties: tuple[Property, ...]
    zoom: int
    timed: bool

    @property
    def key(self) -> str:
        """The column features are known by: the uuid where the layer declares one, else the row's number."""
        return KEY_FIELD if any(found.name == KEY_FIELD for found in self.properties) else "id"


def has_time(layer: Layer) -> bool:
    """Whether the features of a layer have a moment."""
    return "from" in layer.filters


def source_of(layer: Layer, question: Question, span: Span) -> Source:
    """The rows of a layer at full detail, narrowed to the days of a span where it has time."""
    first, last = span.days()
    days = {"from": first, "to": last} if has_time(layer) else {}
    zoom = layer.zooms[1]
    rows = layer.rows(replace(question, filters={**days, "zoom": zoom}))
    return Source(rows, properties_of(rows), zoom, has_time(layer))


def page_of(source: Source, asked: Asked) -> Page:
    """The page asked for; the matches are counted on the first page only (1 or 2 statements)."""
    found = _run("page_features", source, asked, asked.limit + 1)
    kept = found[: asked.limit]
    more = len(found) > asked.limit
    first = asked.after < 0
    matched = (_count(source, asked) if more else len(kept)) if first else None
    features = tuple(feature_text(source, row) for row in kept)
    return Page(features, kept[-1][0] if more else None, matched)


def feature_text(source: Source, row: tuple[Any, ...], **members: Any) -> str:
    """A row (id, geometry text, fields …) as a GeoJSON feature."""
    values = {
        found.name: found.outward(value) for found, value in zip(source.properties, row[2:], strict=True)
    }
    key = json.dumps(values.get(source.key, row[0]))
    properties = json.dumps(values, ensure_ascii=False)
    rest = "".join(f',"{name}":{json.dumps(value, ensure_ascii=False)}' for name, value in members.items())
    return f'{{"type":"Feature","id":{key},"geometry":{row[1] or "null"},"properties":{properties}{rest}}}'


def find_row(source: Source, name: str, asked: Asked) -> tuple[Any, ...] | None:
    """The row of a feature's id, or None for one that is unknown, out of reach or no id at all (1 statement)."""
    key = _uuid(name) if source.key == KEY_FIELD else _number(name)
    if key is None:
        return None
    found = _run("page_features", source, replace(asked, values={source.key: key}), 1)
    return found[0] if found else None


def _uuid(name: str) -> str | None:
    """A uuid in its one written form."""
    try:
        return name.lower() if str(UUID(name)) == name.lower() else None
    except ValueError:
        return None


def _number(name: str) -> int | None:
    return int(name) if name.isascii() and name.isdigit() and len(name) <= 18 else None


def _count(source: Source, asked: Asked) -> int | None:
    ((matched,),) = _run("count_features", source, asked, COUNTED_AT_MOST + 1)
    return matched if matched <= COUNTED_AT_MOST else None


def _run(envelope: str, source: Source, asked: Asked, row_limit: int) -> list[tuple[Any, ...]]:
    """The rows of an envelope round the source; column names come from declared fields only."""
    names = [found.name for found in source.properties]
    conditions, bound = _conditions(source, asked)
    text = (
        statement(envelope)
        .replace("/*matches*/", conditions)
        .replace("/*fields*/", "".join(f', p."{name}"' for name in names))
        .replace("/*columns*/", "".join(f', r."{name}"' for name in names))
        .replace("/*rows*/", statement(source.rows.statement))
    )
    box = asked.box
    place = place_parameters(box.web if box else WHOLE_WORLD, source.zoom, 0.0)
    shape = {"srid": asked.system.srid, "swap": asked.system.north_first, "digits": asked.system.digits}
    boxes = {"boxes": list(box.parts) if box else None, "box_srid": (box or asked).system.srid}
    page = {"after": asked.after, "row_limit": row_limit}
    return run(text, {**source.rows.parameters, **place, **shape, **boxes, **page, **bound})


def _conditions(source: Source, asked: Asked) -> tuple[str, dict[str, Any]]:
    """Conditions on declared columns, each after AND, and the values bound to them."""
    text = "".join(f' AND r."{name}" = %(value_{name})s' for name in asked.values)
    bound: dict[str, Any] = {f"value_{name}": value for name, value in asked.values.items()}
    if source.timed and asked.span.since is not None:
        text, bound = f'{text} AND r."{TIME_FIELD}" >= %(since)s', bound | {"since": asked.span.since}
    if source.timed and asked.span.until is not None:
        text, bound = f'{text} AND r."{TIME_FIELD}" <= %(until)s', bound | {"until": asked.span.until}
    return text, bound
