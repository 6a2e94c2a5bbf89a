"""By which standard the services of a place are judged: a circle on foot in town, visits of a mobile unit in the country."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from geodata.rules.opening import regular_spans
from geodata.rules.service_points import ServiceKind
from geodata.rules.walking import COVERAGE_TARGET

# Shares of fewer people are not told: one family would move them. Source: k of the care rules (publish from ten up).
FEWEST_PEOPLE = 10
# The people of a building are told from so many households up. Source: the planner's line of the care matrix.
FEWEST_HOUSEHOLDS_OF_BUILDING = 5


class Setting(StrEnum):
    """What a place is judged as."""

    URBAN = "urban"
    RURAL = "rural"


class Verdict(StrEnum):
    """How a share compares with its target."""

    MET = "met"
    NOT_MET = "not_met"
    TOO_FEW = "too_few"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Standard:
    """fixed: kinds that serve whenever they are open; visiting: kinds that serve where they come often enough.

    minutes: of the walk there at an adult's pace; visits: days a week with a visit, at least; share: of residents.
    """

    fixed: tuple[ServiceKind, ...]
    visiting: tuple[ServiceKind, ...]
    minutes: int
    visits: int
    share: float
    source: tuple[str, str]


_FIXED = (ServiceKind.ROOM, ServiceKind.STATION, ServiceKind.PARTY_SERVICE_CENTRE)
STANDARDS = {
    Setting.URBAN: Standard(
        fixed=_FIXED,
        visiting=(),
        minutes=15,
        visits=0,
        share=COVERAGE_TARGET,
        source=(
            "《网格升级方案》：步行 15 分钟可达，覆盖 80% 以上居民。",
            "The grid upgrade plan: 15 minutes on foot for at least 80 % of residents.",
        ),
    ),
    # No plan gives the days of a visit: one a week is the product's own figure, as often as subjects in care are seen.
    Setting.RURAL: Standard(
        fixed=_FIXED,
        visiting=(ServiceKind.MOBILE_UNIT,),
        minutes=15,
        visits=1,
        share=COVERAGE_TARGET,
        source=(
            "涉农网格由流动服务车按时刻表上门；方案没有给出频次，本系统按每周至少 1 天、停靠点步行 15 分钟以内计。",
            "Agricultural grids are visited by mobile units on a timetable; no plan says how often: here at least one day "
            "a week, at a stop within 15 minutes on foot.",
        ),
    ),
}


def visits_a_week(expression: str, day: date) -> int | None:
    """Days with a visit in the ordinary week a day lies in; None where no timetable can be read.

    Parameters: expression, opening hours in OSM syntax; day, any local day of the week.

    >>> visits_a_week("Tu,Th 09:00-11:30", date(2026, 11, 26)), visits_a_week("", date(2026, 11, 26))
    (2, None)
    """
    if not expression:
        return None
    monday = day - timedelta(days=day.weekday())
    spans = [regular_spans(expression, monday + timedelta(days=ahead)) for ahead in range(7)]
    if any(one is None for one in spans):
        return None
    return sum(1 for one in spans if one)


def judge(within: float, persons: float, standard: Standard) -> Verdict:
    """How the served among some people compare with a standard.

    >>> judge(80, 100, STANDARDS[Setting.URBAN]).value, judge(79, 100, STANDARDS[Setting.URBAN]).value
    ('met', 'not_met')
    >>> judge(1, 9, STANDARDS[Setting.URBAN]).value, judge(0, 0, STANDARDS[Setting.URBAN]).value
    ('too_few', 'nobody')
    """
    if persons <= 0:
        return Verdict.NOBODY
    if persons < FEWEST_PEOPLE:
        return Verdict.TOO_FEW
    return Verdict.MET if within / persons >= standard.share else Verdict.NOT_MET
