"""Event categories as choices."""

from dataclasses import dataclass

from geodata.models import EventCategory
from geodata.rules.category_tree import in_tree_order


@dataclass(frozen=True)
class CategoryChoice:
    """A category with its names; parent is the code of the category above, empty at the top."""

    code: str
    name: str
    name_en: str
    parent: str


def category_choices() -> list[CategoryChoice]:
    """All categories, each followed by those below it (1 statement)."""
    found = {one.pk: one for one in EventCategory.objects.order_by("pk")}
    listed = map(found.__getitem__, in_tree_order({pk: one.parent_id for pk, one in found.items()}))
    return [
        CategoryChoice(
            one.code, one.name, one.name_en or one.name, found[one.parent_id].code if one.parent_id else ""
        )
        for one in listed
    ]
