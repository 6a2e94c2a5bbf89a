"""The form to say what is wrong about a service point: few choices, no scripts, nothing about who sends it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from geodata.actions.report_wrong_point import report_wrong_point
from geodata.errors import BadParameter
from geodata.queries.service_points import ServicePointCard, service_point
from geodata.rules.point_reports import MOST_LETTERS, Wrong
from geodata.rules.viewer import EVERYONE
from webmap.access import audience
from webmap.sender_limit import SenderLimit

from .elder import elder_mode, remember
from .form_text import checked_form
from .point_cards import english
from .point_report_words import WRONG_WORDS

# A family behind one address may find five mistakes in an hour, a district hardly three hundred.
LIMIT = SenderLimit(most=5, most_in_all=300, seconds=3600)
# A field people do not see: whoever fills it in is a program.
TRAP = "website"


@audience(*EVERYONE)
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def wrong_info(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The form of a point, or the same with thanks once it was sent; an unknown point is a 404."""
    point = service_point(uuid)
    if request.method != "POST":
        return _page(request, point, sent=request.GET.get("sent") == "1")
    form = checked_form(request.POST)
    thanks = redirect(f"{reverse('point_wrong', args=[uuid])}?sent=1{_kept(request)}")
    if form.get(TRAP):
        return thanks
    try:
        wrong = _wrong(form.get("wrong", ""))
        if not LIMIT.allows(request):
            return _page(request, point, _("您刚才已经报过几次了，请过一小时再来。"), status=429)
        report_wrong_point(uuid, wrong, form.get("note", ""), timezone.now())
    except BadParameter as refusal:
        return _page(request, point, refusal.en if english() else refusal.zh, status=400)
    return thanks


def _wrong(text: str) -> Wrong:
    try:
        return Wrong(text)
    except ValueError:
        raise BadParameter("请选一项：哪里不对。", "Please choose what is wrong.") from None


def _kept(request: HttpRequest) -> str:
    """Elder mode asked for in the address goes on to the next page."""
    return "&elder=1" if request.GET.get("elder") == "1" else ""


def _page(
    request: HttpRequest, point: ServicePointCard, error: str = "", *, sent: bool = False, status: int = 200
) -> HttpResponse:
    mode = elder_mode(request)
    context = {
        "point": point,
        "name": point.name_en if english() and point.name_en else point.name,
        "elder": mode,
        "choices": [(wrong.value, _(words)) for wrong, words in WRONG_WORDS.items()],
        "chosen": request.POST.get("wrong", ""),
        "note": request.POST.get("note", "")[: 2 * MOST_LETTERS],
        "most": MOST_LETTERS,
        "trap": TRAP,
        "error": error,
        "sent": sent,
    }
    return remember(render(request, "points/wrong.html", context, status=status), mode)
