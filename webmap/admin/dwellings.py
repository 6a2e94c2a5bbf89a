"""Doors of buildings: state and date checked, never who lives behind them."""

from django.contrib.admin import register
from django.forms import ModelForm
from django.utils.translation import gettext_lazy as _

from geodata.models import Dwelling
from geodata.rules.resource_kinds import DOOR_STATE_NAMES

from .placed_records import chinese, choice
from .records import Records, choice_column, column


class DwellingForm(ModelForm):
    """The form, with states by name."""

    state = choice(_("状态"), DOOR_STATE_NAMES)


@register(Dwelling)
class Dwellings(Records):
    """Doors, each in its building."""

    title = _("房屋")
    form = DwellingForm
    labels = {"building": _("楼栋"), "door": _("门牌（单元和室号）"), "checked_on": _("核对日期")}
    fields = ("building", "door", "state", "checked_on")
    autocomplete_fields = ("building",)
    list_display = (
        column("building__address", _("楼栋")),
        column("door", _("门牌")),
        choice_column("state", _("状态"), chinese(DOOR_STATE_NAMES)),
        column("checked_on", _("核对日期")),
    )
    list_select_related = ("building",)
    search_fields = ("building__address", "door")
    ordering = ("building_id", "door")
