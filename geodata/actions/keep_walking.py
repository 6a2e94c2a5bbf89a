"""Bring walks up to date once the open transaction has committed."""

from django.db import transaction
from django.utils import timezone

from geodata.actions.refresh_walking import refresh_walking


def walking_after_commit() -> None:
    """Ask for a refresh in this process after the commit; nothing where roads, water, buildings and points are as before.

    What was written is stale from its own commit on, since data versions rise with it; until the refresh is through,
    answers say so. A refresh that fails undoes nothing of what was committed and is logged.
    """
    transaction.on_commit(_refresh, robust=True)


def _refresh() -> None:
    refresh_walking(timezone.now())
