"""Resources the district can call on in need."""

from django.contrib.admin import register
from django.forms import ModelForm
from django.utils.translation import gettext_lazy as _

from geodata.models import Resource
from geodata.rules.resource_kinds import RESOURCE_KIND_NAMES

from .placed_records import AREA, PLACE, PlacedRecords, chinese, choice
from .records import choice_column, column


class ResourceForm(ModelForm):
    """The form, with kinds by name."""

    kind = choice(_("资源类型"), RESOURCE_KIND_NAMES)


@register(Resource)
class Resources(PlacedRecords):
    """Shelters, stores, supplies, teams, vehicles."""

    title = _("应急资源与物资")
    form = ResourceForm
    labels = {
        "name": _("名称"),
        "quantity": _("数量"),
        "unit": _("单位（件、顶、人、平方米等）"),
        "address": _("地址"),
        "phone": _("电话"),
        "checked_on": _("核对日期"),
        "expires_on": _("有效期至"),
        "area": AREA,
        "geom": PLACE,
    }
    fields = ("kind", *labels)
    list_display = (
        column("name", _("名称")),
        choice_column("kind", _("资源类型"), chinese(RESOURCE_KIND_NAMES)),
        column("quantity", _("数量")),
        column("unit", _("单位")),
        column("expires_on", _("有效期至")),
        column("area__name", AREA),
    )
