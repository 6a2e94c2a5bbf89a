"""A plan beside another division, and who else has it open, as JSON."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from geodata.actions.note_presence import leave_plan, note_presence
from geodata.errors import BadParameter
from geodata.queries.grid_history import grids_of_place
from geodata.queries.plan_compare import compared, compared_community, other_side
from geodata.queries.plans import plan_head, seen_plan
from geodata.rules.plan_flow import PLAN_READERS
from geodata.rules.viewer import STAFF
from webmap.access import audience, viewer_of

from .plan_body import read_body


@audience(*PLAN_READERS)
@require_safe
def compare(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What changes grid between the plan and with=uuid of another one, with=a day, or today's grids."""
    plan, today = seen_plan(uuid, viewer_of(request)), timezone.localdate()
    other = other_side(request.GET.get("with", ""), today)
    return _json({**plan_head(plan), **compared(plan, other)})


@audience(*PLAN_READERS)
@require_safe
def compare_community(request: HttpRequest, uuid: UUID, code: str) -> HttpResponse:
    """One community of such a comparison, to draw."""
    plan, today = seen_plan(uuid, viewer_of(request)), timezone.localdate()
    other = other_side(request.GET.get("with", ""), today)
    return _json(compared_community(plan, other, code, today))


@audience(*PLAN_READERS)
@require_http_methods(["POST", "DELETE"])
def presence(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who else has the plan open: from {"seat": random uuid of the page, "community": code}; DELETE leaves."""
    told = read_body(request.body)
    seat, community = _seat(told.get("seat")), told.get("community", "")
    user_id = request.user.pk or 0
    if request.method == "DELETE":
        leave_plan(uuid, seat, viewer_of(request), user_id=user_id)
        return _json({"others": []})
    if not isinstance(community, str) or not (
        community == "" or (community.isascii() and community.isdigit() and len(community) == 12)
    ):
        raise BadParameter("community 应是 12 位社区代码。", "community: 12 digits.")
    others = note_presence(uuid, seat, community, viewer_of(request), user_id=user_id, now=timezone.now())
    return _json({"others": others})


@audience(*STAFF)
@require_POST
def grid_as_of(request: HttpRequest) -> HttpResponse:
    """The grid a place was in on a day, and all it ever was in: from {"lon": …, "lat": …, "day": "2026-12-01"}."""
    told = read_body(request.body)
    lon, lat, day = read_place_and_day(told.get("lon"), told.get("lat"), told.get("day"))
    found = grids_of_place(lon, lat)
    then = [
        {"code": one.code, "name": one.name, "community": one.community, "begins": _day(one.begins),
         "ends": _day(one.ends), "plan": one.plan, "plan_name": one.plan_name, "holds": one.holds(day)}
        for one in found
    ]  # fmt: skip
    return _json({"day": day.isoformat(), "grids": then})


def read_place_and_day(lon: object, lat: object, day: object) -> tuple[float, float, date]:
    """A place on earth in degrees and a local day (today when none is given); BadParameter for anything else."""
    try:
        x, y = float(str(lon)), float(str(lat))
        when = date.fromisoformat(str(day)) if day else timezone.localdate()
    except ValueError:
        raise BadParameter(
            "请给出 lon、lat（度）和 day（如 2026-12-01）。",
            "Give lon and lat in degrees and day as 2026-12-01.",
        ) from None
    if not (-180 <= x <= 180 and -90 <= y <= 90):
        raise BadParameter("lon、lat 不在地球上。", "lon, lat are not on earth.")
    return x, y, when


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _seat(value: object) -> UUID:
    try:
        return UUID(str(value))
    except ValueError:
        raise BadParameter("seat 应是页面随机生成的 UUID。", "seat: a random UUID of the page.") from None


def _json(body: dict[str, Any]) -> JsonResponse:
    response = JsonResponse(body)
    response["Cache-Control"] = "no-store"
    return response
