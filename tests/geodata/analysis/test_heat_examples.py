"""The examples in the docstrings of the heat statistics run and say what they say."""

import doctest
import importlib

import pytest

MODULES = [
    "analysis.area_rates",
    "analysis.cell_ranking",
    "analysis.cells",
    "analysis.coming_events",
    "analysis.density",
    "analysis.density_exact",
    "analysis.emerging",
    "analysis.event_facets",
    "analysis.exact_intervals",
    "analysis.false_discovery",
    "analysis.forecast_backtest",
    "analysis.getis_ord",
    "analysis.grid_findings",
    "analysis.hotspot_study",
    "analysis.hotspots",
    "analysis.knox",
    "analysis.local_moran",
    "analysis.mann_kendall",
    "analysis.period_comparison",
    "analysis.permutation_tails",
    "analysis.place_ranking",
    "analysis.playback",
    "analysis.public_cells",
    "analysis.repeats",
    "analysis.space_time_scan",
    "analysis.trend_classes",
    "analysis.web_cells",
    "rules.category_tree",
    "rules.event_states",
    "rules.warning_flow",
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name: str) -> None:
    told = doctest.testmod(importlib.import_module(f"geodata.{name}"))
    assert told.attempted > 0
    assert told.failed == 0
