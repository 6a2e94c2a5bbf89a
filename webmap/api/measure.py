"""Distances and areas in the metres of the measuring CRS: computed here, never in the projection of the screen."""

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from geodata.analysis.drawn_shape import leg_lengths
from geodata.crs import MEASURE
from geodata.errors import BadParameter
from geodata.rules.viewer import EVERYONE
from webmap.access import audience

from .shapes import read_shape, read_vertices


@require_safe
@audience(*EVERYONE)
def measure(request: HttpRequest) -> JsonResponse:
    """Of line=…: length_m and legs_m; of ring=, circle= or area=: area_m2 and perimeter_m."""
    if "line" in request.GET:
        if any(name in request.GET for name in ("ring", "circle", "area")):
            raise BadParameter("line 和范围只能给一个。", "Name either line or a shape.")
        legs = leg_lengths(read_vertices("line", request.GET["line"]))
        body = {"length_m": round(float(legs.sum()), 3), "legs_m": [round(float(leg), 3) for leg in legs]}
    else:
        drawn = read_shape(request.GET, timezone.localdate()).drawn
        body = {"area_m2": round(drawn.area_m2, 2), "perimeter_m": round(drawn.perimeter_m, 3)}
    answer = JsonResponse({**body, "srid": MEASURE})
    answer["Cache-Control"] = "private, no-store"
    return answer
