"""What a file's coordinates refer to, as questions: the system and the datum, with the measured distances."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import shapely
from django.utils import timezone
from numpy.typing import NDArray

from geodata.errors import ImportRefused
from geodata.rules.coordinate_text import read_columns, read_pairs
from geodata.rules.datums import Datum

from .coordinates import Pairs, Reference, reference
from .epsg import crs_title
from .files.contents import Contents, CrsFound
from .job_answers import CHOSEN
from .options import ImportOptions
from .preview_question import Choice, Question
from .reference_guess import (
    CoordinateFacts,
    CrsOption,
    DatumOption,
    ReferenceGuess,
    guess_reference,
    load_ground,
    spread_sample,
)
from .reference_notices import DATUM_NAMES
from .report import Problem

_DATUM_CHOICES = {
    Datum.WGS84: ("CGCS2000 / WGS 84，不换算", "CGCS2000 / WGS 84, as it is"),
    Datum.GCJ02: ("GCJ-02，换算后导入", "GCJ-02, converted"),
    Datum.BD09: ("BD-09，换算后导入", "BD-09, converted"),
}


@dataclass(frozen=True)
class GuessedReference:
    """The reference in use (None where nothing fits), the questions about it, and what has to be read."""

    known: Reference | None
    questions: list[Question]
    warnings: list[Problem]
    swapped: bool


def sample_of(contents: Contents, columns: dict[str, str]) -> Pairs:
    """A sample (n, 2) of the coordinates as in the file; empty where it has none. columns: role → column."""
    return spread_sample(pairs_of_batches(contents, columns))


def pairs_of_batches(contents: Contents, columns: dict[str, str]) -> Iterator[Pairs]:
    """The coordinates (n, 2) of each batch as in the file."""
    for batch in contents.batches():
        if batch.geometry is not None:
            yield shapely.get_coordinates(_drawn(batch.geometry))
        elif columns.get("lon") and columns.get("lat"):
            yield read_columns(batch.values[columns["lon"]], batch.values[columns["lat"]])
        elif columns.get("place"):
            yield read_pairs(batch.values[columns["place"]])


def _drawn(geometry: NDArray[np.object_]) -> NDArray[np.object_]:
    return geometry[~shapely.is_missing(geometry)]


def guess_of(contents: Contents, columns: dict[str, str], options: ImportOptions) -> GuessedReference | None:
    """The guess for a file under what people have chosen; None for a file without coordinates."""
    sample = sample_of(contents, columns)
    if not len(sample):
        return None
    chosen = tuple(columns[role] for role in ("lon", "lat", "place") if columns.get(role))
    facts = CoordinateFacts(sample, contents.crs, contents.columns, chosen, contents.format, _shape(contents))
    guess = guess_reference(facts, load_ground(facts, timezone.localdate()))
    return _guessed(facts, guess, options, swappable=bool(columns.get("lon")))


def _shape(contents: Contents) -> str:
    types = " ".join(contents.geometry_types).lower()
    return next((shape for shape in ("polygon", "line") if shape in types), "point")


def _guessed(
    facts: CoordinateFacts, guess: ReferenceGuess, options: ImportOptions, *, swappable: bool
) -> GuessedReference:
    srid = options.srid or (guess.crs[0].srid if guess.crs else None)
    warnings = list(guess.warnings)
    if srid is None:
        question = Question("srid", "坐标系", "Coordinate system", "", False, ())
        return GuessedReference(None, [question], warnings, swappable and guess.swapped)
    datums = guess.datums
    if options.srid and not (guess.crs and guess.crs[0].srid == srid):
        datums = _datums_under(facts, srid)
    shift = options.shift_m if any(options.shift_m) else _shift(guess.crs, srid)
    said = facts.said.datum if facts.said else ""
    datum = options.datum or (Datum(said) if said else datums[0].datum)
    questions = [_crs_question(guess.crs, srid, shift), _datum_question(datums, datum)]
    try:
        known = reference(srid, datum, shift)
    except ImportRefused as refusal:
        warnings.append(Problem("reference", refusal.zh, refusal.en))
        known = None
    return GuessedReference(known, questions, warnings, swappable and guess.swapped)


def _datums_under(facts: CoordinateFacts, srid: int) -> tuple[DatumOption, ...]:
    """The datums under a system that people chose themselves."""
    try:
        said = CrsFound(srid, crs_title(srid)[0], CHOSEN)
    except KeyError:
        return (DatumOption(Datum.WGS84, False, ()),)
    told = replace(facts, said=said)
    return guess_reference(told, load_ground(told, timezone.localdate())).datums


def _shift(found: Iterable[CrsOption], srid: int) -> tuple[float, float]:
    return next((one.shift_m for one in found if one.srid == srid), (0.0, 0.0))


def _crs_question(found: tuple[CrsOption, ...], srid: int, shift: tuple[float, float]) -> Question:
    choices = [Choice(value_of(one.srid, one.shift_m), one.zh, one.en, f"EPSG:{one.srid}") for one in found]
    value = value_of(srid, shift)
    mine = next((one for one in found if value_of(one.srid, one.shift_m) == value), None)
    if mine is None:
        try:
            names = crs_title(srid)
        except KeyError:
            names = (f"EPSG:{srid}", f"EPSG:{srid}")
        choices.insert(0, Choice(value, *names, f"EPSG:{srid}"))
    reasons = mine.reasons if mine else (CHOSEN,)
    return Question("srid", "坐标系", "Coordinate system", value, bool(mine and mine.sure), choices, reasons)


def _datum_question(found: tuple[DatumOption, ...], datum: Datum) -> Question:
    mine = next((one for one in found if one.datum == datum), None)
    choices = [Choice(one.datum.value, *_DATUM_CHOICES[one.datum], DATUM_NAMES[one.datum]) for one in found]
    if mine is None:
        choices.append(Choice(datum.value, *_DATUM_CHOICES[datum], DATUM_NAMES[datum]))
    # What was measured stands with the first option; it speaks for and against the others too.
    reasons = dict.fromkeys((*(found[0].reasons if found else ()), *(mine.reasons if mine else ())))
    return Question("datum", "基准", "Datum", datum.value, bool(mine and mine.sure), choices, tuple(reasons))


def value_of(srid: int, shift_m: tuple[float, float]) -> str:
    """A system as a form sends it: its number, with @EAST,NORTH where a shift belongs to it.

    >>> value_of(4543, (500000.0, 0.0))
    '4543@500000,0'
    """
    return f"{srid}@{shift_m[0]:g},{shift_m[1]:g}" if any(shift_m) else str(srid)
