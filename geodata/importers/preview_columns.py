"""The columns of a file as our fields: what was found, what is missing, the first rows and the words to translate."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from geodata.queries.categories import category_choices
from geodata.rules.import_kinds import KindName
from geodata.rules.levels import Level
from geodata.rules.service_points import SERVICE_KIND_NAMES
from geodata.rules.service_words import kind_of_class

from .catalogue.areas import FIELDS as AREA_FIELDS
from .fields import Field
from .files.contents import Contents
from .kind import Shape
from .kinds import KINDS
from .locate import ADDRESS, BOTH, LAT, LON
from .options import ImportOptions

SHOWN_ROWS = 8
MOST_WORDS = 120
MOST_COUNTED = 200_000
_LONGEST_CELL = 60
_PROPOSED = {
    (KindName.EVENTS, "category"): (
        "类别",
        "事件类别",
        "事件类型",
        "事项类别",
        "小类",
        "大类",
        "category",
        "type",
        "类型",
    ),
}


def fields_of(kind: KindName, options: ImportOptions, *, has_geometry: bool) -> list[Field]:
    """The fields of a kind, places first where the file is a table; required as the chosen options make them."""
    if kind is KindName.OSM:
        return []
    if kind is KindName.AREAS:
        needed = {"name"} if options.level is Level.GRID and options.code is None else {"code", "name"}
        return [replace(one, required=one.role in needed) for one in AREA_FIELDS]
    own = [_proposed(kind, one) for one in KINDS[kind].fields]
    if has_geometry or KINDS[kind].shape not in (Shape.POINT, Shape.OPTIONAL_POINT):
        return own
    places = [LON, LAT, BOTH, ADDRESS]
    roles = {one.role for one in places}
    return [*places, *(one for one in own if one.role not in roles)]


def _proposed(kind: KindName, field: Field) -> Field:
    """The field with further names that are proposed here, where a person sees them before they count."""
    usual = _PROPOSED.get((kind, field.role), ())
    return replace(field, usual=(*field.usual, *usual)) if usual else field


def column_of(field: Field, columns: Iterable[str], options: ImportOptions) -> str:
    """The column a field is read from: the one told, else one with a usual name, else ''."""
    names = list(columns)
    told = options.column_told(field.role)
    if told is not None:
        return told if told in names else ""
    by_name = {name.strip().lower(): name for name in reversed(names)}
    return next((by_name[name] for name in field.usual if name in by_name), "")


def mapping_of(fields: Iterable[Field], contents: Contents, options: ImportOptions) -> list[dict[str, Any]]:
    """Each field with the column chosen for it."""
    return [
        {
            "role": one.role,
            "zh": one.zh,
            "en": one.en,
            "form_zh": one.cell.zh,
            "form_en": one.cell.en,
            "required": one.required,
            "column": column_of(one, contents.columns, options),
        }
        for one in fields
    ]


def first_rows(contents: Contents, columns: Iterable[str]) -> list[dict[str, Any]]:
    """The first rows with the cells of these columns, as people read them."""
    shown: list[dict[str, Any]] = []
    wanted = list(columns)
    for batch in contents.batches():
        for place in range(min(len(batch.row), SHOWN_ROWS - len(shown))):
            cells = [_shown(batch.values[name][place]) if name in batch.values else "" for name in wanted]
            shown.append({"row": int(batch.row[place]), "cells": cells})
        if len(shown) >= SHOWN_ROWS:
            break
    return shown


def _shown(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.10g}"
    return str(cell)[:_LONGEST_CELL]


def words_of_file(
    kind: KindName, fields: Iterable[Field], contents: Contents, options: ImportOptions
) -> list[dict[str, Any]]:
    """Per field with words of its own: the file's words, most frequent first, with what each becomes."""
    found = []
    for field in fields:
        column = column_of(field, contents.columns, options)
        known = _known(kind, field)
        if column and known is not None:
            found.append(_words_of_field(field, column, known, contents, options))
    return [one for one in found if one["words"]]


Known = tuple[list[tuple[str, str, str]], Any]


def _known(kind: KindName, field: Field) -> Known | None:
    """Our words (code, Chinese, English) for a field and a function from theirs to our code; None for free text."""
    if kind is KindName.EVENTS and field.role == "category":
        return _categories()
    if kind is KindName.SERVICE_POINTS and field.role == "category":
        choices = [(str(code), zh, en) for code, (zh, en) in SERVICE_KIND_NAMES.items()]
        return choices, lambda word: str(kind_of_class(word) or "")
    if field.cell.known is None:
        return None
    known = field.cell.known
    return _named(known), lambda word: known.get(word.strip().lower(), "")


def _categories() -> Known:
    choices = category_choices()
    by_word = {
        alias.lower(): one.code for one in choices for alias in (one.name_en, one.name, one.code) if alias
    }
    return [(one.code, one.name, one.name_en) for one in choices], lambda word: by_word.get(word.lower(), "")


def _named(known: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Codes with the first Chinese word that means them."""
    names: dict[str, str] = {}
    for word, code in known.items():
        if not word.isascii():
            names.setdefault(code, word)
    return [(code, names.get(code, code), code.replace("_", " ")) for code in dict.fromkeys(known.values())]


def _words_of_field(
    field: Field, column: str, known: Known, contents: Contents, options: ImportOptions
) -> dict[str, Any]:
    choices, code_of = known
    cells = (cell for batch in contents.batches() for cell in batch.values.get(column, ()))
    told = Counter(str(cell).strip() for cell in islice(cells, MOST_COUNTED) if cell not in (None, ""))
    words = [
        {"word": word[:120], "count": count, "code": code_of(options.words.get(word, word))}
        for word, count in told.most_common(MOST_WORDS)
    ]
    return {
        "role": field.role,
        "zh": field.zh,
        "en": field.en,
        "column": column,
        "other": field.cell.other,
        "choices": choices,
        "words": sorted(words, key=lambda one: (bool(one["code"]), -one["count"])),
        "left_out": max(0, len(told) - MOST_WORDS),
    }
