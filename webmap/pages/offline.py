"""The public pages without a network: the service worker, the page it falls back to, and which pages may be kept."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from geodata.rules.viewer import EVERYONE
from webmap.access import audience

View = Callable[..., HttpResponse]

MARK = "X-Offline-Copy"
# What a kept page may have been asked by: nothing that tells a place or what somebody looked for.
_HARMLESS = frozenset({"kind", "open", "page", "view", "elder", "size"})
# What the list and the point's page look like; the map needs a network anyway.
_SHELL = (
    "css/tokens.css", "css/base.css", "css/public.css", "css/home.css", "css/home_map.css", "css/point.css",
    "css/elder.css", "js/pages/home.js", "js/pages/asked.js", "js/pages/elder.js", "js/pages/locate.js",
    "js/pages/offline.js", "js/lib/place_address.js", "images/icon.svg", "images/symbols.svg",
)  # fmt: skip


def kept_offline(view: View) -> View:
    """The view with a mark on answers a device may keep: to strangers, and without a place or a search."""

    @wraps(view)
    def marked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        stranger = settings.SESSION_COOKIE_NAME not in request.COOKIES
        plain = request.method != "POST" and _HARMLESS.issuperset(request.GET)
        if response.status_code == 200 and stranger and plain:
            response[MARK] = "1"
        return response

    return marked


@audience(*EVERYONE)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The page for times without a network and without a copy."""
    return render(request, "offline/index.html")


@audience(*EVERYONE)
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker at the root, so that it answers for the list too; another text whenever its files change."""
    shell = [static(name) for name in _SHELL] + [reverse("offline")]
    program = static("js/offline_worker.js")
    version = hashlib.sha256("\n".join([*shell, program]).encode()).hexdigest()[:12]
    lines = (
        f"const VERSION = {json.dumps(version)};",
        f"const SHELL = {json.dumps(shell)};",
        f"importScripts({json.dumps(program)});",
    )
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
