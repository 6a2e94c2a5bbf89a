"""The unlocated list: rows whose address could not be placed surely, chosen on a map, in a list or by numbers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from geodata.actions.decide_unlocated import dismiss_unlocated, reopen_unlocated
from geodata.actions.place_unlocated import OutsideDistrict
from geodata.errors import BadParameter
from geodata.importers.place_row import place_row
from geodata.queries.unlocated import ROWS_A_PAGE, UnlocatedList, unlocated_list
from geodata.queries.unlocated_row import Open, search_choices
from geodata.rules.unlocated import DismissReason
from geodata.rules.viewer import Role
from webmap.access import audience, viewer_of
from webmap.map_setup import map_setup

from .form_text import checked_form
from .opening_text import moment_text
from .point_cards import english
from .unlocated_form import Chosen, chosen_of, read_asked, read_page, reason_of
from .unlocated_words import (
    choice_rows,
    filter_options,
    map_data,
    opened_words,
    page_link,
    reason_words,
)

LONGEST_ADDRESS = 300
SEARCH = "search"
# Only kinds of the administrator come with addresses; the planner's areas never wait for a place.
STAFF = (Role.DISTRICT_ADMIN,)


@audience(*STAFF)
@cache_control(no_store=True)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list with one row opened and its candidates beside it."""
    row = request.GET.get("row", "")
    return _page(request, request.GET, row)


@audience(*STAFF)
@cache_control(no_store=True)
@require_POST
def decide(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Place a row, put it aside or take it up again; on to the next row, or back with what is wrong.

    Searching for a corrected address changes nothing; it is sent as a form so that no log of addresses holds it.
    """
    verbs = {"place": _place, "dismiss": _dismiss, "reopen": _reopen}
    told = checked_form(request.POST).get("verb", "")
    if told == SEARCH:
        return _page(request, request.POST, str(uuid))
    verb = verbs.get(told)
    if verb is None:
        raise BadParameter(
            "没有这个操作，请刷新页面再试。", "There is no such action; reload the page and try again."
        )
    try:
        verb(request, str(uuid))
    except (OutsideDistrict, BadParameter) as refusal:
        chosen = chosen_of(request.POST, strict=False)
        return _page(request, request.POST, str(uuid), refusal, chosen)
    asked = read_asked(request.POST, viewer_of(request))
    onward = str(uuid) if verb is _reopen else request.POST.get("next", "")
    return redirect(page_link(reverse("unlocated"), asked, row=onward))


def _place(request: HttpRequest, uuid: str) -> None:
    chosen = chosen_of(request.POST)
    viewer, now = viewer_of(request), timezone.now()
    row = place_row(uuid, chosen.spot, viewer, user_id=request.user.pk, now=now, alias=chosen.alias)
    if row is None:
        messages.info(request, _("这一行已经处理过了，没有再改动。"))
    else:
        messages.success(
            request, _("已保存第 %(row)d 行的位置：%(address)s") % {"row": row.row, "address": row.address}
        )


def _dismiss(request: HttpRequest, uuid: str) -> None:
    reason: DismissReason = reason_of(request.POST)
    row = dismiss_unlocated(uuid, reason, viewer_of(request), request.user.pk, timezone.now())
    if row is None:
        messages.info(request, _("这一行已经处理过了，没有再改动。"))
    else:
        messages.success(
            request,
            _("第 %(row)d 行已排除：%(address)s。可以在“已排除”里重新打开。")
            % {"row": row.row, "address": row.address},
        )


def _reopen(request: HttpRequest, uuid: str) -> None:
    reopen_unlocated(uuid, viewer_of(request), request.user.pk, timezone.now())


def _page(
    request: HttpRequest,
    query: QueryDict,
    row: str,
    refusal: OutsideDistrict | BadParameter | None = None,
    chosen: Chosen | None = None,
) -> HttpResponse:
    """The page; after a refusal with its reason and what was filled in."""
    viewer = viewer_of(request)
    asked = read_asked(query, viewer)
    found = unlocated_list(viewer, asked, read_page(query), row)
    address = request.POST.get("address", "").strip()[:LONGEST_ADDRESS]
    context = _shown(found, address, chosen) | {
        "asked": asked,
        "filters": filter_options(found, asked, viewer),
        "refusal": refusal,
        "refusal_words": (refusal.en if english() else refusal.zh) if refusal else "",
        "outside": isinstance(refusal, OutsideDistrict),
        "as_of": moment_text(timezone.localtime()),
        "map_setup": map_setup(viewer, "subdistricts", "communities"),
        "page_before": found.page - 1,
        "page_after": found.page + 1,
        "first_number": (found.page - 1) * ROWS_A_PAGE + 1,
        "links": {
            "before": page_link(reverse("unlocated"), asked, row=found.before) if found.before else "",
            "after": page_link(reverse("unlocated"), asked, row=found.after) if found.after else "",
        },
    }
    return render(request, "unlocated/index.html", context)


def _shown(found: UnlocatedList, address: str, chosen: Chosen | None) -> dict[str, Any]:
    """The opened row in words, its candidates, and what the map draws."""
    opened: Open | None = found.opened
    searched = bool(address and opened and address != opened.address)
    choices = search_choices(address) if searched else (opened.choices if opened else ())
    rows = choice_rows(choices, opened.address if opened else "", chosen)
    return {
        "found": found,
        "opened": opened_words(opened) if opened else None,
        "choices": rows,
        "address": address or (opened.address if opened else ""),
        "searched": searched,
        "chosen": chosen,
        "map_data": map_data(opened, rows, chosen),
        "reasons": [(reason.value, reason_words(reason)) for reason in DismissReason],
    }
