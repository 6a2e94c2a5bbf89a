"""Who a stream is for: the viewer behind its cookie and the kinds of data that viewer may hear of."""

from http.cookies import CookieError, SimpleCookie
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest

from geodata.queries.staff import viewer_of_user
from geodata.rules.viewer import PUBLIC_VIEWER, Viewer
from layers.registry import layers_for


def viewer_of_cookie(header: str) -> Viewer:
    """The viewer a Cookie header stands for; no session, an ended one and a foreign one are the public (thread)."""
    close_old_connections()
    key = _session_key(header)
    if not key:
        return PUBLIC_VIEWER
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    user = get_user(request)
    return viewer_of_user(user.pk) if user.is_authenticated else PUBLIC_VIEWER


def kinds_for(viewer: Viewer) -> frozenset[str]:
    """The kinds of data behind the layers a viewer may see.

    >>> "service_points" in kinds_for(PUBLIC_VIEWER), "events" in kinds_for(PUBLIC_VIEWER)
    (True, False)
    """
    return frozenset(kind for layer in layers_for(viewer) for kind in layer.kinds)


def _session_key(header: str) -> str:
    try:
        morsel = SimpleCookie(header).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return morsel.value if morsel else ""
