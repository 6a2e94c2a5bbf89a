"""Service points: everything residents read about a place, and where it stands."""

from typing import Any

from django.contrib.admin import register
from django.contrib.gis.db.models import PointField
from django.core.exceptions import ValidationError
from django.forms import CheckboxSelectMultiple, ChoiceField, ModelForm, MultipleChoiceField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from geodata.actions.keep_walking import walking_after_commit
from geodata.models import ServicePoint
from geodata.rules.opening import readable
from geodata.rules.service_points import ACCESS_FACTS, SERVICE_KIND_NAMES

from .map_widget import PointWidget
from .records import Records, choice_column, column

KIND_NAMES = {kind.value: zh for kind, (zh, _en) in SERVICE_KIND_NAMES.items()}


class ServicePointForm(ModelForm):
    """The form: kinds and access facts by name, hours that can be evaluated."""

    kind = ChoiceField(label=_("类别"), choices=tuple(KIND_NAMES.items()))
    accessibility = MultipleChoiceField(
        label=_("无障碍"),
        choices=tuple((code, zh) for code, (zh, _en) in ACCESS_FACTS.items()),
        widget=CheckboxSelectMultiple,
        required=False,
    )

    def clean_opening_hours(self) -> str:
        """The hours, refused when residents could not be told whether the place is open."""
        hours = str(self.cleaned_data["opening_hours"])
        if hours and not readable(hours):
            raise ValidationError(
                _(
                    "看不懂这个写法。请用 OSM 的写法，例如 Mo-Fr 09:00-12:00,13:30-17:30; Sa 09:00-12:00; PH off"
                )
            )
        return hours


@register(ServicePoint)
class ServicePoints(Records):
    """Places where residents get something done."""

    title = _("服务点")
    form = ServicePointForm
    labels = {
        "name": _("名称"),
        "name_en": _("英文名称"),
        "address": _("地址"),
        "phone": _("电话"),
        "opening_hours": _("开放时间（OSM 写法，PH 指法定节假日）"),
        "closed_until": _("暂停服务到（含当天）"),
        "checked_on": _("核对日期"),
        "area": _("所属区划"),
        "geom": _("位置"),
    }
    fields = (
        "kind", "name", "name_en", "address", "phone", "opening_hours", "accessibility", "closed_until",
        "checked_on", "area", "geom",
    )  # fmt: skip
    autocomplete_fields = ("area",)
    formfield_overrides = {PointField: {"widget": PointWidget}}
    list_display = (
        column("name", _("名称")),
        choice_column("kind", _("类别"), KIND_NAMES),
        column("phone", _("电话")),
        column("checked_on", _("核对日期")),
    )
    search_fields = ("name", "name_en", "address", "phone")
    ordering = ("name",)

    def save_model(self, request: HttpRequest, obj: ServicePoint, form: Any, change: bool) -> None:
        """Save; who lives near it learns of it right after the commit."""
        super().save_model(request, obj, form, change)
        walking_after_commit()

    def delete_model(self, request: HttpRequest, obj: ServicePoint) -> None:
        """Delete, and look for what is nearest instead."""
        super().delete_model(request, obj)
        walking_after_commit()

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """Delete several."""
        super().delete_queryset(request, queryset)
        walking_after_commit()
