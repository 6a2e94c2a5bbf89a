"""Places by name, code or address, for the search of the map."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from geodata.errors import BadParameter
from geodata.queries.find_places import LONGEST_TEXT, find_places
from geodata.rules.viewer import EVERYONE
from webmap.access import audience, viewer_of
from webmap.counting import few_at_once


@require_safe
@audience(*EVERYONE)
@few_at_once
def find(request: HttpRequest) -> HttpResponse:
    """The places that q=… names, the likeliest first."""
    text = request.GET.get("q", "")
    if not text.strip() or len(text) > LONGEST_TEXT or "\x00" in text:
        raise BadParameter(
            f"q 应有 1 至 {LONGEST_TEXT} 个字，例如 q=盛麓社区。",
            f"q has 1 to {LONGEST_TEXT} characters, e.g. q=盛麓社区.",
        )
    found = find_places(text, viewer_of(request), timezone.localdate())
    answer = JsonResponse(
        {"places": [asdict(one) for one in found]}, json_dumps_params={"ensure_ascii": False}
    )
    answer["Cache-Control"] = "private, no-store"
    return answer
