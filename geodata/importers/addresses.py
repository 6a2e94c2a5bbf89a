"""Places for rows that have only an address: sure ones are placed, the others go to the unlocated list."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.analysis.address_index import AddressIndex
from geodata.analysis.address_match import Verdict, locate_rows
from geodata.queries.gazetteer import gazetteer

from .report import Problem, Report, Severity


@dataclass(frozen=True)
class Waiting:
    """A row without a place: its position among the records and the places it might have."""

    place: int
    candidates: list[dict[str, Any]]


def place_by_address(
    shapes: NDArray[np.object_], use: NDArray[np.bool_], told: list[tuple[str, str]], report: Report
) -> list[Waiting]:
    """Fill in shapes of usable rows that have an address and no place; the rows that stay without one.

    told: address and context (names of areas, '' where the file has none) of each row.
    """
    open_rows = [i for i in np.flatnonzero(use) if shapes[i] is None]
    if not open_rows:
        return []
    located = locate_rows(
        [told[i][0] for i in open_rows], [told[i][1] for i in open_rows], AddressIndex(gazetteer())
    )
    waiting = []
    verdicts: Counter[str] = Counter()
    for place, found in zip(open_rows, located, strict=True):
        verdicts[found.verdict] += 1
        if found.verdict == Verdict.PLACED:
            shapes[place] = shapely.Point(round(found.x_m, 2), round(found.y_m, 2))
        else:
            waiting.append(Waiting(int(place), [one.as_dict() for one in found.candidates]))
    _report(report, verdicts)
    return waiting


def _report(report: Report, verdicts: Counter[str]) -> None:
    placed, doubtful, unlocated = (verdicts[name] for name in ("placed", "doubtful", "unlocated"))
    report.figures |= {"placed_by_address": placed, "doubtful": doubtful, "unlocated": unlocated}
    if placed:
        zh, en = f"{placed:,} 行按地址定位", f"{placed:,} rows placed by their address"
        report.add(Problem("placed_by_address", zh, en, None, float(placed), Severity.NOTICE))
    if doubtful or unlocated:
        zh = f"{doubtful:,} 行位置待核，{unlocated:,} 行找不到地址：已放入“待定位清单”，请在地图上定位"
        en = f"{doubtful:,} rows are doubtful and {unlocated:,} not found: kept in the unlocated list"
        report.add(Problem("unlocated", zh, en, None, float(doubtful + unlocated), Severity.NOTICE))
