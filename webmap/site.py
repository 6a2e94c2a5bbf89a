"""What every page knows: the name of the loaded district, demo mode, the help phone and the viewer's role."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext

from geodata.queries.areas import areas_in_force
from geodata.rules.levels import Level
from geodata.rules.viewer import ROLE_NAMES

from .access import viewer_of


def site(request: HttpRequest) -> dict[str, Any]:
    """The `site` variable of templates; costs one statement when a page uses it."""
    return {"site": SimpleLazyObject(lambda: _site(request))}


def _site(request: HttpRequest) -> dict[str, Any]:
    name = district_name((get_language() or "").startswith("en"))
    return {
        "district": name,
        "title": gettext("%(district)s网格一张图") % {"district": name},
        "demo": settings.DEMO,
        "help_phone": settings.HELP_PHONE,
        "role_name": gettext(ROLE_NAMES[viewer_of(request).role]),
    }


def district_name(english: bool) -> str:
    """The name of the loaded district; empty when none or several are loaded."""
    loaded = areas_in_force(timezone.localdate(), Level.DISTRICT)
    if len(loaded) != 1:
        return ""
    return f"{loaded[0].name_en} " if english and loaded[0].name_en else loaded[0].name
