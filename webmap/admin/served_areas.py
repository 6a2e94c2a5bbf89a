"""The areas that a person or a branch serves, as rows below its form."""

from typing import Any

from django.contrib.admin import TabularInline
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class ServedAreas(TabularInline):
    """Rows of areas; a subclass names the linking model."""

    verbose_name = verbose_name_plural = _("服务的区划")
    autocomplete_fields = ("area",)
    extra = 0

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """The rows with our label."""
        return super().get_formset(request, obj, labels={"area": _("区划")}, **kwargs)

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Whether the person may enter the site."""
        return self.admin_site.has_permission(request)

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission
