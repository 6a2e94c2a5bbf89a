"""Sign-in and sign-out: errors at the field, tries left before the lock, and each role to its own page."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from geodata.queries.staff import viewer_of_user
from geodata.rules.viewer import EVERYONE, PUBLIC_VIEWER, ROLE_NAMES, STAFF, Role
from webmap.access import audience
from webmap.map_setup import map_setup

# Handlers and auditors have no page of their own yet: they get the public one.
LANDING = {
    Role.OPERATOR: "/command/",
    Role.DISTRICT_ADMIN: "/command/",
    Role.GRID_WORKER: "/care/",
    Role.COMMUNITY_HEAD: "/care/",
    Role.SUBDISTRICT_HEAD: "/care/",
    Role.PLANNER: "/care/",
}
MINUTES_PER_HOUR = 60
MAP_LAYERS = ("grids", "communities", "subdistricts")


def landing(role: Role) -> str:
    """The address a role starts from."""
    return LANDING.get(role, "/")


def lock_minutes() -> int:
    """How long an account stays locked after too many wrong passwords."""
    return int(settings.AXES_COOLOFF_TIME * MINUTES_PER_HOUR)


class SignInForm(AuthenticationForm):
    """Django's form, told to browsers as what it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs |= {"autocomplete": "username", "autocapitalize": "none"}
        self.fields["password"].widget.attrs |= {"autocomplete": "current-password"}


@method_decorator(cache_control(no_store=True), name="dispatch")
class SignIn(LoginView):
    """The sign-in page; a safe `next` wins over the role's own page."""

    template_name = "sign_in/index.html"
    authentication_form = SignInForm

    def get_default_redirect_url(self) -> str:
        """The page of the role that has just signed in."""
        return landing(viewer_of_user(self.request.user.pk).role)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, what the page says beside it, and the map behind."""
        context = super().get_context_data(**kwargs)
        # Django names the host here; the product's own `site` says more.
        del context["site"]
        return context | {
            "tries_left": self._tries_left(kwargs.get("form")),
            "lock_minutes": lock_minutes(),
            "session_hours": settings.SESSION_COOKIE_AGE // 3600,
            "demo_roles": [(role.value, _(ROLE_NAMES[role])) for role in Role if role in STAFF]
            if settings.DEMO
            else [],
            "map_setup": map_setup(PUBLIC_VIEWER, *MAP_LAYERS),
        }

    def _tries_left(self, form: AuthenticationForm | None) -> int | None:
        """Wrong passwords left before the lock; None before the first one."""
        name = form.data.get("username", "") if form is not None and form.is_bound else ""
        if not name:
            return None
        failures = AxesProxyHandler.get_failures(self.request, {"username": name})
        return max(0, settings.AXES_FAILURE_LIMIT - int(failures))


sign_in = audience(*EVERYONE)(SignIn.as_view())
sign_out = audience(*EVERYONE)(LogoutView.as_view())


def locked_out(
    request: HttpRequest, original: HttpResponse | None, credentials: dict[str, Any]
) -> HttpResponse:
    """The page of a locked account, 429; settings name this function to axes."""
    context = {"tries": settings.AXES_FAILURE_LIMIT, "lock_minutes": lock_minutes()}
    response = render(request, "errors/locked.html", context, status=429)
    response["Retry-After"] = str(lock_minutes() * 60)
    response["Cache-Control"] = "no-store"
    return response
