"""Rows in several pieces for tables that keep one polygon or line a row."""

from collections.abc import Sequence, Set
from typing import Any

import numpy as np
import shapely
from django.contrib.gis.db.models import LineStringField, PolygonField

from geodata.actions.drop_import_pieces import drop_import_pieces, own_keys
from geodata.actions.store_rows import StagedRows
from geodata.models import ImportRun

from .kind import Kind, Shape
from .report import Report


def single_pieces(kind: Kind, staged: StagedRows, report: Report) -> StagedRows:
    """The staged rows with each piece in a row of its own, the largest first under the row's own key."""
    if staged.shapes is None or not keeps_pieces_apart(kind):
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
    taken = {*staged.key, *(own_keys(kind.model) if extra else ())}
    keys = _piece_keys(staged.key, owner, rank, taken)
    columns = {
        name: _spread(values, owner, rank, name in kind.once) for name, values in staged.columns.items()
    }
    return StagedRows(keys, columns, parts, staged.fixed, owner.tolist())


def keeps_pieces_apart(kind: Kind) -> bool:
    """Whether each piece of a row of the kind is stored in a row of its own."""
    if kind.placeless or kind.shape not in (Shape.POLYGON, Shape.LINE):
        return False
    return isinstance(kind.model._meta.get_field("geom"), PolygonField | LineStringField)


def drop_surplus(kind: Kind, run: ImportRun, report: Report) -> int:
    """Remove pieces that the rows stored last had before and have no more; how many rows changed by that alone."""
    if not keeps_pieces_apart(kind):
        return 0
    dropped = drop_import_pieces(kind.model, run)
    if dropped.removed:
        zh = f"{dropped.removed:,} 个部分在文件里已不存在，已删除；撤销本次导入会恢复"
        en = f"{dropped.removed:,} pieces that the file no longer has were removed; undoing this import restores them"
        report.notice("pieces_removed", zh, en, float(dropped.removed))
    if dropped.kept:
        zh = f"{dropped.kept:,} 个部分在文件里已不存在，但已人工修改或已被使用，予以保留：请在地图上核对"
        en = f"{dropped.kept:,} pieces that the file no longer has stay since edited by hand or in use: check them"
        report.notice("pieces_kept", zh, en, float(dropped.kept))
    return dropped.updated


def _piece_keys(key: Sequence[str], owner: np.ndarray, rank: np.ndarray, taken: Set[str]) -> list[str]:
    """The row's own key for its largest piece, then key#2, key#3 …, less those that another row is called by."""
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
