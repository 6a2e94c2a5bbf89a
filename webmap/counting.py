"""Which addresses count for long: said beside each view, read by the dispatcher, which lets a few of them run at once."""

from collections.abc import Callable
from functools import lru_cache

from django.http import HttpResponse
from django.urls import Resolver404, resolve

View = Callable[..., HttpResponse]
PREFIX = "/api/"
PATHS_KEPT = 256


def few_at_once(view: View) -> View:
    """The same view, marked as one that keeps a thread and the database busy."""
    view.counts = True  # type: ignore[attr-defined]
    return view


@lru_cache(PATHS_KEPT)
def counts(path: str) -> bool:
    """Whether the view behind a path is marked; only those below /api/ are looked up."""
    if not path.startswith(PREFIX):
        return False
    try:
        return getattr(resolve(path).func, "counts", False)
    except Resolver404:
        return False
