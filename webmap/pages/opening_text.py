"""Opening hours in words: the state now with its next change, and the hours of a day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from geodata.rules.opening import OpeningNow, OpenState, Span

STATE_WORDS = {
    OpenState.OPEN: gettext_noop("开放中"),
    OpenState.CLOSING_SOON: gettext_noop("即将关门"),
    OpenState.CLOSED: gettext_noop("已关门"),
    OpenState.SUSPENDED: gettext_noop("暂停服务"),
    OpenState.UNKNOWN: gettext_noop("开放时间未登记"),
}
ELDER_WORDS = STATE_WORDS | {
    OpenState.OPEN: gettext_noop("现在开门"),
    OpenState.CLOSING_SOON: gettext_noop("马上要关门"),
    OpenState.CLOSED: gettext_noop("现在关门"),
    OpenState.UNKNOWN: gettext_noop("不知道开不开门"),
}
WEEKDAYS = (
    gettext_noop("周一"),
    gettext_noop("周二"),
    gettext_noop("周三"),
    gettext_noop("周四"),
    gettext_noop("周五"),
    gettext_noop("周六"),
    gettext_noop("周日"),
)


@dataclass(frozen=True)
class StateText:
    """A state as a page shows it: key for the shape, word, and the sentence about the next change."""

    key: str
    word: str
    change: str


def state_text(now_open: OpeningNow, now: datetime, elder: bool = False) -> StateText:
    """The words for a state seen at an aware local moment."""
    words = ELDER_WORDS if elder else STATE_WORDS
    return StateText(now_open.state.value, _(words[now_open.state]), _change(now_open, now, elder))


def _change(now_open: OpeningNow, now: datetime, elder: bool) -> str:
    """What happens next, e.g. `17:30 关门` or `明天 9:00 开门`."""
    if now_open.state is OpenState.UNKNOWN:
        return _("请先打电话问一下")
    moment = now_open.changes_at
    if now_open.is_open:
        if moment is None:
            return _("全天开放")
        return _("%(when)s 关门") % {"when": _when(moment, now, elder)}
    if moment is None:
        return _("最近两周不开放")
    return _("%(when)s 开门") % {"when": _when(moment, now, elder)}


def _when(moment: datetime, now: datetime, always_day: bool) -> str:
    """A moment as people say it: the time today, tomorrow, a weekday within the week, or the date."""
    time = clock(moment)
    ahead = (moment.date() - now.date()).days
    if ahead == 0:
        return _("今天 %(time)s") % {"time": time} if always_day else time
    if ahead == 1 and time == "0:00":
        return "24:00"
    if ahead == 1:
        return _("明天 %(time)s") % {"time": time}
    return f"{weekday(moment) if ahead < 7 else month_day(moment)} {time}"


def clock(moment: datetime) -> str:
    """The time of day without a leading zero, e.g. 9:00."""
    return f"{moment.hour}:{moment.minute:02d}"


def weekday(day: date) -> str:
    """The short name of a day's weekday."""
    return _(WEEKDAYS[day.weekday()])


def month_day(day: date) -> str:
    """Month and day, e.g. 10月8日; the translated text is a date format."""
    return date_format(day, _("n月j日"))


def hours_text(spans: tuple[Span, ...]) -> str:
    """The hours of one day, e.g. `9:00–12:00，13:30–17:30`."""
    if not spans:
        return _("不开放")
    if spans[0].end - spans[0].start == timedelta(days=1):
        return _("全天")
    return _("，").join(_span(span) for span in spans)


def _span(span: Span) -> str:
    end = clock(span.end) if span.end.date() == span.start.date() else "24:00"
    return f"{clock(span.start)}–{end}" + ("" if span.sure else _("（不确定）"))


def moment_text(now: datetime) -> str:
    """An as-of time as pages print it, e.g. `周三 16:48`."""
    return f"{weekday(now)} {clock(now)}"
