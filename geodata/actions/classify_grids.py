"""Give every grid the type that the visible rule finds in its figures."""

from collections import Counter
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from geodata.models import GridType
from geodata.queries.grid_figures import grid_figures
from geodata.rules.grid_types import DEFAULT_POLICY, GridKind, TypePolicy, classify

_DECIMALS = 1


def classify_grids(now: datetime, policy: TypePolicy = DEFAULT_POLICY) -> Counter[GridKind]:
    """How many grids in force now have which type; types, shares and figures are stored in one transaction."""
    found: Counter[GridKind] = Counter()
    rows = []
    for area_id, figures in grid_figures(localdate(now)).items():
        verdict = classify(figures, policy)
        found[verdict.grid_type] += 1
        rows.append(
            GridType(
                area_id=area_id,
                grid_type=verdict.grid_type.value,
                deciding_share=verdict.deciding_share,
                margin=verdict.margin,
                figures={name: round(value, _DECIMALS) for name, value in asdict(figures).items()},
                classified_at=now,
            )
        )
    with transaction.atomic():
        GridType.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["area"],
            update_fields=["grid_type", "deciding_share", "margin", "figures", "classified_at"],
        )
    return found
