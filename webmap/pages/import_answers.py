"""What the forms of an import say, as the answers its job keeps; nothing is taken that is not of the accepted form."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import QueryDict

from geodata.errors import BadParameter
from geodata.importers.files.encodings import ENCODINGS
from geodata.importers.job_answers import ROWS
from geodata.rules.datums import Datum

MOST_CONSENTS = 5_000
_MOST_TEXT = 200
_FURTHEST_M = 40_100_000
_OTHER = "other"


def answers_of(told: dict[str, Any], preview: dict[str, Any], form: QueryDict) -> dict[str, Any]:
    """The answers so far with those of the mapping page; raises BadParameter for values nobody was offered."""
    answers = dict(told)
    _take(answers, form, "encoding", lambda one: one in ENCODINGS)
    _take(answers, form, "datum", lambda one: one in set(Datum))
    layers = {
        choice["value"]
        for question in preview["questions"]
        if question["name"] == "layer"
        for choice in question["choices"]
    }
    _take(answers, form, "layer", lambda one: one in layers)
    _take(answers, form, "tz", lambda one: len(one) <= 64)
    _take(answers, form, "valid_from", _is_day)
    if form.get("srid"):
        answers["srid"], answers["shift_m"] = _system(form)
    answers["columns"] = _columns(preview, form)
    answers["words"] = {
        name.removeprefix("word:"): code[:_MOST_TEXT]
        for name, code in form.items()
        if name.startswith("word:") and code
    }
    answers["confirmed"] = _confirmed(answers, form)
    _forget_dependent(answers, {one["name"]: one["chosen"] for one in preview["questions"]})
    return answers


def _forget_dependent(answers: dict[str, Any], shown: dict[str, str]) -> None:
    """Forget what was said of columns and words that are others in another layer or encoding."""
    if answers.get("layer", shown.get("layer")) != shown.get("layer"):
        dependent: tuple[str, ...] = ("columns", "words", "srid", "shift_m", "datum")
    elif answers.get("encoding", shown.get("encoding")) != shown.get("encoding"):
        dependent = ("columns", "words")
    else:
        return
    for name in dependent:
        answers.pop(name, None)


def _take(answers: dict[str, Any], form: QueryDict, name: str, is_known: Any) -> None:
    value = form.get(name)
    if not value:
        return
    if not is_known(value):
        raise BadParameter(f"{name} 不能是“{value[:40]}”。", f"{name} cannot be {value[:40]}.")
    answers[name] = value


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _system(form: QueryDict) -> tuple[int, list[float] | None]:
    """The number of a coordinate system and the shift that belongs to it."""
    value = form["srid"]
    if value == _OTHER:
        value = form.get("srid_number", "").strip() or form.get("srid_other", "")
    number, sign, shift = value.partition("@")
    try:
        parts = [float(one) for one in shift.split(",")] if sign else None
        if not (number.isascii() and number.isdigit() and len(number) <= 6) or not _is_shift(parts):
            raise ValueError
        return int(number), parts
    except ValueError:
        raise BadParameter(
            f"坐标系编号“{value[:40]}”看不懂，请写 EPSG 数字，如 4543。",
            f"coordinate system {value[:40]} is not understood; write an EPSG number such as 4543.",
        ) from None


def _is_shift(parts: list[float] | None) -> bool:
    """Whether these are metres east and north; a false origin is never further away than the earth is round."""
    return parts is None or (len(parts) == 2 and all(abs(part) <= _FURTHEST_M for part in parts))


def _columns(preview: dict[str, Any], form: QueryDict) -> dict[str, str]:
    """Role → column, '' where the file has none for it; roles that the form does not name are left to be found."""
    found = {}
    for one in preview["mapping"]:
        column = form.get(f"col-{one['role']}")
        if column is None:
            continue
        if column and column not in preview["columns"]:
            raise BadParameter(f"文件里没有“{column[:40]}”列。", f"the file has no column {column[:40]}.")
        found[one["role"]] = column
    return found


def _confirmed(answers: dict[str, Any], form: QueryDict) -> list[str]:
    """QUESTION=VALUE of what people have confirmed, or chosen instead of what was guessed."""
    told = set(answers.get("confirmed", ()))
    for name in ("layer", "encoding", "datum", "srid"):
        value = form.get(name, "")
        if name == "srid" and value == _OTHER:
            value = str(answers["srid"])
        if value and (form.get(f"confirm-{name}") or form.get(f"was-{name}", value) != value):
            told.add(f"{name}={value}")
    return sorted(told)


def open_questions(preview: dict[str, Any], answers: dict[str, Any]) -> list[str]:
    """Names of the questions that a person still has to confirm before the file is checked."""
    confirmed = set(answers.get("confirmed", ()))
    return [
        one["name"]
        for one in preview["questions"]
        if not one["sure"] and f"{one['name']}={one['chosen']}" not in confirmed
    ]


def consent_of(form: QueryDict, report: dict[str, Any], before: Iterable[str] = ()) -> list[str]:
    """Keys of findings that people agreed to have mended; raises BadParameter for keys of no finding.

    before: what they had agreed to; those of them that the page does not list come together in the field "agreed".
    """
    known = {one["key"] for one in report["problems"]} | {ROWS, "small", *before}
    chosen = [*form.getlist("consent"), *form.get("agreed", "").split()][:MOST_CONSENTS]
    if not set(chosen) <= known:
        raise BadParameter("没有这一处问题，请刷新页面。", "there is no such finding; reload the page.")
    return sorted(set(chosen))
