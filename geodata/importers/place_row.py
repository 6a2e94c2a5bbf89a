"""A row of the unlocated list on its way into the table of its kind."""

from datetime import datetime
from functools import partial

import shapely
from django.utils import timezone

from geodata.actions.place_unlocated import Spot, place_unlocated
from geodata.actions.store_placed import store_placed, store_placed_event
from geodata.models import UnlocatedRow
from geodata.rules.import_kinds import KindName
from geodata.rules.viewer import Viewer

from .kinds import KINDS


def place_row(
    uuid: str,
    spot: Spot,
    viewer: Viewer,
    *,
    user_id: int | None,
    now: datetime,
    alias: tuple[str, str] | None = None,
) -> UnlocatedRow | None:
    """The row, stored at the spot under its import's run; None where it was decided before.

    Raises as geodata.actions.place_unlocated does.
    """
    store = partial(_store, now)
    return place_unlocated(uuid, spot, viewer, user_id=user_id, now=now, store=store, alias=alias)


def _store(now: datetime, row: UnlocatedRow, place: shapely.Point) -> None:
    """Store the row as its kind wants it; one that came with a later file of its own place stays there."""
    kind = KINDS[KindName(row.kind)]
    if kind.model._default_manager.filter(external_key=row.external_key).exists():
        return
    if kind.name is KindName.EVENTS:
        zone = row.run.options.get("tz") or timezone.get_default_timezone_name()
        store_placed_event(row, place, kind.fixed, zone)
    else:
        store_placed(kind.model, row, place, kind.fixed, timezone.localdate(now))
