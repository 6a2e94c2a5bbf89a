"""Buildings: use and counts may be put right; outlines come from imports."""

from typing import Any

from django.contrib.admin import display, register
from django.forms import ChoiceField, ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from geodata.models import Building
from layers.catalogue.buildings import TITLES

from .map_widget import MAP_MEDIA, outline_map
from .records import Records, choice_column, column

USE_NAMES = {key: zh for key, (zh, _en) in TITLES.items()}


class BuildingForm(ModelForm):
    """The form, with uses by name."""

    use = ChoiceField(label=_("用途"), choices=tuple(USE_NAMES.items()))


@register(Building)
class Buildings(Records):
    """Buildings with their households and persons."""

    title = _("楼栋")
    form = BuildingForm
    labels = {
        "address": _("地址"),
        "built_year": _("建成年份"),
        "floors": _("层数"),
        "households": _("户数"),
        "persons_0_14": _("0 至 14 岁人数"),
        "persons_15_59": _("15 至 59 岁人数"),
        "persons_60_79": _("60 至 79 岁人数"),
        "persons_80_plus": _("80 岁以上人数"),
        "floating_persons": _("其中流动人口"),
        "area": _("所属网格"),
        "external_key": _("外部编号"),
    }
    fields = ("use", *labels, "outline")
    readonly_fields = ("external_key", "outline")
    autocomplete_fields = ("area",)
    list_display = (
        column("address", _("地址")),
        choice_column("use", _("用途"), USE_NAMES),
        column("floors", _("层数")),
        column("households", _("户数")),
        column("area__name", _("所属网格")),
    )
    list_select_related = ("area",)
    search_fields = ("address", "external_key")
    ordering = ("pk",)

    @property
    def media(self) -> Any:
        """The map of the outline."""
        return super().media + MAP_MEDIA

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never: buildings are imported."""
        return False

    @display(description=_("轮廓（只能查看）"))
    def outline(self, building: Building) -> str:
        """The outline on a map."""
        return outline_map(building.geom)
