"""The figures of grids of one community of a plan that are sums over blocks, ready for any division of it."""

from dataclasses import asdict, dataclass
from typing import Any

from geodata.analysis.grid_pieces import Labels
from geodata.analysis.plan_figures import GridFigures, grid_figures
from geodata.analysis.plan_sums import BlockSums, grid_sums
from geodata.queries.plan_block_sums import plan_block_sums
from geodata.queries.plan_community import PlanCommunity
from geodata.rules.band_words import band_word
from geodata.rules.grid_measures import MEASURE_NAMES, GridMeasure, Measure
from geodata.rules.household_limits import workers_needed

_DIGITS = {
    "area_m2": 0,
    "perimeter_m": 0,
    "polsby_popper": 3,
    "barriers_m": 0,
    "followed": 3,
    "reock": 3,
    "served": 3,
    "homogeneity": 3,
}


@dataclass(frozen=True)
class PlanCounts:
    """A community of a plan with what was counted on its blocks."""

    place: PlanCommunity
    sums: BlockSums

    def told(self, labels: Labels, key: int) -> dict[str, Any]:
        """Every figure of a grid in a division (n,), with sensible digits."""
        figures = self._figures(labels, key)
        graph = self.place.graph
        counted = grid_sums(self.sums, labels, key, households=graph.households, persons=self.place.persons)
        told = (
            asdict(figures)
            | asdict(counted)
            | {
                "workers": workers_needed(figures.households),
                "shops": max(counted.shops, figures.workplaces),
            }
        )
        for name, digits in _DIGITS.items():
            told[name] = None if told[name] is None else round(told[name], digits)
        return told

    def _figures(self, labels: Labels, key: int) -> GridFigures:
        place = self.place
        return grid_figures(
            place.graph,
            labels,
            key,
            persons=place.persons,
            workplaces=place.workplaces,
            hulls=place.hulls,
        )


def plan_counts(plan_id: int, place: PlanCommunity) -> PlanCounts:
    """The community with its counts (1 statement)."""
    return PlanCounts(place, plan_block_sums(plan_id, place.community_id))


def measure_told(figures: dict[str, Any], own: GridMeasure) -> dict[str, Any]:
    """What a grid is measured by, its count and where that stands to the band."""
    counted = None if own.measure is Measure.CAMPUS else figures[own.measure.value]
    return {
        "names": list(MEASURE_NAMES[own.measure]),
        "count": counted,
        "band": [own.band.low, own.band.high] if own.band else None,
        "word": band_word(counted or 0, own.band).value,
    }
