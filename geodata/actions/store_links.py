"""The areas that staff and branches serve, brought to what a file tells: links added, and those gone taken away."""

from collections.abc import Mapping, Sequence

from django.db import models

from geodata.actions.store_rows import StagedRows, store_rows
from geodata.models import ImportRun
from geodata.sql import rows


def store_links(
    link: type[models.Model],
    owner: str,
    owners: type[models.Model],
    served: Mapping[str, Sequence[int]],
    run: ImportRun,
) -> int:
    """How many owners (by external key) got other areas than they had; owner is the link's column for them."""
    ids = dict(
        owners._default_manager.filter(external_key__in=list(served)).values_list("external_key", "id")
    )
    wanted = {(ids[key], area) for key, areas in served.items() for area in areas}
    known = {
        (person, area): pk
        for pk, person, area in link._default_manager.filter(
            **{f"{owner}__in": list(ids.values())}
        ).values_list("id", owner, "area_id")
    }
    gone, new = sorted(set(known) - wanted), sorted(wanted - set(known))
    _remove(link, owner, [known[pair] for pair in gone], run)
    columns = {owner: [pair[0] for pair in new], "area_id": [pair[1] for pair in new]}
    store_rows(link, StagedRows([f"{person}:{area}" for person, area in new], columns), run)
    return len({person for person, _ in (*gone, *new)})


def _remove(link: type[models.Model], owner: str, ids: Sequence[int], run: ImportRun) -> None:
    if ids:
        table = link._meta.db_table
        rows("remove_imported_rows", target=table, ids=list(ids), columns=[owner, "area_id"], run=run.pk)
