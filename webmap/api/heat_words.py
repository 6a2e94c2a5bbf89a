"""The words of heat's files: what was asked, in a line of facts each, and a briefing's texts."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from geodata.queries.categories import category_choices
from geodata.queries.heat_areas import AreaHeat, AreasHeat, Borders
from geodata.rules.event_flow import PRIORITY_NAMES, SOURCE_NAMES, Priority, Source
from geodata.rules.event_states import STATE_NAMES
from geodata.rules.heat_limits import CONFIDENCE
from geodata.rules.levels import LEVEL_NAMES, Level
from geodata.rules.small_numbers import FEWEST_HOUSEHOLDS
from layers.report_maps import Report

from .heat_query import HeatQuery

# (zh, en)
Pair = tuple[str, str]
LEVELS_EN = {Level.GRID: "Grid", Level.COMMUNITY: "Community", Level.SUBDISTRICT: "Subdistrict"}


def asked_facts(asked: HeatQuery) -> list[tuple[Pair, Pair]]:
    """What was asked as (name, value), each in both languages (0-1 statements)."""
    filters, chosen = asked.filters, asked.question.filters
    days = f"{filters.first} – {filters.last}"
    moment = f"{timezone.localtime(asked.now):%Y-%m-%d %H:%M}"
    facts: list[tuple[Pair, Pair]] = [
        (("截至", "As of"), (moment, moment)),
        (("时段", "Period"), (f"{days}（{filters.days} 天）", f"{days} ({filters.days} days)")),
        (
            ("口径", "Counted"),
            ("事件（重复上报合并）", "incidents") if filters.incidents else ("上报件数", "reports"),
        ),
    ]
    if "category" in chosen:
        names = {one.code: (one.name, one.name_en) for one in category_choices()}
        facts.append((("类别", "Category"), _joined([names[code] for code in chosen["category"]])))
    if filters.priorities:
        listed = [(PRIORITY_NAMES[Priority(one)], one) for one in filters.priorities]
        facts.append((("等级", "Priority"), _joined(listed)))
    if filters.sources:
        facts.append(
            (("来源", "Source"), _joined([(SOURCE_NAMES[Source(one)], one) for one in filters.sources]))
        )
    if filters.state is not None:
        facts.append((("状态", "State"), (STATE_NAMES[filters.state], filters.state.value)))
    if filters.slots:
        hours = f"{len(filters.slots)}/168"
        facts.append((("每周时段", "Hours of the week"), (hours, hours)))
    if "area" in chosen:
        facts.append((("区域", "Area"), (chosen["area"], chosen["area"])))
    return facts


def borders_fact(borders: Borders) -> list[tuple[Pair, Pair]]:
    """By which borders areas were counted, as asked_facts tells; nothing of today's, which are what everybody expects."""
    if borders is Borders.NOW:
        return []
    return [(("边界", "Borders"), ("上报当天的边界", "those of the day of each report"))]


def _joined(pairs: Sequence[Pair]) -> Pair:
    return "、".join(zh for zh, _ in pairs), ", ".join(en for _, en in pairs)


def briefing_report(
    asked: HeatQuery,
    level: Level,
    heat: Mapping[str, Any],
    areas: AreasHeat,
    borders: Borders,
    *,
    english: bool,
) -> Report:
    """Everything that stands round the map of a briefing."""

    def said(pair: Pair) -> str:
        return pair[english]

    unit = heat["unit_en"] if english else heat["unit"]
    facts = [(said(name), said(value)) for name, value in (*asked_facts(asked), *borders_fact(borders))]
    width = f"{heat['bandwidth_m']:.0f} m"
    facts += [
        (said(("范围内件数", "Events on the map")), f"{heat['count']:,}"),
        (said(("带宽", "Bandwidth")), width),
    ]
    note = (
        f"每千户为向全区水平收缩后的估计，区间为 {CONFIDENCE:.0%} 可信区间；不足 {FEWEST_HOUSEHOLDS} 户不计算。"
        f"另有 {areas.outside:,} 件不在以上区域内。",
        f"Rates are drawn towards the common one, with their {CONFIDENCE:.0%} interval; below {FEWEST_HOUSEHOLDS} households "
        f"there is none. {areas.outside:,} more lie in none of these areas.",
    )
    return Report(
        title=said(("事件热力简报", "Event heat briefing")),
        language="en" if english else "zh-CN",
        facts=facts,
        unit=unit,
        legend=[f"≥ {low:g}" for low in heat["breaks"]],
        titles=[said(title) for title in _titles(level)],
        rows=[
            _row(one, english=english)
            for one in sorted(areas.areas, key=lambda one: (-one.reports, one.code))
        ],
        note=said(note),
    )


def _titles(level: Level) -> tuple[Pair, ...]:
    return (
        (LEVEL_NAMES[level], LEVELS_EN[level]), ("上报", "Reports"), ("事件", "Incidents"), ("户数", "Households"),
        ("每千户·30 天", "Per 1,000 households per 30 days"), ("区间", "Interval"), ("每 km²·30 天", "Per km² per 30 days"),
    )  # fmt: skip


def _row(one: AreaHeat, *, english: bool) -> list[str]:
    few = "too few" if english else "样本过少"
    rated = one.per_1000_households is not None and not one.too_few
    return [
        one.name_en or one.name if english else one.name,
        f"{one.reports:,}",
        f"{one.incidents:,}",
        f"{one.households:,}",
        f"{one.per_1000_households:.1f}" if rated else few,
        f"{one.low:.1f}–{one.high:.1f}" if rated else "",
        f"{one.per_km2_30d:.1f}",
    ]
