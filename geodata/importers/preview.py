"""What a file was taken for, as people check it: its facts, a question for each guess, columns, first rows, a map."""

from dataclasses import replace
from typing import Any

from geodata import crs
from geodata.rules.import_kinds import KindName

from .files.contents import Contents, EncodingFound, LayerFound, Reason
from .kind import Shape
from .kinds import KINDS
from .options import ImportOptions
from .preview_away import doubted
from .preview_columns import fields_of, first_rows, mapping_of, words_of_file
from .preview_findings import findings_of
from .preview_map import empty_map, map_of
from .preview_question import Choice, Question
from .preview_reference import GuessedReference, guess_of
from .report import Problem

MOST_COLUMNS_SHOWN = 8
_MOST_PROBLEMS = 40
_ASKED = frozenset({"datum_suspect", "datum_assumed", "encoding_guessed"})
_ENCODING_NAMES = {"gb18030": "GBK", "utf-8": "UTF-8", "big5": "Big5"}


def make_preview(
    kind: KindName, contents: Contents, options: ImportOptions, told: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The preview (questions, columns, rows, findings) and what its map shows.

    told: the answers so far; "confirmed" lists those a person has looked at, as QUESTION=VALUE.
    """
    has_geometry = contents.bounds is not None
    fields = fields_of(kind, options, has_geometry=has_geometry)
    mapping = mapping_of(fields, contents, options)
    guess, columns = _guess(kind, contents, options, mapping)
    guess = guess and doubted(guess, kind, contents, columns, options)
    known = guess.known if guess else None
    shown = map_of(contents, columns, known) if known else empty_map()
    looked = None
    if kind is KindName.AREAS and known and has_geometry:
        looked = findings_of(contents, columns, known, options)
    findings, shown["findings"] = looked or ([], [])
    questions = [*_of_file(contents, options), *(guess.questions if guess else ())]
    shown_columns = _shown_columns(mapping)
    warnings = guess.warnings if guess else []
    preview = {
        "file": _facts(contents, has_geometry=has_geometry),
        "questions": [one.as_dict(told.get("confirmed", ())) for one in questions],
        "mapping": mapping,
        "columns": list(contents.columns),
        "shown_columns": shown_columns,
        "rows": first_rows(contents, [one["column"] for one in shown_columns]),
        "words": words_of_file(kind, fields, contents, options),
        "has_place": _has_place(kind),
        "has_geometry": has_geometry,
        "measured_in": crs.MEASURE,
        "looked_at_coverage": looked is not None,
        "findings": findings,
        "problems": [_problem(one) for one in _unasked([*warnings, *contents.problems])[:_MOST_PROBLEMS]],
        "rejected": contents.rejected,
    }
    return preview, shown


def _has_place(kind: KindName) -> bool:
    return kind not in KINDS or KINDS[kind].shape is not Shape.NONE


def _guess(
    kind: KindName, contents: Contents, options: ImportOptions, mapping: list[dict[str, Any]]
) -> tuple[GuessedReference | None, dict[str, str]]:
    """The guess of the reference and role → column; coordinate columns that are exchanged are put right in the mapping."""
    columns = {one["role"]: one["column"] for one in mapping if one["column"]}
    if not _has_place(kind):
        return None, columns
    guess = guess_of(contents, columns, options)
    if guess is None or not guess.swapped or "lon" in options.columns:
        return guess, columns
    columns |= {"lon": columns["lat"], "lat": columns["lon"]}
    for one in mapping:
        one["column"] = columns.get(one["role"], "")
    again = guess_of(contents, columns, options)
    return (replace(again, warnings=[*guess.warnings, *again.warnings]) if again else guess), columns


def _shown_columns(mapping: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The columns of the table of first rows, required ones first where they would be cut."""
    mapped = [one for one in mapping if one["column"]]
    return mapped[:MOST_COLUMNS_SHOWN]


def _facts(contents: Contents, *, has_geometry: bool) -> dict[str, Any]:
    return {
        "format": contents.format,
        "read": contents.read,
        "vertices": contents.vertices if has_geometry else 0,
        "geometry_types": contents.geometry_types,
        "size": contents.size,
        "truncated": contents.truncated,
        "has_crs": contents.crs is not None and contents.crs.srid is not None,
        "says_encoding": contents.encoding is None or contents.encoding.sure,
        "bounds": list(contents.bounds) if contents.bounds else None,
    }


def _of_file(contents: Contents, options: ImportOptions) -> list[Question]:
    """Questions about the file itself: its layer where there are several, its encoding where it has one."""
    questions = []
    if len(contents.layers) > 1:
        choices = [Choice(one.name, one.name, one.name, _size_of(one)) for one in contents.layers]
        questions.append(
            Question(
                "layer", "图层或工作表", "Layer or sheet", contents.layer, options.layer is not None, choices
            )
        )
    if contents.encoding is not None:
        questions.append(_encoding_question(contents.encoding, told=options.encoding is not None))
    return questions


def _size_of(layer: LayerFound) -> str:
    return f"{layer.records:,}" if layer.records >= 0 else ""


def _encoding_question(found: EncodingFound, *, told: bool) -> Question:
    choices = [
        Choice(
            one.encoding, *[_ENCODING_NAMES.get(one.encoding, one.encoding)] * 2, "、".join(one.samples[:2])
        )
        for one in found.tries
    ]
    if found.name not in {one.value for one in choices}:
        choices.insert(0, Choice(found.name, *[_encoding_name(found.name)] * 2))
    reasons = (found.reason, *_damage(found))
    return Question("encoding", "文字编码", "Text encoding", found.name, found.sure or told, choices, reasons)


def _encoding_name(name: str) -> str:
    return _ENCODING_NAMES.get(name, name)


def _damage(found: EncodingFound) -> tuple[Reason, ...]:
    """How many texts come out damaged in each encoding that was tried."""
    if not any(one.damaged for one in found.tries):
        return ()
    zh = "，".join(f"按 {_encoding_name(one.encoding)} 有 {one.damaged:,} 个乱码" for one in found.tries)
    en = ", ".join(f"{one.damaged:,} damaged as {_encoding_name(one.encoding)}" for one in found.tries)
    return (Reason(zh.replace("有 0 个乱码", "没有乱码"), en.replace("0 damaged", "none damaged")),)


def _unasked(problems: list[Problem]) -> list[Problem]:
    """The problems that no question is about."""
    return [one for one in problems if one.code not in _ASKED]


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "row": problem.row,
        "code": problem.code,
        "zh": problem.zh,
        "en": problem.en,
        "severity": str(problem.severity),
    }
