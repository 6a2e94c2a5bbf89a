"""Areas: names may be put right; codes, levels and borders come from imports and boundary plans."""

from typing import Any

from django.contrib.admin import StackedInline, display, register
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from geodata.models import Area, BoundaryVersion
from geodata.rules.levels import LEVEL_NAMES, Level

from .map_widget import MAP_MEDIA, outline_map
from .records import Records, choice_column, column

KIND_NAMES = {
    "street": _("街道"),
    "town": _("镇"),
    "township": _("乡"),
    "community": _("社区"),
    "village": _("村"),
    "base": _("基础网格"),
    "dedicated": _("专属网格"),
    "micro": _("微网格"),
}


class Boundaries(StackedInline):
    """The borders of an area, to look at only."""

    model = BoundaryVersion
    verbose_name = verbose_name_plural = _("边界版本（只能查看）")
    fields = readonly_fields = ("days", "state", "outline")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: borders come from imports and plans."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: published borders do not change."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether the person may enter the site."""
        return self.admin_site.has_permission(request)

    @display(description=_("有效日期"))
    def days(self, boundary: BoundaryVersion) -> str:
        """The first day and the day it ends on."""
        return f"{boundary.valid.lower} – {boundary.valid.upper or ''}"

    @display(description=_("状态"))
    def state(self, boundary: BoundaryVersion) -> Any:
        """Draft or published, in words."""
        return {"draft": _("草案"), "published": _("已发布")}.get(boundary.status, boundary.status)

    @display(description=_("边界"))
    def outline(self, boundary: BoundaryVersion) -> str:
        """The border on a map."""
        return outline_map(boundary.geom)


@register(Area)
class Areas(Records):
    """Districts, subdistricts, communities and grids."""

    title = _("区划")
    labels = {
        "code": _("代码"),
        "name": _("名称"),
        "name_en": _("英文名称"),
        "parent": _("上级"),
    }
    fields = ("level_name", "code", "name", "name_en", "kind_name", "parent")
    readonly_fields = ("level_name", "code", "kind_name", "parent")
    list_display = (
        column("name", _("名称")),
        column("code", _("代码")),
        choice_column("level", _("级别"), LEVEL_NAMES),
        column("parent__name", _("上级")),
    )
    list_select_related = ("parent",)
    search_fields = ("name", "name_en", "code")
    ordering = ("code",)
    inlines = (Boundaries,)

    @property
    def media(self) -> Any:
        """The map of the borders."""
        return super().media + MAP_MEDIA

    @display(description=_("级别"))
    def level_name(self, area: Area) -> str:
        """The level by its name."""
        return LEVEL_NAMES[Level(area.level)]

    @display(description=_("种类"))
    def kind_name(self, area: Area) -> Any:
        """The kind by its name; a dash where none is known."""
        return KIND_NAMES.get(area.kind, "—")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never: areas are imported."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: an area that ends keeps its history."""
        return False
