"""What land cover, water and roads share: rows as they are from close by, simple forms far out."""

from collections.abc import Callable

from geodata.rules.generalisation import road_classes_at

from .base import Field, Question, Rows
from .generalised import asked_band


def surface_rows(near: str, far: str, fields: tuple[Field, ...]) -> Callable[[Question], Rows]:
    """Rows of a layer of surfaces, by one statement from close by and another far out."""

    def rows(question: Question) -> Rows:
        band = asked_band(question)
        if band is None:
            return Rows(near, fields)
        return Rows(far, fields, {"band": band})

    return rows


def road_rows(fields: tuple[Field, ...]) -> Callable[[Question], Rows]:
    """Rows of roads; lesser classes only from close by."""

    def rows(question: Question) -> Rows:
        band = asked_band(question)
        if band is None:
            return Rows("select_roads", fields)
        classes = road_classes_at(question.filters["zoom"])
        return Rows("select_simple_roads", fields, {"band": band, "classes": classes})

    return rows
