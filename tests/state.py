"""What the imported tables hold, for comparing the state before and after."""

from typing import Any

from geodata import models

TABLES = (
    models.Area,
    models.BoundaryVersion,
    models.Building,
    models.Business,
    models.Device,
    models.Dwelling,
    models.Event,
    models.EventCategory,
    models.EventStep,
    models.LandCover,
    models.Partner,
    models.PartyBranch,
    models.PartyBranchArea,
    models.Resource,
    models.Road,
    models.ServicePoint,
    models.Staff,
    models.StaffArea,
    models.UnlocatedRow,
    models.Water,
)
# Chosen anew wherever a row is made.
_CHANCE = {"id", "uuid", "run", "decided_at"}


def state_of(*, ids: bool = True) -> dict[str, list[tuple[Any, ...]]]:
    """Table → its rows as sorted texts; ids=False leaves out what another database would number differently."""
    return {model.__name__: _rows(model, ids) for model in TABLES}


def _rows(model: Any, ids: bool) -> list[tuple[Any, ...]]:
    left_out = set() if ids else _CHANCE
    names = [one.attname for one in model._meta.concrete_fields if one.name not in left_out]
    if not ids:
        names = [name for name in names if not name.endswith("_id")]
    return sorted(tuple(map(str, row)) for row in model.objects.values_list(*names))
