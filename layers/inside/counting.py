"""Counts, groups and lists of one layer inside a shape."""

from dataclasses import dataclass, replace
from typing import Any

from django.db import OperationalError, transaction
from shapely.geometry.base import BaseGeometry

from geodata.crs import WEB
from geodata.errors import BadParameter
from layers import sql
from layers.base import Field, Layer, Question, Rows
from layers.sql import run, statement
from layers.tiles import place_parameters

from .rules import INSIDE, LEAST_OVERLAP, TESTS

COUNTED_AT_MOST = 100_000
SECONDS = 4
_CANCELLED = "57014"
TOO_LONG = BadParameter(
    f"统计超过 {SECONDS} 秒，已停止。请把范围画小一些，或加上筛选。",
    f"Counting took more than {SECONDS} s and was stopped. Draw a smaller area or filter more.",
)


@dataclass(frozen=True)
class Inside:
    """One layer inside a shape. count stops at COUNTED_AT_MOST, then `more`; groups: (value, count), largest first."""

    layer: Layer
    count: int
    more: bool
    groups: tuple[tuple[str | None, int], ...]
    rows: tuple[dict[str, Any], ...]


def count_inside(layer: Layer, shape: BaseGeometry, question: Question, listed: int) -> Inside:
    """A layer inside a shape (EPSG:3857), with its first rows: the declared fields, id, lon and lat (3 statements).

    Raises BadParameter when it takes too long.
    """
    grouped = INSIDE[layer.name].group
    values = _run("count_inside", layer, _source(layer, question), shape, COUNTED_AT_MOST + 1)
    total = sum(count for _, count in values)
    rows = list_inside(layer, shape, question, listed) if total and listed else ()
    groups = tuple((value, count) for value, count in values) if grouped else ()
    return Inside(layer, min(total, COUNTED_AT_MOST), total > COUNTED_AT_MOST, groups, tuple(rows))


def list_inside(
    layer: Layer, shape: BaseGeometry, question: Question, most: int
) -> tuple[dict[str, Any], ...]:
    """The first rows of a layer inside a shape by id: id, lon, lat and the declared fields (2 statements)."""
    source = _source(layer, question)
    names = ("id", "lon", "lat", *(field.name for field in source.fields))
    found = _run("list_inside", layer, source, shape, most)
    return tuple(dict(zip(names, row, strict=True)) for row in found)


def fields_inside(layer: Layer, question: Question) -> tuple[Field, ...]:
    """The declared fields a viewer gets of a layer."""
    return _source(layer, question).fields


def _source(layer: Layer, question: Question) -> Rows:
    return layer.rows(replace(question, filters={**question.filters, "zoom": layer.zooms[1]}))


def _run(name: str, layer: Layer, source: Rows, shape: BaseGeometry, row_limit: int) -> list[tuple[Any, ...]]:
    """The rows of an envelope; column names come from declared fields and INSIDE only."""
    rule = INSIDE[layer.name]
    text = (
        statement(name)
        .replace("/*group*/", f'r."{rule.group}"::text' if rule.group else "NULL::text")
        .replace("/*columns*/", "".join(f', r."{field.name}"' for field in source.fields))
        .replace("/*listed*/", "".join(f', p."{field.name}"' for field in source.fields))
        .replace("/*inside*/", TESTS[rule.test])
        .replace("/*rows*/", statement(source.statement))
    )
    place = place_parameters(shape.bounds, layer.zooms[1], 0.0)
    given = {"shape": shape.wkb_hex, "web_srid": WEB, "least_overlap": LEAST_OVERLAP, "row_limit": row_limit}
    try:
        with transaction.atomic(using=sql.ALIAS):
            run(statement("set_time_limit"), {"milliseconds": str(round(SECONDS * 1000))})
            return run(text, {**source.parameters, **place, **given})
    except OperationalError as problem:
        if getattr(problem.__cause__, "pgcode", "") == _CANCELLED:
            raise TOO_LONG from None
        raise
