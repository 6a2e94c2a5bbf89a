"""Volunteer teams and partner organisations; no person is named."""

from django.contrib.admin import register
from django.forms import ModelForm
from django.utils.translation import gettext_lazy as _

from geodata.models import Partner
from geodata.rules.resource_kinds import PARTNER_KIND_NAMES

from .placed_records import AREA, PLACE, PlacedRecords, chinese, choice
from .records import choice_column, column


class PartnerForm(ModelForm):
    """The form, with kinds by name."""

    kind = choice(_("类型"), PARTNER_KIND_NAMES)


@register(Partner)
class Partners(PlacedRecords):
    """Teams and organisations that help; a place is not needed."""

    title = _("志愿队伍与共建单位")
    form = PartnerForm
    labels = {
        "name": _("名称"),
        "members": _("人数"),
        "services": _("服务内容"),
        "address": _("地址"),
        "phone": _("电话"),
        "area": AREA,
        "geom": PLACE,
    }
    fields = ("kind", *labels)
    list_display = (
        column("name", _("名称")),
        choice_column("kind", _("类型"), chinese(PARTNER_KIND_NAMES)),
        column("members", _("人数")),
        column("services", _("服务内容")),
        column("area__name", AREA),
    )
    search_fields = ("name", "services", "address")
