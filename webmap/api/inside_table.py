"""The rows inside a shape as a table for spreadsheets: titles, words for codes, moments in local time, no formulas."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from geodata.exporters.cells import guarded, moment_text
from geodata.queries.categories import category_choices
from layers.base import Field, Layer, Question
from layers.inside.counting import fields_inside
from webmap.pages.map_words import VALUE_WORDS

_EPOCH = "s since 1970-01-01T00:00Z"
_PLACE = (("lon", "经度", "Longitude"), ("lat", "纬度", "Latitude"))


def table(
    layer: Layer, question: Question, rows: Sequence[dict[str, Any]], *, english: bool
) -> Iterator[list[Any]]:
    """The head, then a line for each row (1 statement where the layer has categories of events)."""
    fields = fields_inside(layer, question)
    words = _words(layer, english)
    yield [*(_title(field, english) for field in fields), *(en if english else zh for _, zh, en in _PLACE)]
    for row in rows:
        yield [*(_cell(field, row[field.name], words) for field in fields), row["lon"], row["lat"]]


def _title(field: Field, english: bool) -> str:
    title = field.title_en if english else field.title
    return f"{title} ({field.unit})" if field.unit and field.unit not in {_EPOCH, "people"} else title


def _words(layer: Layer, english: bool) -> dict[str, dict[str, str]]:
    found = {
        name: {value: pair[english] for value, pair in values.items()}
        for name, values in VALUE_WORDS.get(layer.name, {}).items()
    }
    if "category" in layer.filters:
        found["category"] = {one.code: one.name_en if english else one.name for one in category_choices()}
    return found


def _cell(field: Field, value: Any, words: dict[str, dict[str, str]]) -> Any:
    if value is None:
        return ""
    if field.unit == _EPOCH:
        return moment_text(datetime.fromtimestamp(value, UTC))
    key = str(value).lower() if isinstance(value, bool) else str(value)
    known = words.get(field.name, {}).get(key)
    if known is None and isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return guarded(known if known is not None else str(value))
