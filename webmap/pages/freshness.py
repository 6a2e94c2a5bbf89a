"""Which department sent what, when last and how complete, against what was agreed; readable without scripts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from geodata.queries.freshness import supplies
from geodata.rules.freshness import Freshness
from geodata.rules.import_kinds import IMPORTERS
from geodata.rules.viewer import Role
from webmap.access import audience, viewer_of

from .freshness_rows import SupplyRow, supply_rows
from .opening_text import moment_text


@audience(*IMPORTERS)
@cache_control(no_store=True)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The page: agreed kinds by what needs attention, then kinds that came without being agreed on."""
    viewer = viewer_of(request)
    now = timezone.localtime()
    agreed, others = supply_rows(supplies(viewer), now)
    context = {
        "agreed": agreed,
        "others": others,
        "summary": summary(agreed),
        "as_of": f"{now:%Y-%m-%d} {moment_text(now)}",
        "may_set": viewer.role is Role.DISTRICT_ADMIN,
    }
    return render(request, "freshness/index.html", context)


def summary(agreed: list[SupplyRow]) -> str:
    """The totals in a sentence, worst first; states that do not occur are left out."""
    counts = {state: sum(row.state is state for row in agreed) for state in Freshness}
    words = {
        Freshness.NEVER: _("%(n)d 项从未收到"),
        Freshness.OVERDUE: _("%(n)d 项过期"),
        Freshness.SOON: _("%(n)d 项快到期"),
        Freshness.ON_TIME: _("%(n)d 项按时"),
    }
    parts = [words[state] % {"n": count} for state, count in counts.items() if count]
    short = sum(row.below_target for row in agreed)
    parts.append(_("%(n)d 项完整度没有达标") % {"n": short} if short else _("收到的完整度都达标"))
    return _("，").join(parts)
