"""The lines of the freshness page: state, days and completeness, each as words, a shape and a bar."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geodata.queries.freshness import Filled, LastFile, Supply
from geodata.rules.completeness import WANTED
from geodata.rules.freshness import Freshness, freshness
from geodata.rules.import_kinds import KIND_TITLES, KindName

from .point_cards import english

BAR_WIDTH = 168
# The agreed day stands at this share of the days bar; twice as late fills it.
_AGREED_AT = 0.5
_NAMED_GAPS = 2
_ORDER = list(Freshness)


@dataclass(frozen=True)
class Bar:
    """A bar in drawing units: how far it is filled, where the target stands, whether that is kept, whether it goes on."""

    filled: float
    tick: float | None
    met: bool = False
    beyond: bool = False


@dataclass(frozen=True)
class SupplyRow:
    """One kind of one department as it is read; state is None where nothing was agreed."""

    kind: str
    department: str
    state: Freshness | None
    state_word: str
    symbol: str
    agreed: str
    received: str
    since: str
    file: LastFile | None
    percent: str
    goal: str
    below_target: bool
    gaps: str
    filled: Filled
    days_bar: Bar | None
    share_bar: Bar | None
    urgency: tuple[float, ...]


def supply_rows(found: list[Supply], now: datetime) -> tuple[list[SupplyRow], list[SupplyRow]]:
    """The agreed lines by what needs attention, and those nobody agreed on, latest first."""
    rows = [_row(supply, now) for supply in found]
    agreed = sorted((row for row in rows if row.state is not None), key=lambda row: row.urgency)
    others = sorted((row for row in rows if row.state is None), key=lambda row: row.received, reverse=True)
    return agreed, others


def state_word(state: Freshness) -> str:
    """The word beside a state's shape."""
    return {
        Freshness.ON_TIME: _("按时"),
        Freshness.SOON: _("快到期"),
        Freshness.OVERDUE: _("过期"),
        Freshness.NEVER: _("从未收到"),
    }[state]


def _row(supply: Supply, now: datetime) -> SupplyRow:
    target, last, share = supply.target, supply.last, supply.filled.share
    received = timezone.localtime(last.received_at) if last else None
    days = (now.date() - received.date()).days if received else None
    state = (
        freshness(received.date() if received else None, now.date(), target.every_days) if target else None
    )
    below = bool(target and share is not None and share < target.complete_share)
    goal = target.complete_share if target else None
    return SupplyRow(
        kind=kind_title(supply.kind),
        department=_department(supply),
        state=state,
        state_word=state_word(state) if state else "",
        symbol=f"feed-{state}" if state else "",
        agreed=_every(target.every_days) if target else "",
        received=f"{received:%Y-%m-%d %H:%M}" if received else "",
        since=_since(days),
        file=last,
        percent=_percent(share),
        goal=_percent(goal),
        below_target=below,
        gaps=_gaps(supply),
        filled=supply.filled,
        days_bar=_days_bar(days, target.every_days) if target and days is not None else None,
        share_bar=_share_bar(share, goal),
        urgency=_urgency(state, days, target.every_days if target else 1, share, goal),
    )  # fmt: skip


def _urgency(
    state: Freshness | None, days: int | None, every_days: int, share: float | None, goal: float | None
) -> tuple[float, ...]:
    """What to sort by: the state, then how far beyond the agreed days, then how far below the agreed share."""
    rank = _ORDER.index(state) if state else len(_ORDER)
    lacking = (goal or 0) - (1 if share is None else share)
    return rank, -lacking if state is Freshness.ON_TIME else -(days or 0) / every_days


def kind_title(kind: KindName) -> str:
    """The name of a kind in the language of the page."""
    title = KIND_TITLES[kind]
    return title.en if english() else title.zh


def _department(supply: Supply) -> str:
    if not supply.department:
        return _("未注明部门")
    return supply.department_en if english() and supply.department_en else supply.department


def _every(days: int) -> str:
    return ngettext("每 %(days)d 天", "每 %(days)d 天", days) % {"days": days}


def _since(days: int | None) -> str:
    if days is None:
        return ""
    if days <= 0:
        return _("今天")
    return ngettext("%(days)d 天前", "%(days)d 天前", days) % {"days": days}


def _percent(share: float | None) -> str:
    """A share in whole percent; 99.9 % is not rounded up to everything."""
    if share is None:
        return ""
    whole = round(share * 100)
    if whole == 100 and share < 1:
        whole = 99
    return f"{whole} %"


def _gaps(supply: Supply) -> str:
    """What rows lack most often, in words."""
    columns = {column.name: column for column in WANTED[supply.kind].columns}
    counts = {
        (columns[name].en if english() else columns[name].zh): count
        for name, count in supply.filled.missing.items()
        if count
    }
    if supply.filled.waiting:
        counts[_("位置（待定位）")] = supply.filled.waiting
    most = sorted(counts.items(), key=lambda gap: -gap[1])[:_NAMED_GAPS]
    said = _("、").join(_("%(what)s %(n)s 行") % {"what": what, "n": f"{n:,}"} for what, n in most)
    return _("缺%(gaps)s") % {"gaps": said} if said else ""


def _share_bar(share: float | None, goal: float | None) -> Bar | None:
    if share is None:
        return None
    if goal is None:
        return Bar(share * BAR_WIDTH, None)
    return Bar(share * BAR_WIDTH, goal * BAR_WIDTH, share >= goal)


def _days_bar(days: int, every_days: int) -> Bar:
    filled = max(0, days) / every_days * _AGREED_AT
    return Bar(min(1.0, filled) * BAR_WIDTH, _AGREED_AT * BAR_WIDTH, days <= every_days, filled > 1)
