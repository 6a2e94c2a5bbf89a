"""When a number is too small to judge."""

# Rates are shown from 50 households and five events up; below, the screen says "too few".
FEWEST_HOUSEHOLDS = 50
FEWEST_EVENTS = 5
# Fewer people than this in one place are not told by number.
FEWEST_SHOWN = 5


def rate_per_thousand(events: int, households: int) -> float | None:
    """Events per 1,000 households; None where there are too few of either to judge.

    >>> rate_per_thousand(30, 2000), rate_per_thousand(30, 49), rate_per_thousand(4, 2000)
    (15.0, None, None)
    """
    if households < FEWEST_HOUSEHOLDS or events < FEWEST_EVENTS:
        return None
    return events / households * 1000


def rounded_to_five(count: int) -> int:
    """A count of people as it may be shown where single persons could be found out.

    >>> rounded_to_five(12), rounded_to_five(13), rounded_to_five(0)
    (10, 15, 0)
    """
    return 5 * round(count / 5)
