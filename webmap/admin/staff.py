"""Staff: who works in which role and serves which areas."""

from typing import Any

from django.contrib.admin import register
from django.forms import ChoiceField, ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from geodata.models import Staff, StaffArea
from geodata.rules.viewer import ROLE_NAMES, STAFF, Role

from .records import Records, choice_column, column
from .served_areas import ServedAreas

STAFF_NAMES = {role.value: ROLE_NAMES[role] for role in Role if role in STAFF}


class StaffForm(ModelForm):
    """The form, with roles by name."""

    role = ChoiceField(label=_("角色"), choices=tuple(STAFF_NAMES.items()))


class PersonAreas(ServedAreas):
    """The areas a person serves; one may serve several."""

    model = StaffArea


@register(Staff)
class StaffRecords(Records):
    """People who work for the district."""

    title = _("工作人员")
    form = StaffForm
    labels = {
        "name": _("姓名"),
        "full_time": _("专职"),
        "department": _("部门"),
        "user": _("登录账号"),
    }
    fields = ("role", *labels)
    raw_id_fields = ("user",)
    autocomplete_fields = ("department",)
    inlines = (PersonAreas,)
    list_display = (
        column("name", _("姓名")),
        choice_column("role", _("角色"), STAFF_NAMES),
        column("full_time", _("专职")),
        column("department__name", _("部门")),
        column("user__username", _("登录账号")),
    )
    list_select_related = ("department", "user")
    search_fields = ("name", "user__username")
    ordering = ("role", "name")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Only those who keep the accounts may tie one to a person."""
        return () if request.user.is_superuser else ("user",)
