"""What residents reported about service points, for the command centre to settle."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from geodata.actions.settle_point_report import settle_point_report
from geodata.errors import BadParameter
from geodata.queries.point_reports import MOST_LISTED, ReportRow, point_reports
from geodata.rules.point_reports import Outcome, Wrong
from geodata.rules.viewer import COMMAND, Role
from webmap.access import audience, viewer_of

from .form_text import checked_form
from .opening_text import moment_text
from .point_report_words import OUTCOME_WORDS, WRONG_WORDS


@dataclass(frozen=True)
class ReportText:
    """A report in words."""

    row: ReportRow
    wrong: str
    reported: str
    outcome: str
    settled: str


@audience(*COMMAND)
@cache_control(no_store=True)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The reports that wait, or with ?settled=1 the settled ones."""
    settled = request.GET.get("settled") == "1"
    viewer = viewer_of(request)
    found = point_reports(viewer, settled=settled)
    context = {
        "reports": [_told(row) for row in found.rows],
        "waiting": found.waiting,
        "most": MOST_LISTED,
        "settled": settled,
        "outcomes": [(outcome.value, _(words)) for outcome, words in OUTCOME_WORDS.items()],
        "may_edit": viewer.role is Role.DISTRICT_ADMIN,
        "as_of": moment_text(timezone.localtime()),
    }
    return render(request, "point_reports/index.html", context)


@audience(*COMMAND)
@cache_control(no_store=True)
@require_POST
def settle(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Settle one report and go back to those that wait."""
    try:
        outcome = Outcome(checked_form(request.POST).get("outcome", ""))
    except ValueError:
        raise BadParameter("请选一种处理结果。", "Choose an outcome.") from None
    done = settle_point_report(uuid, outcome, viewer_of(request), user_id=request.user.pk, now=timezone.now())
    if done is None:
        messages.info(request, _("这条报错已经有人处理了，没有再改动。"))
    else:
        words = {"name": done.point_name, "outcome": _(OUTCOME_WORDS[outcome])}
        messages.success(request, _("%(name)s：%(outcome)s。") % words)
    return redirect("point_reports")


def _told(row: ReportRow) -> ReportText:
    return ReportText(
        row,
        _(WRONG_WORDS[Wrong(row.wrong)]),
        f"{timezone.localtime(row.reported_at):%Y-%m-%d %H:%M}",
        _(OUTCOME_WORDS[Outcome(row.outcome)]) if row.outcome else "",
        f"{timezone.localtime(row.settled_at):%Y-%m-%d %H:%M}" if row.settled_at else "",
    )
