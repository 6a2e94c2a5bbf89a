"""The wall screen's figures as one JSON-ready dictionary."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from geodata.errors import BadParameter
from geodata.queries import command
from geodata.queries.command_scope import Scope, area_family
from geodata.queries.events import category_ids, default_period
from geodata.rules.deadlines import WarningPolicy
from geodata.rules.periods import Period
from layers.filters import day

LONGEST_DAYS = 3 * 366
WORST_SHOWN = 4
TOTALS = {"reported": "period", "closed": "closed", "unknown_status": "unknown_status"}


def figures(query: Mapping[str, str], now: datetime | None = None) -> dict[str, Any]:
    """Everything the panels show for from, to or days, area and category (at most eleven statements)."""
    scope = _scope(query, now or timezone.now())
    policy = WarningPolicy(settings.DUE_SOON_SHARE, settings.YELLOW_HOURS, settings.RED_HOURS)
    standing = command.now_figures(scope, policy)
    categories = command.category_figures(scope)
    events = sum(row["period"] for row in categories)
    children = command.child_figures(scope) if scope.area.children else []
    latest = command.latest_events(scope, policy)
    overdue = sum(standing["lateness"][level] for level in ("blue", "yellow", "red"))
    return {
        "as_of": timezone.localtime(scope.now).isoformat(timespec="seconds"),
        "historical": scope.period.historical,
        "period": _period(scope.period),
        "area": _area(scope),
        "top": scope.area.alone and scope.area.own is not None,
        "today": None if scope.period.historical else _today(scope, standing, overdue),
        "period_totals": {name: sum(row[key] for row in categories) for name, key in TOTALS.items()},
        "reported_before": sum(row["previous"] for row in categories),
        "by_category": categories,
        "by_area": children,
        "outside": _outside(scope, events, children),
        "lateness": standing["lateness"],
        "worst": latest[:WORST_SHOWN],
        "worst_more": overdue - len(latest[:WORST_SHOWN]),
        "marks": latest if len(latest) == overdue else None,
        "by_priority": standing["by_priority"],
        "daily": command.daily_figures(scope),
        "hourly": command.hourly_figures(scope),
        "profile": command.profile_figures(scope, events),
        "types": command.type_figures(scope),
    }


def _scope(query: Mapping[str, str], now: datetime) -> Scope:
    today = timezone.localdate(now)
    opening = default_period(today)
    last = _day(query, "to", opening.last)
    first = _day(query, "from", last - timedelta(days=_days(query, opening.days) - 1))
    if not 0 <= (last - first).days < LONGEST_DAYS:
        raise BadParameter(
            f"from={first} 到 to={last} 不是可用的时段；起点不晚于终点，最长 {LONGEST_DAYS} 天。",
            f"from={first} to={last} is not a usable period; from ≤ to, at most {LONGEST_DAYS} days.",
        )
    chosen = query.get("category", "")
    ids = tuple(category_ids(chosen)) if chosen else None
    family = area_family(query.get("area", ""), today)
    return Scope(now, Period(first, last, opening.historical), opening.last, family, ids)


def _days(query: Mapping[str, str], default: int) -> int:
    text = query.get("days", "")
    if text and not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= LONGEST_DAYS):
        raise BadParameter(
            f"days={text[:40]!r} 不是天数；应为 1 至 {LONGEST_DAYS} 的整数。",
            f"days={text[:40]!r} is no number of days; write a whole number from 1 to {LONGEST_DAYS}.",
        )
    return int(text) if text else default


def _day(query: Mapping[str, str], name: str, default: date) -> date:
    return day(name, query[name]) if query.get(name) else default


def _period(period: Period) -> dict[str, Any]:
    return {"from": period.first.isoformat(), "to": period.last.isoformat(), "days": period.days}


def _area(scope: Scope) -> dict[str, Any] | None:
    if scope.area.own is None:
        return None
    names = ("code", "name", "name_en", "level")
    trail = [{name: step[name] for name in names} for step in scope.area.trail]
    return {**trail[-1], "trail": trail}


def _today(scope: Scope, standing: dict[str, Any], overdue: int) -> dict[str, Any]:
    counts = standing["today"]
    closed = counts["closed"]
    return counts | {
        "day": scope.today.isoformat(),
        "until": f"{timezone.localtime(scope.now):%H:%M}",
        "on_time_share": counts["on_time_closed"] / closed if closed else None,
        "open": standing["lateness"]["open"],
        "overdue": overdue,
    }


def _outside(scope: Scope, events: int, children: list[dict[str, Any]]) -> int | None:
    """Events of the period that lie in none of the children; None where there are no children to lie in."""
    return events - sum(row["period"] for row in children) if children else None
