"""From a signed-in user to a Viewer, and the guard of staff pages."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from geodata.errors import NotFound
from geodata.queries.staff import viewer_of_user
from geodata.rules.viewer import PUBLIC_VIEWER, Role, Viewer

from .viewer_memory import VIEWERS

View = Callable[..., HttpResponse]


class ViewerMiddleware:
    """Gives every request its viewer, worked out only when somebody asks."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: _viewer(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _viewer(request: HttpRequest) -> Viewer:
    """The viewer behind a request, remembered for a few seconds; a login without a staff row is the public."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    request.session.accessed = True  # the answer varies with the cookie, whether or not the session is read
    viewer = VIEWERS.find(key)
    if viewer is None:
        moment = VIEWERS.moment
        viewer = viewer_of_user(request.user.pk) if request.user.is_authenticated else PUBLIC_VIEWER
        if key and request.session.session_key == key:
            VIEWERS.remember(key, viewer, moment)
    return viewer


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer of a request."""
    return request.viewer  # type: ignore[attr-defined, no-any-return]


def audience(*roles: Role) -> Callable[[View], View]:
    """Guard a page: anonymous people sign in first, other roles get the same 404 as a foreign address."""
    allowed = frozenset(roles)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if Role.PUBLIC not in allowed:
                if not request.user.is_authenticated:
                    return redirect_to_login(request.get_full_path())
                if viewer_of(request).role not in allowed:
                    raise NotFound(
                        "没有这个页面，或者您的账号不能查看。",
                        "No such page, or your account may not see it.",
                    )
            return view(request, *args, **kwargs)

        guarded.audience = allowed  # type: ignore[attr-defined]
        return guarded

    return decorate
