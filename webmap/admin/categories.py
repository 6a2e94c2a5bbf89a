"""Event categories and the departments that lead them."""

from django.contrib.admin import register
from django.utils.translation import gettext_lazy as _

from geodata.models import EventCategory

from .records import Records, column


@register(EventCategory)
class Categories(Records):
    """The tree of event categories."""

    title = _("事件类别")
    labels = {
        "code": _("代码"),
        "name": _("名称"),
        "name_en": _("英文名称"),
        "parent": _("上级类别"),
        "department": _("主办部门"),
    }
    fields = tuple(labels)
    autocomplete_fields = ("parent", "department")
    list_display = (
        column("name", _("名称")),
        column("parent__name", _("上级类别")),
        column("department__name", _("主办部门")),
        column("code", _("代码")),
    )
    list_select_related = ("parent", "department")
    search_fields = ("name", "name_en", "code")
    ordering = ("code",)
