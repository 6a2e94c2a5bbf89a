"""The declared fields of a layer as typed properties: their types, how they are asked for and how they leave."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from math import isfinite
from typing import Any, NoReturn

from geodata.errors import BadParameter
from layers.base import Field, Rows
from layers.sql import run, statement
from layers.tiles import place_parameters

from .boxes import WHOLE_WORLD
from .moments import read_moment

# Layers carry moments as numbers; a GIS expects them written out.
EPOCH_UNIT = "s since 1970-01-01T00:00Z"
LONGEST_TEXT = 200
_TYPES = {
    "boolean": "boolean", "smallint": "integer", "integer": "integer", "bigint": "integer",
    "real": "number", "double precision": "number", "numeric": "number",
}  # fmt: skip
_FORMS = {
    "boolean": "true / false",
    "integer": "1",
    "number": "1.5",
    "string": f"1–{LONGEST_TEXT} characters",
}
_LARGEST = 2**63 - 1
_known: dict[tuple[str, tuple[Field, ...]], tuple[str, ...]] = {}


@dataclass(frozen=True)
class Property:
    """A declared field with its JSON type; `moment` when it is a date-time."""

    field: Field
    type: str
    moment: bool = False

    @property
    def name(self) -> str:
        """The name of the field."""
        return self.field.name

    def schema(self) -> dict[str, Any]:
        """Its JSON Schema."""
        described = {"title": self.field.title, "description": self.field.title_en, "type": self.type}
        if self.moment:
            return described | {"format": "date-time"}
        return described | ({"x-ogc-unit": self.field.unit} if self.field.unit else {})

    def outward(self, value: Any) -> Any:
        """A value of the database as JSON carries it."""
        if value is None:
            return None
        if self.moment:
            return datetime.fromtimestamp(value, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        if self.type == "number":
            return float(value)
        return value.isoformat() if isinstance(value, date) else value

    def read(self, text: str) -> Any:
        """The value a query names; raises BadParameter with the accepted form."""
        if self.moment:
            return read_moment(text)
        if self.type == "boolean":
            return {"true": True, "false": False}[text] if text in {"true", "false"} else self._refuse(text)
        if self.type in {"integer", "number"}:
            return self._number(text)
        if len(text) > LONGEST_TEXT or "\x00" in text:
            self._refuse(text)
        return text

    def _number(self, text: str) -> float:
        try:
            found = int(text[:20]) if self.type == "integer" else float(text)
        except ValueError:
            self._refuse(text)
        if not isfinite(found) or abs(found) > _LARGEST:
            self._refuse(text)
        return found

    def _refuse(self, text: str) -> NoReturn:
        form = _FORMS[self.type]
        raise BadParameter(
            f"{self.name}={text[:60]!r} 不能识别；应写成 {form}。",
            f"{self.name}={text[:60]!r} is not understood; write {form}.",
        )


def properties_of(rows: Rows) -> tuple[Property, ...]:
    """The properties of a row source; their types are asked of the database once."""
    key = (rows.statement, rows.fields)
    if key not in _known:
        _known[key] = _ask_types(rows)
    return tuple(_property(*pair) for pair in zip(rows.fields, _known[key], strict=True))


def _property(field: Field, kind: str) -> Property:
    if field.unit == EPOCH_UNIT:
        return Property(field, "string", moment=True)
    return Property(field, _TYPES.get(kind, "string"))


def _ask_types(rows: Rows) -> tuple[str, ...]:
    types = ", ".join(f'pg_typeof(r."{field.name}")::text' for field in rows.fields)
    text = statement("read_field_types").replace("/*rows*/", statement(rows.statement))
    ((found,),) = run(
        text.replace("/*types*/", types), {**rows.parameters, **place_parameters(WHOLE_WORLD, 0, 0.0)}
    )
    return tuple(found)
