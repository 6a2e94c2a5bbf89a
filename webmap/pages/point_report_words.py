"""The choices of a report about a service point, and what staff make of it, in words."""

from django.utils.translation import gettext_noop

from geodata.rules.point_reports import Outcome, Wrong

WRONG_WORDS = {
    Wrong.HOURS: gettext_noop("开放时间不对"),
    Wrong.PHONE: gettext_noop("电话打不通或者不对"),
    Wrong.PLACE: gettext_noop("地址或位置不对"),
    Wrong.GONE: gettext_noop("已经搬走或者关了"),
    Wrong.ACCESS: gettext_noop("无障碍情况不对"),
    Wrong.MATTERS: gettext_noop("这里写的事办不了"),
    Wrong.OTHER: gettext_noop("别的不对"),
}
OUTCOME_WORDS = {
    Outcome.CORRECTED: gettext_noop("已更正"),
    Outcome.RIGHT: gettext_noop("核对过，没有错"),
    Outcome.UNCLEAR: gettext_noop("说不清，没法核对"),
}
