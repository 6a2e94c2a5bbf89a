"""Opening hours in Chinese words become OSM syntax, or are said not to be understood."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.rules.opening import readable, regular_spans
from geodata.rules.opening_words import opening_syntax

TOLD = {
    "周二至周日 9-17": "Tu-Su 09:00-17:00",
    "周一至周五 9:00-12:00，14:00-17:30": "Mo-Fr 09:00-12:00,14:00-17:30",
    "星期一到星期六 08：30—18：00": "Mo-Sa 08:30-18:00",
    "每天 8:00~20:00": "Mo-Su 08:00-20:00",
    "每日上午8点半到下午5点": "Mo-Su 08:30-17:00",
    "工作日9:00-17:00": "Mo-Fr 09:00-17:00",
    "周一至周五9:00-17:00；周六9:00-12:00；周日休息": "Mo-Fr 09:00-17:00; Sa 09:00-12:00; Su off",
    "9:00-21:00": "9:00-21:00",
    "全天": "24/7",
    "24小时营业": "24/7",
    "全年无休，24小时营业": "24/7",
    "上午9:00-12:00 下午2:00-5:00": "Mo-Su 09:00-12:00,14:00-17:00",
    "晚上8点-2点": "Mo-Su 20:00-02:00",
    "晚上10点-12点": "Mo-Su 22:00-24:00",
    "中午12点-2点": "Mo-Su 12:00-14:00",
    "早9点-晚5点": "Mo-Su 09:00-17:00",
    "每天 22:00-6:00": "Mo-Su 22:00-06:00",
    "周末 10:00-16:00": "Sa-Su 10:00-16:00",
    "周一至周日 9:00-17:00；法定节假日休息": "Mo-Su 09:00-17:00; PH off",
    "Mo-Fr 09:00-17:00": "Mo-Fr 09:00-17:00",
    "周一至周五 9:00-17:00，周六 9:00-12:00": "Mo-Fr 09:00-17:00; Sa 09:00-12:00",
    "周一，周三 9:00-12:00": "Mo,We 09:00-12:00",
    "周一至周五 9:00-17:00，节假日休息": "Mo-Fr 09:00-17:00; PH off",
    "5月-9月 8:30-18:00；10月-4月 9:00-17:30": "May-Sep Mo-Su 08:30-18:00; Oct-Apr Mo-Su 09:00-17:30",
    "4月1日至9月30日 周二至周日 9-18；10月1日至次年3月31日 周二至周日 9-17": (
        "Apr 01-Sep 30 Tu-Su 09:00-18:00; Oct 01-Mar 31 Tu-Su 09:00-17:00"
    ),
    "5月至9月 8:30-18:00；10月至次年4月 周一至周五 9:00-17:00，周六 9:00-12:00": (
        "May-Sep Mo-Su 08:30-18:00; Oct-Apr Mo-Fr 09:00-17:00; Oct-Apr Sa 09:00-12:00"
    ),
    "": "",
}


@pytest.mark.parametrize(("told", "expected"), TOLD.items(), ids=TOLD)
def test_hours_in_words_become_osm_syntax(told: str, expected: str) -> None:
    assert opening_syntax(told) == expected


@pytest.mark.parametrize(
    "told",
    [
        "电话预约",
        "24小时预约",
        "24小时热线，周一休息",
        "提前24小时预约 9:00-17:00",
        "每天 9:00-5:00",
        "请咨询社区",
        "周一至",
        "9点",
        "看情况 9-17 左右",
        "夏季 9:00-18:00，冬季 9:00-17:00",
        "13月-2月 9:00-10:00",
        "4月1日-10月 9:00-17:00",
        "暂停开放",
    ],
)
def test_what_says_no_hours_is_not_understood(told: str) -> None:
    assert opening_syntax(told) is None


def test_the_words_open_on_the_days_they_name() -> None:
    expression = opening_syntax("周二至周日 9-17")
    assert expression
    monday, tuesday = date(2026, 5, 11), date(2026, 5, 12)
    assert regular_spans(expression, monday) == ()
    assert [(s.start.hour, s.end.hour) for s in regular_spans(expression, tuesday) or ()] == [(9, 17)]


@given(st.text(alphabet="周星期一二三四五六日至到-:：0123456789 上下午点半，；休息每天", max_size=30))
def test_whatever_is_told_the_answer_can_be_read(told: str) -> None:
    found = opening_syntax(told)
    assert not found or readable(found)
