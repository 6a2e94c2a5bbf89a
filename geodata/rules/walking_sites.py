"""What a search for sites may be asked: method, how many, and how long it may take."""

from enum import StrEnum


class SiteMethod(StrEnum):
    """MCLP brings the service to most people, P_MEDIAN makes the mean walk shortest."""

    MCLP = "mclp"
    P_MEDIAN = "p_median"


# How a scenario came about that somebody made by hand.
BY_HAND = "hand"
SCENARIO_METHODS = (*SiteMethod, BY_HAND)
LONGEST_NAME = 60
MOST_SCENARIOS = 100

MOST_SITES = 30
MOST_PLACES = 1500
MOST_CANDIDATES = 150
# A search that has told nothing for so long has died with its process.
SILENT_MINUTES = 5
SOLVER_SECONDS = 60.0
# Walks longer than this count as this long in a mean: nobody walks on.
LONGEST_MINUTES = 60.0
