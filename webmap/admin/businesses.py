"""Businesses: shops, workshops and firms."""

from django.contrib.admin import register
from django.utils.translation import gettext_lazy as _

from geodata.models import Business

from .placed_records import AREA, PLACE, PlacedRecords
from .records import column


@register(Business)
class Businesses(PlacedRecords):
    """Business premises."""

    title = _("商户")
    labels = {
        "name": _("名称"),
        "category": _("类别"),
        "address": _("地址"),
        "employees": _("从业人数"),
        "checked_on": _("核对日期"),
        "area": AREA,
        "geom": PLACE,
    }
    fields = tuple(labels)
    list_display = (
        column("name", _("名称")),
        column("category", _("类别")),
        column("address", _("地址")),
        column("area__name", AREA),
    )
    search_fields = ("name", "category", "address")
