"""Rows in several pieces for tables that keep one polygon or line a row."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from django.contrib.gis.db.models import LineStringField, PolygonField

from geodata.actions.store_rows import StagedRows

from .kind import Kind
from .report import Report


def single_pieces(kind: Kind, staged: StagedRows, report: Report) -> StagedRows:
    """The staged rows with each piece in a row of its own, the largest first under the row's own key."""
    if staged.shapes is None or kind.placeless:
        return staged
    if not isinstance(kind.model._meta.get_field("geom"), PolygonField | LineStringField):
        return staged
    parts, owner = shapely.get_parts(staged.shapes, return_index=True)
    size = shapely.area(parts) if kind.shape == "polygon" else shapely.length(parts)
    order = np.lexsort((-size, owner))
    parts, owner = parts[order], owner[order]
    rank = np.arange(len(owner)) - np.searchsorted(owner, owner)
    extra = int((rank > 0).sum())
    if extra:
        zh = f"{extra:,} 个多部分图形的其余部分各存为一行，户数人数只记在最大的一部分"
        report.notice(
            "split_into_pieces", zh, f"{extra:,} further pieces became rows of their own", float(extra)
        )
    keys = _piece_keys(staged.key, owner, rank)
    columns = {
        name: _spread(values, owner, rank, name in kind.once) for name, values in staged.columns.items()
    }
    return StagedRows(keys, columns, parts, staged.fixed, owner.tolist())


def _piece_keys(key: Sequence[str], owner: np.ndarray, rank: np.ndarray) -> list[str]:
    """The row's own key for its largest piece, then key#2, key#3 …, less those that another row is called by."""
    taken = set(key)
    keys: list[str] = []
    number = 1
    for row, place in zip(owner.tolist(), rank.tolist(), strict=True):
        number = number + 1 if place else 1
        while place and f"{key[row]}#{number}" in taken:
            number += 1
        keys.append(f"{key[row]}#{number}" if place else key[row])
    return keys


def _spread(values: Sequence[Any], owner: np.ndarray, rank: np.ndarray, once: bool) -> list[Any]:
    return [0 if once and k else values[i] for i, k in zip(owner, rank, strict=True)]
