"""How people walk: paces, what stairs and slopes cost, and when places count as joined to the network."""

from enum import StrEnum
from math import exp


class Pace(StrEnum):
    """Whose pace a walk is timed at."""

    ADULT = "adult"
    ELDERLY = "elderly"


# Source: 1.2 m/s is the walking speed crossings are timed for, 0.8 m/s the mean of people over 65
# (Asher et al. 2012, Age and Ageing 41(5), 690-694); both are the product's figures for service access.
SPEED_M_S = {Pace.ADULT: 1.2, Pace.ELDERLY: 0.8}

# Source: Weidmann 1993, Transporttechnik der Fussgänger: 0.61 m/s along the ground going up stairs; elderly people in
# the proportion of the two paces on the flat.
STAIRS_M_S = {Pace.ADULT: 0.61, Pace.ELDERLY: 0.61 * 0.8 / 1.2}

# Source: Tobler 1993, Three presentations on geographical analysis and modeling: speed falls with exp(-3.5 |s + 0.05|).
_TOBLER_FALL = 3.5
_TOBLER_BEST = 0.05
# Steeper ground is not walked as a road; a steeper figure is taken for an error of the heights.
STEEPEST = 0.6

# Minutes a service must be reached in. Source: the grid upgrade plan (15), the door-knocking plan (10).
CIRCLE_MINUTES = (10, 15)
# Share of residents to be within 15 minutes. Source: the grid upgrade plan.
COVERAGE_TARGET = 0.8

# Ends of lines this near to another line of the same level are joined to it: mapped by hand, not apart on the ground.
JOIN_M = 0.5
# Coordinates are stored to a centimetre: nearer ones are the same place, whatever the level.
SAME_PLACE_M = 0.011
# A piece of the network this near to a larger one gets a straight link, unless a barrier lies between.
LINK_M = 25.0
# A piece that stays apart and has less walkway than this is dropped: nobody lives on a loose footpath.
SMALLEST_PIECE_M = 300.0

# A place farther than this from every walkway is off the network.
FARTHEST_OFF_ROAD_M = 500.0
# Walks are looked for up to this long.
LONGEST_WALK_MINUTES = 120


def slope_cost(slope: float) -> float:
    """How many times longer a walkway of a slope (rise over run) takes than a flat one, up and down averaged.

    Parameters: slope, rise over run, its sign does not count; steeper than STEEPEST counts as STEEPEST.
    Returns: factor, 1 for flat ground. Source: Tobler's hiking function, mean of both directions.

    >>> slope_cost(0.0), round(slope_cost(0.1), 2)
    (1.0, 1.21)
    """
    steep = min(abs(slope), STEEPEST)
    up, down, flat = (exp(_TOBLER_FALL * abs(s + _TOBLER_BEST)) for s in (steep, -steep, 0.0))
    return (up + down) / (2 * flat)


def minutes_up(seconds: float) -> int:
    """Whole minutes as told to residents: rounded up, at least one.

    >>> minutes_up(0.0), minutes_up(60.0), minutes_up(61.0)
    (1, 1, 2)
    """
    return max(1, int(-(-seconds // 60)))
