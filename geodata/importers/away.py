"""Whether a file lies somewhere else than the district that is loaded, and how far away."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.errors import ImportRefused

from .options import ImportOptions
from .report import Problem, Report, Severity

AWAY = "away_from_district"
# Everything beyond this from the district, and the file is of another place. What lies closer may be next door, and a
# forgotten datum moves a file by less; it has a notice of its own.
CLEAR_M = 1_000.0
# As many rows as this further away than this, and those few inside are chance.
FAR_M = 5_000.0
MOST_AWAY = 0.95
_SAMPLED = 2_000


def report_away(
    shapes: NDArray[np.object_],
    district: NDArray[np.object_],
    report: Report,
    options: ImportOptions,
) -> None:
    """Note that the rows lie away from the district, both (n,) in metres of MEASURE, None without a place.

    Raises ImportRefused instead with options.strict, unless a person has confirmed where the file lies.
    """
    found = away_problem(shapes, district)
    if found is None:
        return
    if options.strict and not options.place_confirmed:
        raise ImportRefused(
            f"{found.zh}。按 --strict 没有写入任何内容。", f"{found.en}. With --strict nothing was written."
        )
    report.add(found)


def away_problem(shapes: NDArray[np.object_], district: NDArray[np.object_]) -> Problem | None:
    """The problem of a file whose shapes (n,) all, or nearly all, lie away from the district's polygons (m,).

    Both in metres of MEASURE. None where they do not, and where no district or no place is known.
    """
    placed = shapes[~(shapely.is_missing(shapes) | shapely.is_empty(shapes))]
    if not len(district) or not len(placed):
        return None
    ground = shapely.union_all(district)
    # Near files are told from far ones by a sample; only far ones are measured in full.
    sample = placed[:: max(1, len(placed) // _SAMPLED)]
    if _told(shapely.distance(sample, ground), slack=MOST_AWAY) is None:
        return None
    return _told(shapely.distance(placed, ground))


def _told(distance_m: NDArray[np.float64], slack: float = 1.0) -> Problem | None:
    """The problem of rows so far away (n,); slack: the share of the usual threshold that is asked for."""
    beyond = float((distance_m > FAR_M).mean())
    everything = bool((distance_m > CLEAR_M).all())
    if not everything and beyond < MOST_AWAY * slack:
        return None
    away_km = float(np.min(distance_m) if everything else np.median(distance_m)) / 1000
    if everything:
        zh = f"全部 {len(distance_m):,} 行都在已载入的区之外，最近的也相距约 {away_km:,.1f} 公里"
        en = f"all {len(distance_m):,} rows lie away from the loaded district, the nearest about {away_km:,.1f} km"
    else:
        zh = f"{beyond:.0%} 的行在已载入的区 {FAR_M / 1000:g} 公里之外，一般相距约 {away_km:,.1f} 公里"
        en = f"{beyond:.0%} of the rows lie over {FAR_M / 1000:g} km from the loaded district, mostly about {away_km:,.1f} km"
    zh += "：请核对坐标系（--crs）、基准（--datum）和经纬度列；确是别处的数据，请另建一个库（make db DB_NAME=…）再导入"
    en += (
        ": check the system (--crs), the datum (--datum) and the columns of the place; data of another place belongs "
        "into a database of its own (make db DB_NAME=…)"
    )
    return Problem(AWAY, zh, en, None, round(away_km, 1), Severity.NOTICE)


def bound_to_loaded(codes: Sequence[str], known: set[str], *, highest: bool) -> NDArray[np.bool_]:
    """Which areas (n,) belong to what is loaded: a district with a code of its own begins a new one, elsewhere.

    highest: whether the areas are districts; areas below one always belong to one that is loaded.
    """
    return np.array([not highest or code in known for code in codes], dtype=bool)
