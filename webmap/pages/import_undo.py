"""Undoing an import: first what that would do, then the deed."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from geodata.actions.undo_import import later_runs, undo_import
from geodata.queries.import_jobs import RunOnPage, import_run
from geodata.rules.import_kinds import IMPORTERS
from webmap.access import audience, viewer_of

from .import_words import kind_title


@audience(*IMPORTERS)
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What undoing would do and what stays; a POST undoes."""
    run = import_run(uuid, viewer_of(request))
    if request.method == "POST":
        undo_import(str(uuid), viewer_of(request), request.user.pk, timezone.now(), commit=True)
        return redirect("import_undo", uuid=uuid)
    return render(request, "import/undo.html", _context(request, run))


def _context(request: HttpRequest, run: RunOnPage) -> dict[str, Any]:
    context = {
        "run": run,
        "kind": kind_title(run.kind),
        "undone": _with_commas(run.undo_report) if run.undone_at and run.undo_report else None,
        "as_of": timezone.localtime(),
    }
    if run.undone_at is None:
        would = undo_import(str(run.uuid), viewer_of(request), request.user.pk, timezone.now(), commit=False)
        later = [one | {"kind": kind_title(one["kind"])} for one in later_runs(run)]
        context |= {"would": _with_commas(would.as_dict()), "later": later}
    return context


def _with_commas(counts: dict[str, int]) -> dict[str, str]:
    return {name: f"{count:,}" for name, count in counts.items()}
