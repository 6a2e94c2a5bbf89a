"""The words of the care map: what each role sees, the levels in reading order, capacity in a sentence."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from geodata.queries.care import VisitCounts
from geodata.rules.care import DUE_SOON_DAYS, RED_DAYS, YELLOW_DAYS
from geodata.rules.care_access import Precision
from geodata.rules.care_capacity import HALF_DAYS_PER_WORKING_DAY, VISITS_PER_HALF_DAY, DayBalance
from geodata.rules.viewer import Role

ROLE_SIGHT = {
    Role.OPERATOR: gettext_noop("值班员：只看网格数量，不显示任何个人"),
    Role.PLANNER: gettext_noop("网格规划员：只看网格总数（5 人起），不看走访状态"),
    Role.GRID_WORKER: gettext_noop("网格员：只看自己的网格，到楼栋，不显示姓名和类别"),
    Role.COMMUNITY_HEAD: gettext_noop("社区负责人：只看本社区，到楼栋，不显示姓名和类别"),
    Role.SUBDISTRICT_HEAD: gettext_noop("街道负责人：只看本街道的社区数量，不显示任何个人"),
    Role.DISTRICT_ADMIN: gettext_noop("区级管理员：只看社区数量，不显示任何个人"),
}
UNIT = {
    Precision.GRID_COUNTS: gettext_noop("网格"),
    Precision.GRID_LOADS: gettext_noop("网格"),
    Precision.COMMUNITY_COUNTS: gettext_noop("社区"),
    Precision.BUILDING: gettext_noop("楼栋"),
}
LEVELS = ("red", "yellow", "blue", "due")


@dataclass(frozen=True)
class LevelLine:
    """A level with its symbol, its words and how many people stand at it."""

    key: str
    symbol: str
    short: str
    words: str
    count: int


def level_short(key: str) -> str:
    """The word beside a level's symbol."""
    return {
        "red": _("红 逾期"),
        "yellow": _("黄 逾期"),
        "blue": _("蓝 逾期"),
        "due": _("到期"),
        "due_soon": _("临期"),
        "visited": _("已走访"),
    }[key]


def level_words(key: str) -> str:
    """What a level means, in days."""
    return {
        "red": _("红：逾期 %(days)d 天以上") % {"days": RED_DAYS},
        "yellow": _("黄：逾期 %(first)d 至 %(last)d 天") % {"first": YELLOW_DAYS, "last": RED_DAYS - 1},
        "blue": _("蓝：逾期 1 至 %(last)d 天") % {"last": YELLOW_DAYS - 1},
        "due": _("今天到期"),
        "due_soon": _("临期（%(days)d 天内）") % {"days": DUE_SOON_DAYS},
        "visited": _("今天已走访"),
    }[key]


def level_lines(counts: VisitCounts, *keys: str) -> list[LevelLine]:
    """The lines of some levels, worst first."""
    return [
        LevelLine(key, symbol(key), level_short(key), level_words(key), getattr(counts, key))
        for key in keys or LEVELS
    ]


def symbol(key: str) -> str:
    """The name of a level's symbol: lateness has its own three."""
    return f"late-{key}" if key in {"red", "yellow", "blue"} else f"visit-{key}"


def days_late_words(days: int) -> str:
    """How late the latest visit of a building is."""
    return ngettext("逾期 %(days)d 天", "逾期 %(days)d 天", days) % {"days": days}


def capacity_head(balance: DayBalance, day: str) -> str:
    """The first half of the capacity sentence: enough or not, and by how many visits."""
    if balance.high == 0:
        return _("%(day)s没有在册网格员") % {"day": day}
    if balance.missing:
        return _("%(day)s运力不够，缺 %(n)d 次") % {"day": day, "n": balance.missing}
    return _("%(day)s运力够用，余 %(n)d 次") % {"day": day, "n": balance.spare}


def capacity_basis(workers: int) -> str:
    """How the capacity is worked out, so that nobody takes it for a roster."""
    low, high = VISITS_PER_HALF_DAY
    roster = _(
        "在册网格员 %(workers)d 人，每个工作日 %(halves)d 个半天，半天 %(low)d 至 %(high)d 次；没有计请假。"
    )
    known = roster % {"workers": workers, "halves": HALF_DAYS_PER_WORKING_DAY, "low": low, "high": high}
    return known + _("休息日到期的算到下一个工作日。")
