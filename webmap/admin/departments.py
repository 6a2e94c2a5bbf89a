"""Departments that handle events."""

from django.contrib.admin import register
from django.utils.translation import gettext_lazy as _

from geodata.models import Department

from .records import Records, column


@register(Department)
class Departments(Records):
    """The district's departments."""

    title = _("部门")
    labels = {"code": _("代码"), "name": _("名称"), "name_en": _("英文名称")}
    fields = tuple(labels)
    list_display = (column("name", _("名称")), column("name_en", _("英文名称")), column("code", _("代码")))
    search_fields = ("name", "name_en", "code")
    ordering = ("code",)
