"""What records of places share: a point on a map, the area it lies in, and choices by name."""

from collections.abc import Mapping
from typing import Any

from django.contrib.gis.db.models import PointField
from django.forms import ChoiceField
from django.utils.translation import gettext_lazy as _

from .map_widget import PointWidget
from .records import Records

Names = Mapping[Any, tuple[str, str]]


def chinese(names: Names) -> dict[str, str]:
    """Code → Chinese name of a rule's names."""
    return {str(code): zh for code, (zh, _en) in names.items()}


def choice(label: Any, names: Names) -> ChoiceField:
    """A form field that takes one of a rule's codes, shown by name."""
    return ChoiceField(label=label, choices=tuple(chinese(names).items()))


class PlacedRecords(Records):
    """Records with a point."""

    formfield_overrides = {PointField: {"widget": PointWidget}}
    autocomplete_fields: tuple[str, ...] = ("area",)
    list_select_related: tuple[str, ...] = ("area",)
    search_fields: tuple[str, ...] = ("name", "address")
    ordering: tuple[str, ...] = ("name", "pk")


AREA = _("所属区划")
PLACE = _("位置")
