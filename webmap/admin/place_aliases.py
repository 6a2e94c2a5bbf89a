"""Other names of places, which help to find addresses."""

from django.contrib.admin import register
from django.utils.translation import gettext_lazy as _

from geodata.models import PlaceAlias

from .records import Records, column


@register(PlaceAlias)
class PlaceAliases(Records):
    """What people write, and what the map calls it."""

    title = _("地名别名")
    labels = {"alias": _("别名（文件里的写法）"), "name": _("地图上的名称")}
    fields = tuple(labels)
    list_display = (column("alias", _("别名（文件里的写法）")), column("name", _("地图上的名称")))
    search_fields = ("alias", "name")
    ordering = ("alias",)
