"""Events from a CSV file."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from django.utils import timezone
from numpy.typing import NDArray

from geodata.actions.ensure_categories import ensure_categories
from geodata.actions.record_import import record_import
from geodata.actions.store_events import EventBatch, events_outside_areas, store_events
from geodata.errors import ImportRefused

from .columns import Wanted
from .delimited import Table
from .keys import content_keys
from .moments import ACCEPTED_FORMS, Moments, parse_moments, zone
from .options import ImportOptions
from .points import Places, coordinate_columns, read_points, report_outside
from .provenance import provenance_of
from .report import Problem, Report, Severity

# More different words than this are no categories: the option names the wrong column.
MOST_CATEGORIES = 500
_USUAL_TIMES = ("time", "reported_at", "datetime", "时间", "上报时间")


@dataclass(frozen=True)
class _Rows:
    """What was read, row by row: use marks the rows to be loaded."""

    table: Table
    places: Places
    reported: Moments
    closed: Moments | None
    categories: list[str]
    use: NDArray[np.bool_]


def import_events(options: ImportOptions) -> Report:
    """The report of an import of events; written only with options.commit.

    Raises ImportRefused where the file or its options cannot be used as a whole.
    """
    zone_name = options.tz or timezone.get_default_timezone_name()
    tz = zone(zone_name)
    table, places, report = read_points("events", options, _wanted(options))
    reported = parse_moments(table.columns["time"], tz)
    closed = parse_moments(table.columns["closed"], tz) if table.has("closed") else None
    use = places.usable & _check_times(report, table, reported, closed)
    rows = _Rows(table, places, reported, closed, _categories(table, options), use)
    _finish(report, rows, zone_name, options)
    return report


def _wanted(options: ImportOptions) -> dict[str, Wanted]:
    wanted = coordinate_columns(options) | {"time": Wanted("--time", options.time, _USUAL_TIMES)}
    if options.category is not None:
        wanted["category"] = Wanted("--category", options.category)
    if options.closed is not None:
        wanted["closed"] = Wanted("--closed", options.closed)
    return wanted


def _check_times(
    report: Report, table: Table, reported: Moments, closed: Moments | None
) -> NDArray[np.bool_]:
    """Which rows have usable times; the others are reported."""
    unreadable = np.asarray(reported.utc.isna())
    for place in np.flatnonzero(unreadable):
        report.add(_unreadable("time_unreadable", table.columns["time"][place], table.row[place]))
    _report_gap(report, table, reported)
    if closed is None:
        return ~unreadable
    told_closed = np.array([bool(text) for text in table.columns["closed"]], dtype=bool)
    wrong = told_closed & np.asarray(closed.utc.isna())
    for place in np.flatnonzero(wrong):
        report.add(_unreadable("closed_unreadable", table.columns["closed"][place], table.row[place]))
    early = np.asarray(closed.utc < reported.utc)
    for place in np.flatnonzero(early):
        zh, en = "办结时间早于上报时间", "it was closed before it was reported"
        report.add(Problem("closed_before_reported", zh, en, table.row[place]))
    return ~(unreadable | wrong | early)


def _report_gap(report: Report, table: Table, reported: Moments) -> None:
    """Notice times that local clocks never showed: mostly a sign that the zone is another one."""
    places = np.flatnonzero(reported.gap)
    if not len(places):
        return
    told = table.columns["time"][places[0]]
    zh = f"{len(places)} 个时间（如 {told}）落在夏令时跳过的一小时，已顺延；请核对 --tz，时间列可能是 UTC"
    en = f"{len(places)} times (such as {told}) fall into the hour summer time skips and were moved on; check --tz: "
    en += "the column may be UTC"
    report.add(Problem("time_in_gap", zh, en, None, float(len(places)), Severity.NOTICE))


def _unreadable(code: str, text: str, row: int) -> Problem:
    zh = f"时间“{text[:40]}”无法识别，可用写法：{ACCEPTED_FORMS}"
    en = f"time {text[:40]!r} is not understood; write it as {ACCEPTED_FORMS}"
    return Problem(code, zh, en, row)


def _categories(table: Table, options: ImportOptions) -> list[str]:
    """The category word of each row, '' where it has none; raises ImportRefused for too many of them."""
    words = table.columns.get("category") or [""] * len(table.row)
    different = len(set(words))
    if different > MOST_CATEGORIES:
        raise ImportRefused(
            f"列“{options.category}”有 {different:,} 种不同的值（上限 {MOST_CATEGORIES}），不像是类别。",
            f"column {options.category} has {different:,} different values (limit {MOST_CATEGORIES}): no categories.",
        )
    return words


def _finish(report: Report, rows: _Rows, zone_name: str, options: ImportOptions) -> None:
    """Store the rows (undone unless committed) and complete the report."""
    commit = options.commit and not (options.strict and report.rejected)
    with record_import(provenance_of(report), timezone.now(), commit=commit) as run:
        used = [word for word, use in zip(rows.categories, rows.use, strict=True) if use]
        ids, new = ensure_categories(used)
        _report_categories(report, new, sum(not word for word in used))
        batch = _batch(rows, [ids[word] for word in used], zone_name)
        stored = store_events(batch, run)
        report.created, report.updated, report.unchanged = stored.created, stored.updated, stored.unchanged
        report_outside(report, events_outside_areas(batch.key), ("事件", "events"))
        if rows.closed is None and batch.key:
            zh = "文件没有办结时间（--closed），这些事件的办理状态记为未知，不计入超期和办结率"
            en = "the file tells no closing times (--closed): status unknown, neither late nor counted as closed"
            report.add(Problem("status_unknown", zh, en, None, float(len(batch.key)), Severity.NOTICE))
        report.committed = commit
        run.report = report.as_dict()


def _batch(rows: _Rows, category_id: list[int], zone_name: str) -> EventBatch:
    use = np.flatnonzero(rows.use)
    stated, wall, words = rows.places.stated, rows.reported.wall, rows.categories
    said = ((wall[i], repr(float(stated[i, 0])), repr(float(stated[i, 1])), words[i]) for i in use)
    reported = _utc(rows.reported.utc)[use]
    never = np.full(len(use), np.datetime64("NaT"), dtype="datetime64[us]")
    return EventBatch(
        key=content_keys(said),
        category_id=category_id,
        reported_at=reported,
        closed_at=never if rows.closed is None else _utc(rows.closed.utc)[use],
        status_known=rows.closed is not None,
        metres=rows.places.metres[use],
        zone=zone_name,
    )


def _utc(moments: pd.DatetimeIndex) -> NDArray[np.datetime64]:
    return moments.tz_convert("UTC").tz_localize(None).to_numpy().astype("datetime64[us]")


def _report_categories(report: Report, new: list[str], without: int) -> None:
    if new:
        names = "、".join(new[:20])
        zh, en = f"新建类别 {len(new)} 个：{names}", f"{len(new)} categories made: {names}"
        report.add(Problem("categories_created", zh, en, None, float(len(new)), Severity.NOTICE))
    if without:
        zh, en = (
            f"{without:,} 个事件没有类别，记为“未分类”",
            f"{without:,} events without category: uncategorised",
        )
        report.add(Problem("category_missing", zh, en, None, float(without), Severity.NOTICE))
