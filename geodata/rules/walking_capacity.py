"""How much service a point offers, told by the hours it is open."""

from datetime import date, timedelta

from geodata.rules.opening import regular_spans

# A point whose hours are not known counts as one that keeps office hours: 40 hours a week, the statutory working week.
# Source: State Council decree 174 of 1995, article 3.
USUAL_HOURS = 40.0


def weekly_hours(expression: str, day: date) -> float:
    """Hours open in the ordinary week a day lies in; USUAL_HOURS where the hours are not told or cannot be read.

    Parameters: expression, opening hours in OSM syntax; day, any local day of the week.

    >>> weekly_hours("Mo-Fr 09:00-12:00; PH off", date(2026, 11, 24)), weekly_hours("", date(2026, 11, 24))
    (15.0, 40.0)
    """
    monday = day - timedelta(days=day.weekday())
    spans = (
        [regular_spans(expression, monday + timedelta(days=ahead)) for ahead in range(7)]
        if expression
        else []
    )
    if not spans or any(one is None for one in spans):
        return USUAL_HOURS
    return sum((span.end - span.start).total_seconds() for one in spans for span in one or ()) / 3600.0
