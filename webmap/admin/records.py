"""What all plain records share: rights by role, Chinese names and labels, the map's set-up."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.contrib.admin import ModelAdmin, display
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from webmap.access import viewer_of
from webmap.map_setup import map_setup

Column = Callable[..., Any]


def column(path: str, title: Any) -> Column:
    """A list column with its own title; path is a field, or fields joined by two underscores."""

    @display(description=title, ordering=path)
    def value(record: Model) -> Any:
        found: Any = record
        for name in path.split("__"):
            found = getattr(found, name, None)
        return found

    value.__name__ = f"column_{path}"
    return value


def choice_column(field: str, title: Any, names: dict[str, Any]) -> Column:
    """A list column that shows a code by its name."""

    @display(description=title, ordering=field)
    def value(record: Model) -> Any:
        code = getattr(record, field)
        return names.get(code, code)

    value.__name__ = f"column_{field}"
    return value


class TitledOptions:
    """A model's options with a Chinese name; everything else is the model's own."""

    def __init__(self, options: Any, title: Any) -> None:
        self._options = options
        self.verbose_name = self.verbose_name_plural = title
        self.app_config = SimpleNamespace(verbose_name=_("基础记录"), label=options.app_label)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._options, name)


class Records(ModelAdmin):
    """A kind of plain record. title: its name; labels: field → label."""

    title: Any = ""
    labels: dict[str, Any] = {}
    list_per_page = 50
    show_full_result_count = False
    change_form_template = "admin/record_change_form.html"

    def __init__(self, model: type[Model], admin_site: Any) -> None:
        super().__init__(model, admin_site)
        self.opts = TitledOptions(model._meta, self.title)

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form with our labels."""
        return super().get_form(request, obj, change=change, labels=self.labels, **kwargs)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The form, with what its maps are drawn from."""
        context = {"map_setup": map_setup(viewer_of(request)), **(extra_context or {})}
        return super().changeform_view(request, object_id, form_url, context)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list under its Chinese name."""
        found = super().get_changelist_instance(request)
        found.opts, found.title = self.opts, self.title
        return found

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the person may enter the site."""
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether the person may look."""
        return self.admin_site.has_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether the person may change."""
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whether the person may add."""
        return self.admin_site.has_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether the person may delete; the database still protects what is referred to."""
        return self.admin_site.has_permission(request)
