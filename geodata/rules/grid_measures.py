"""What a grid is measured by where no plan gives a household band: the table of bands by type and kind."""

from dataclasses import dataclass
from enum import StrEnum

from .grid_types import GridKind
from .household_limits import Band, band_of


class Measure(StrEnum):
    """What is counted against the band."""

    HOUSEHOLDS = "households"
    SHOPS = "shops"
    CAMPUS = "campus"


MEASURE_NAMES = {
    Measure.HOUSEHOLDS: ("户数", "Households"),
    Measure.SHOPS: ("商户（楼）", "Businesses"),
    Measure.CAMPUS: ("一个单位一格", "One campus, market or park"),
}
# No plan gives merchants a number; the project's own figure: what one worker can know and call on in a month of 22
# days, two to nine doors a day. Businesses on record; where there are none, commercial and office buildings.
SHOPS = Band(40, 200)


@dataclass(frozen=True)
class GridMeasure:
    """What a grid is measured by, and its band; None where only one campus, market or park is meant."""

    measure: Measure
    band: Band | None


def measure_of(grid_type: GridKind | str, grid_kind: str = "base") -> GridMeasure:
    """The row of the table for a type and a kind (base, dedicated, micro).

    >>> measure_of("urban_general").measure, measure_of("commercial_dense").band
    (<Measure.HOUSEHOLDS: 'households'>, Band(low=40, high=200))
    >>> measure_of("urban_general", "dedicated")
    GridMeasure(measure=<Measure.CAMPUS: 'campus'>, band=None)
    """
    band = band_of(grid_type, grid_kind)
    if band is not None:
        return GridMeasure(Measure.HOUSEHOLDS, band)
    if GridKind(grid_type) is GridKind.COMMERCIAL_DENSE and grid_kind in ("", "base"):
        return GridMeasure(Measure.SHOPS, SHOPS)
    return GridMeasure(Measure.CAMPUS, None)
