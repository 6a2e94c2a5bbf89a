"""The site of plain records: who may enter it, and Chinese names for what is kept there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from geodata.errors import NotFound
from geodata.rules.viewer import Role

from .access import viewer_of

View = Callable[..., HttpResponse]


class RecordsSite(AdminSite):
    """Plain records for the district's administrators; strangers sign in, other roles get a 404."""

    site_header = _("网格一张图 · 基础记录")
    site_title = _("基础记录")
    index_title = _("基础记录")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the person is a district administrator or a superuser."""
        user = request.user
        if not user.is_active or not user.is_authenticated:
            return False
        return bool(user.is_superuser) or viewer_of(request).role is Role.DISTRICT_ADMIN

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """The guarded view; signed-in people without the right get the answer of an unknown address."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            self._refuse_other_roles(request)
            return inner(request, *args, **kwargs)

        return guarded

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The product's own sign-in page instead of a second one."""
        self._refuse_other_roles(request)
        return redirect_to_login(request.GET.get("next", "/admin/"))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """The records by their Chinese names."""
        found = super().get_app_list(request, app_label)
        for app in found:
            if app["app_label"] == "geodata":
                app["name"] = _("基础记录")
            for entry in app["models"]:
                entry["name"] = getattr(self._registry[entry["model"]], "title", entry["name"])
        return found

    def _refuse_other_roles(self, request: HttpRequest) -> None:
        if request.user.is_authenticated and not self.has_permission(request):
            raise NotFound(
                "没有这个页面，或者您的账号不能查看。", "No such page, or your account may not see it."
            )
