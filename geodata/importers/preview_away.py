"""A preview's doubt where a file lies away from the district that is loaded: a warning, and a question to confirm."""

from dataclasses import replace

import numpy as np
import shapely
from django.utils import timezone

from geodata.queries.boundaries import codes_of_level
from geodata.queries.reference_ground import district_in_force
from geodata.rules.import_kinds import KindName
from geodata.rules.levels import CODE_LENGTH, parent_level

from .away import away_problem
from .codes import plain_code
from .coordinates import to_lonlat, to_measure
from .files.contents import Contents, Reason
from .options import ImportOptions
from .preview_question import Question
from .preview_reference import GuessedReference, sample_of
from .reference_fit import fit_sample
from .report import Problem

# What a file far away makes redundant: the same, said without a distance.
_SAID_BETTER = "outside_district"


def doubted(
    guess: GuessedReference,
    kind: KindName,
    contents: Contents,
    columns: dict[str, str],
    options: ImportOptions,
) -> GuessedReference:
    """The guess, with a warning and its coordinate system to be confirmed where the file lies away from the district."""
    if guess.known is None or (kind is KindName.AREAS and _begins_district(contents, columns, options)):
        return guess
    metres = to_measure(to_lonlat(fit_sample(sample_of(contents, columns)), guess.known))
    placed = metres[np.isfinite(metres).all(axis=1)]
    found = away_problem(shapely.points(placed), district_in_force(timezone.localdate()))
    if found is None:
        return guess
    others = [one for one in guess.warnings if one.code != _SAID_BETTER]
    questions = [_unsure(one, found) if one.name == "srid" else one for one in guess.questions]
    return replace(guess, warnings=[found, *others], questions=questions)


def _unsure(question: Question, found: Problem) -> Question:
    return replace(question, sure=False, reasons=(Reason(found.zh, found.en), *question.reasons))


def _begins_district(contents: Contents, columns: dict[str, str], options: ImportOptions) -> bool:
    """Whether the areas are districts with codes of their own, which lie beside those that are loaded."""
    if options.level is None or parent_level(options.level) is not None or "code" not in columns:
        return False
    cells = [cell for batch in contents.batches() for cell in batch.values[columns["code"]]]
    codes = {plain_code(cell, CODE_LENGTH[options.level]) for cell in cells}
    return codes.isdisjoint(codes_of_level(options.level))
