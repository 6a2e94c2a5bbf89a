"""Keeps the simple forms of borders, land cover, water and roads up with the data while the server runs."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date

from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone

from geodata.actions.generalise_borders import generalise_borders
from geodata.actions.generalise_ground import generalise_ground
from geodata.queries.ground_shapes import GroundLayer
from geodata.rules.levels import CHANGE_KINDS

# Kinds of changes that make simple forms out of date.
SIMPLIFIED = frozenset([*CHANGE_KINDS.values(), *(layer.value for layer in GroundLayer)])

logger = logging.getLogger(__name__)


class SimpleFormsKeeper:
    """Simplifies in a thread of its own: at the start, after a change of what is simplified, and on a new day."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="simple-forms")
        self._day: date | None = None
        self._waiting: Future[None] | None = None

    def __call__(self, changed: bool) -> None:
        """See to it if there was such a change or a day began; a look that has not begun yet is enough for all until then."""
        today = timezone.localdate()
        if not changed and today == self._day:
            return
        self._day = today
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = self._thread.submit(_see_to_it, today)

    def close(self) -> None:
        """Finish what is being done and let the thread go."""
        self._thread.submit(connections.close_all)
        self._thread.shutdown(wait=True, cancel_futures=False)


def _see_to_it(today: date) -> None:
    close_old_connections()
    try:
        generalise_borders(today)
        generalise_ground()
    except DatabaseError as problem:
        logger.warning("shapes are drawn exactly for now: %s", problem)
