"""What the four border layers share: rows of boundaries in force and their label points."""

from collections.abc import Callable

from geodata.rules.levels import Level

from .base import Field, Question, Rows
from .generalised import simplified

AREA_FIELDS = (
    Field("code", "代码", "Code"),
    Field("name", "名称", "Name"),
    Field("name_en", "英文名称", "English name"),
    Field("uuid", "编号", "Identifier"),
)


def area_rows(level: Level) -> Callable[[Question], Rows]:
    """Rows of the boundaries of a level in force on the asked day, simplified far out."""

    def rows(question: Question) -> Rows:
        bound = {"level": level.value, "today": question.today}
        simple = simplified(level, question)
        if simple:
            return Rows("select_simple_areas", AREA_FIELDS, bound | simple)
        return Rows("select_areas", AREA_FIELDS, bound)

    return rows


def area_labels(level: Level) -> Callable[[Question], Rows]:
    """Rows of the anchors of a level's boundaries in force on the asked day."""

    def rows(question: Question) -> Rows:
        return Rows("select_area_labels", AREA_FIELDS, {"level": level.value, "today": question.today})

    return rows
