"""Events: when, where and what was reported, and when it was closed."""

from typing import Any

import numpy as np
import pandas as pd
from django.utils import timezone
from numpy.typing import NDArray

from geodata.actions.ensure_categories import ensure_categories
from geodata.actions.record_import import StoredCounts
from geodata.actions.store_events import NEW_EVENT, event_columns, store_events
from geodata.actions.store_rows import StagedRows
from geodata.errors import ImportRefused
from geodata.importers.codes import plain_text
from geodata.importers.fields import YES_NO, Cell, Field, text
from geodata.importers.kind import Kind, Moment, Records, Shape
from geodata.importers.moments import ACCEPTED_FORMS, Moments, parse_moments, zone
from geodata.importers.options import ImportOptions
from geodata.importers.report import Problem, Report, Severity
from geodata.models import Event, ImportRun
from geodata.rules.import_kinds import KindName

# More different words than this are no categories: the option names the wrong column.
MOST_CATEGORIES = 500
_PLAIN = Cell(plain_text, "文字", "text")
_DATE_PARTS = ("year", "month", "day", "hour", "minute")
_PART_NAMES = {
    "year": ("year", "年"), "month": ("month", "月"), "day": ("day", "日"), "hour": ("hour", "时"),
    "minute": ("minute", "分"),
}  # fmt: skip


def _settle(records: Records, options: ImportOptions, report: Report) -> dict[str, list[Any]]:
    """Categories and times; rows with unreadable times are reported."""
    tz = zone(options.tz or timezone.get_default_timezone_name())
    records.values["time"] = records.raw["time"] = _told_times(records)
    reported = parse_moments(records.values["time"], tz)
    closed = parse_moments(records.values["closed"], tz) if records.has("closed") else None
    _check_times(records, report, reported, closed)
    records.raw["time"] = reported.wall
    words = _categories(records, options)
    used = [word for word, use in zip(words, records.use, strict=True) if use]
    ensured = ensure_categories(used)
    records.categories = ensured.made
    _report_categories(report, ensured.new, sum(not word for word in used))
    if closed is None and used:
        _notice_status(report, len(used))
    never = np.full(len(words), np.datetime64("NaT"), dtype="datetime64[us]")
    columns = event_columns(
        [ensured.ids.get(word, 0) for word in words],
        _utc(reported.utc),
        never if closed is None else _utc(closed.utc),
        status_known=closed is not None,
    )
    if records.has("status_known"):
        columns["status_known"] = _known(records, closed)
    return columns


def _known(records: Records, closed: Moments | None) -> list[bool]:
    """Whether the status of each row is known: as it says, and always where it tells a closing time."""
    ended = np.zeros(len(records.row), dtype=bool) if closed is None else ~np.asarray(closed.utc.isna())
    return [bool(said) or bool(end) for said, end in zip(records.values["status_known"], ended, strict=True)]


def _told_times(records: Records) -> list[str]:
    """The text of each reporting time, put together where a file keeps its parts in columns of their own."""
    if records.has("time"):
        return records.values["time"]
    if not records.has("year") or not records.has("month") or not records.has("day"):
        raise ImportRefused(
            "没有找到上报时间列，请用 --time 指定一列（或用 --column year=… month=… day=… 指定年月日）。",
            "no column with the reporting time was found; name one with --time, or year, month and day with --column.",
        )
    parts = [records.values.get(part) or ["0"] * len(records.row) for part in _DATE_PARTS]
    return [f"{y}-{m}-{d} {h or 0}:{n or 0}" for y, m, d, h, n in zip(*parts, strict=True)]


def _check_times(records: Records, report: Report, reported: Moments, closed: Moments | None) -> None:
    """Mark rows without usable times; each is reported."""
    unreadable = np.asarray(reported.utc.isna())
    for place in np.flatnonzero(unreadable):
        report.add(_unreadable("time_unreadable", records.values["time"][place], int(records.row[place])))
    records.use &= ~unreadable
    _report_gap(records, report, reported)
    if closed is None:
        return
    told_closed = np.array([bool(told) for told in records.values["closed"]], dtype=bool)
    wrong = told_closed & np.asarray(closed.utc.isna())
    for place in np.flatnonzero(wrong):
        report.add(_unreadable("closed_unreadable", records.values["closed"][place], int(records.row[place])))
    early = np.asarray(closed.utc < reported.utc)
    for place in np.flatnonzero(early):
        zh, en = "办结时间早于上报时间", "it was closed before it was reported"
        report.add(Problem("closed_before_reported", zh, en, int(records.row[place])))
    records.use &= ~(wrong | early)


def _report_gap(records: Records, report: Report, reported: Moments) -> None:
    """Notice times that local clocks never showed: mostly a sign that the zone is another one."""
    places = np.flatnonzero(reported.gap)
    if not len(places):
        return
    told = records.values["time"][places[0]]
    zh = f"{len(places)} 个时间（如 {told}）落在夏令时跳过的一小时，已顺延；请核对 --tz，时间列可能是 UTC"
    en = f"{len(places)} times (such as {told}) fall into the hour summer time skips and were moved on; check --tz: "
    en += "the column may be UTC"
    report.add(Problem("time_in_gap", zh, en, None, float(len(places)), Severity.NOTICE))


def _unreadable(code: str, told: str, row: int) -> Problem:
    zh = f"时间“{told[:40]}”无法识别，可用写法：{ACCEPTED_FORMS}"
    en = f"time {told[:40]!r} is not understood; write it as {ACCEPTED_FORMS}"
    return Problem(code, zh, en, row)


def _categories(records: Records, options: ImportOptions) -> list[str]:
    """The category word of each row, '' where it has none; raises ImportRefused for too many of them."""
    told = records.values.get("category") or [""] * len(records.row)
    different = len(set(told))
    if different > MOST_CATEGORIES:
        column = options.category or "category"
        raise ImportRefused(
            f"列“{column}”有 {different:,} 种不同的值（上限 {MOST_CATEGORIES}），不像是类别。",
            f"column {column} has {different:,} different values (limit {MOST_CATEGORIES}): no categories.",
        )
    return told


def _utc(moments: pd.DatetimeIndex) -> NDArray[np.datetime64]:
    return moments.tz_convert("UTC").tz_localize(None).to_numpy().astype("datetime64[us]")


def _report_categories(report: Report, new: list[str], without: int) -> None:
    if new:
        names = "、".join(new[:20])
        zh, en = f"新建类别 {len(new)} 个：{names}", f"{len(new)} categories made: {names}"
        report.add(Problem("categories_created", zh, en, None, float(len(new)), Severity.NOTICE))
    if without:
        zh = f"{without:,} 个事件没有类别，记为“未分类”"
        en = f"{without:,} events without category: uncategorised"
        report.add(Problem("category_missing", zh, en, None, float(without), Severity.NOTICE))


def _notice_status(report: Report, count: int) -> None:
    zh = "文件没有办结时间（--closed），这些事件的办理状态记为未知，不计入超期和办结率"
    en = "the file tells no closing times (--closed): status unknown, neither late nor counted as closed"
    report.add(Problem("status_unknown", zh, en, None, float(count), Severity.NOTICE))


def _store(kind: Kind, staged: StagedRows, run: ImportRun, moment: Moment) -> StoredCounts:
    return store_events(staged, run, moment)


EVENTS = Kind(
    KindName.EVENTS,
    Shape.POINT,
    Event,
    (
        Field("key", "编号", "number", ("event_id", "事件编号", "工单编号"), text(120)),
        Field("time", "上报时间", "reporting time",
              ("time", "reported_at", "datetime", "时间", "上报时间", "发生时间", "日期", "date", "场次日期"), _PLAIN),
        Field("closed", "办结时间", "closing time", ("closed_at", "办结时间", "结案时间"), _PLAIN),
        Field("category", "类别", "category", ("category", "类别", "事件类别"), _PLAIN),
        Field("status_known", "办结状态已知", "whether its status is known", ("status_known", "办结状态已知", "known"),
              YES_NO),
        *(Field(part, zh, part, (part, zh), _PLAIN) for part, (_, zh) in _PART_NAMES.items()),
    ),
    ("time", "category"),
    settle=_settle,
    store=_store,
    fixed=NEW_EVENT,
)  # fmt: skip
