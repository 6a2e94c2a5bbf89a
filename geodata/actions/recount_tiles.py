"""Count anew what far-out tiles show."""

from django.db import transaction

from geodata.sql import execute


@transaction.atomic
def recount_tiles() -> None:
    """Replace the kept counts of events and buildings per cell by a count of the rows; writers wait meanwhile."""
    execute("recount_tiles")
