"""Devices and whether they are in order."""

from django.contrib.admin import register
from django.forms import ModelForm
from django.utils.translation import gettext_lazy as _

from geodata.models import Device
from geodata.rules.resource_kinds import DEVICE_KIND_NAMES, DEVICE_STATE_NAMES

from .placed_records import AREA, PLACE, PlacedRecords, chinese, choice
from .records import choice_column, column


class DeviceForm(ModelForm):
    """The form, with kinds and states by name."""

    kind = choice(_("设备类型"), DEVICE_KIND_NAMES)
    state = choice(_("状态"), DEVICE_STATE_NAMES)


@register(Device)
class Devices(PlacedRecords):
    """Cameras, sensors, call buttons."""

    title = _("设备")
    form = DeviceForm
    labels = {
        "name": _("名称"),
        "state_at": _("状态时间"),
        "address": _("地址"),
        "area": AREA,
        "geom": PLACE,
    }
    fields = ("kind", "name", "state", "state_at", "address", "area", "geom")
    list_display = (
        column("name", _("名称")),
        choice_column("kind", _("设备类型"), chinese(DEVICE_KIND_NAMES)),
        choice_column("state", _("状态"), chinese(DEVICE_STATE_NAMES)),
        column("state_at", _("状态时间")),
        column("area__name", AREA),
    )
