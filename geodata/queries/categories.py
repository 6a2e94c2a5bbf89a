"""Event categories as choices."""

from dataclasses import dataclass

from geodata.models import EventCategory


@dataclass(frozen=True)
class CategoryChoice:
    """A category with its names; parent is the code of the category above, empty at the top."""

    code: str
    name: str
    name_en: str
    parent: str


def category_choices() -> list[CategoryChoice]:
    """All categories, each top-level one followed by its children (1 statement)."""
    found = [
        CategoryChoice(code, name, name_en or name, parent or "")
        for code, name, name_en, parent in EventCategory.objects.order_by("pk").values_list(
            "code", "name", "name_en", "parent__code"
        )
    ]
    tops = [choice for choice in found if not choice.parent]
    return [one for top in tops for one in (top, *(c for c in found if c.parent == top.code))]
