"""Party branches and the areas each serves."""

from django.contrib.admin import register
from django.forms import ModelForm
from django.utils.translation import gettext_lazy as _

from geodata.models import PartyBranch, PartyBranchArea
from geodata.rules.resource_kinds import BRANCH_KIND_NAMES

from .placed_records import PLACE, PlacedRecords, chinese, choice
from .records import choice_column, column
from .served_areas import ServedAreas


class BranchForm(ModelForm):
    """The form, with kinds by name."""

    kind = choice(_("组建方式"), BRANCH_KIND_NAMES)


class BranchAreas(ServedAreas):
    """The areas a branch serves; a grid is covered when one does."""

    model = PartyBranchArea


@register(PartyBranch)
class PartyBranches(PlacedRecords):
    """Party branches; a place is not needed."""

    title = _("党支部")
    form = BranchForm
    labels = {
        "name": _("名称"),
        "members": _("党员人数"),
        "address": _("地址"),
        "founded_on": _("成立日期"),
        "geom": PLACE,
    }
    fields = ("kind", *labels)
    autocomplete_fields = ()
    list_select_related = ()
    inlines = (BranchAreas,)
    list_display = (
        column("name", _("名称")),
        choice_column("kind", _("组建方式"), chinese(BRANCH_KIND_NAMES)),
        column("members", _("党员人数")),
        column("address", _("地址")),
    )
