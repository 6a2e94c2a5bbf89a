"""Loaded buildings by the number, place or address that a file tells."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from geodata.models import Building
from geodata.rules.address import normalise
from geodata.sql import rows


def buildings_by_key(keys: Iterable[str]) -> dict[str, int]:
    """Ids of buildings by external key (1 statement)."""
    found = Building.objects.filter(external_key__in=list(keys))
    return dict(found.values_list("external_key", "id"))


def persons_by_key(keys: Iterable[str], columns: Sequence[str]) -> dict[str, dict[str, int]]:
    """External key → column → count of persons of loaded buildings (1 statement)."""
    found = Building.objects.filter(external_key__in=list(keys)).values("external_key", *columns)
    return {row["external_key"]: row for row in found}


def persons_by_id(ids: Iterable[int], columns: Sequence[str]) -> dict[int, dict[str, int]]:
    """Id → column → count of persons of buildings (1 statement)."""
    return {row["id"]: row for row in Building.objects.filter(id__in=list(ids)).values("id", *columns)}


def buildings_at(metres: NDArray[np.float64]) -> dict[int, int]:
    """Position in metres (n, 2; MEASURE) → id of the building that covers it (1 statement)."""
    found = rows("find_buildings_at", x=metres[:, 0].tolist(), y=metres[:, 1].tolist())
    return {int(row["position"]): int(row["id"]) for row in found}


def buildings_by_address(addresses: Sequence[str]) -> dict[str, int]:
    """Told address → id of the one building with that address, spelling variants allowed (1 statement)."""
    if not addresses:
        return {}
    known: dict[str, set[int]] = {}
    for pk, address in Building.objects.exclude(address="").values_list("id", "address").iterator(10_000):
        known.setdefault(normalise(address), set()).add(pk)
    hits = {address: known.get(normalise(address), set()) for address in set(addresses)}
    return {address: next(iter(ids)) for address, ids in hits.items() if len(ids) == 1}
