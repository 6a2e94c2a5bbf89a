"""Store imported service points: new ones are added, known ones brought up to date, all placed in an area."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from geodata.actions.copy_text import copy_lines
from geodata.actions.record_import import StoredCounts
from geodata.crs import MEASURE
from geodata.models import ImportRun, ServicePoint
from geodata.rules.service_points import ServiceKind
from geodata.sql import copy_rows, execute

Texts = Sequence[str | None]


@dataclass(frozen=True)
class ServicePointBatch:
    """Columns of equal length; None in a text column: the file does not tell. metres (n, 2) in MEASURE."""

    key: Sequence[str]
    kind: Sequence[ServiceKind]
    name: Sequence[str]
    name_en: Texts
    address: Texts
    phone: Texts
    metres: NDArray[np.float64]


@transaction.atomic
def store_service_points(batch: ServicePointBatch, run: ImportRun, today: date) -> StoredCounts:
    """How many service points were new, changed and unchanged; areas are the finest in force today."""
    columns = (
        range(len(batch.key)),
        batch.key,
        [kind.value for kind in batch.kind],
        batch.name,
        batch.name_en,
        batch.address,
        batch.phone,
        batch.metres[:, 0].tolist(),
        batch.metres[:, 1].tolist(),
    )
    execute("make_service_point_stage")
    copy_rows("copy_service_point_stage", copy_lines(columns))
    updated = execute("update_staged_service_points", srid=MEASURE, run=run.pk)
    created = execute("insert_staged_service_points", srid=MEASURE, run=run.pk)
    execute("refresh_statistics")
    execute("place_service_points", srid=MEASURE, run=run.pk, today=today)
    return StoredCounts(created, updated, len(batch.key) - created - updated)


def service_points_outside_areas(keys: Sequence[str]) -> int:
    """How many of the stored service points with these keys lie in no area (1 statement)."""
    return ServicePoint.objects.filter(external_key__in=keys, area=None).count()
