"""Opening hours as Chinese lists write them, in OSM syntax."""

import re

from .opening import readable

_DAYS = {
    "一": "Mo",
    "二": "Tu",
    "三": "We",
    "四": "Th",
    "五": "Fr",
    "六": "Sa",
    "日": "Su",
    "天": "Su",
    "末": "Sa-Su",
}
_CHINESE = str.maketrans("：；，、～—－至到０１２３４５６７８９", ":;,,~~~~~0123456789")
_WEEK = "(?:周|星期|礼拜)"
_SPAN = re.compile(f"{_WEEK}([一二三四五六日天末])(?:~{_WEEK}?([一二三四五六日天]))?")
_TIME = re.compile(r"(上午|下午|晚上|中午|早|晚)?(\d{1,2})(?:[:点时](\d{2})?(半)?分?)?")
_TIMES = re.compile(rf"({_TIME.pattern})[-~]({_TIME.pattern})")
_AFTER_NOON = ("下午", "中午", "晚上", "晚")
_HALF_DAY = 12 * 60
_DATE = r"(\d{1,2})月(?:份|(\d{1,2})[日号])?"
_SEASON = re.compile(f"{_DATE}[-~](?:次年|翌年|第二年)?{_DATE}")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NAMES_DAYS = re.compile(rf"{_WEEK}[一二三四五六日天末]|节假日|每天|每日|{_DATE}")
_ALWAYS = ("24小时", "全天", "全日", "二十四小时")


def opening_syntax(text: str) -> str | None:
    """OSM opening hours of a text that is in that syntax already or in usual Chinese words; None where it is neither.

    Parameters: text, as a list or a door sign says it; '' gives ''. Returns an expression that parses, in local time.

    >>> opening_syntax("周二至周日 9-17"), opening_syntax("周一至周五 9:00-12:00，14:00-17:30")
    ('Tu-Su 09:00-17:00', 'Mo-Fr 09:00-12:00,14:00-17:30')
    >>> opening_syntax("每天上午8点半到下午5点"), opening_syntax("24小时"), opening_syntax("电话预约")
    ('Mo-Su 08:30-17:00', '24/7', None)
    >>> opening_syntax("5月至9月 8:30-18:00；10月至次年4月 周一至周五 9:00-17:00，周六 9:00-12:00")
    'May-Sep Mo-Su 08:30-18:00; Oct-Apr Mo-Fr 09:00-17:00; Oct-Apr Sa 09:00-12:00'
    """
    told = text.strip()
    if not told:
        return ""
    if readable(told):
        return told
    plain = re.sub(r"\s+", "", told.translate(_CHINESE))
    if _is_always(plain):
        return "24/7"
    rules = [_seasonal(part) for part in _parts(plain)]
    if not rules or None in rules:
        return None
    expression = "; ".join(rule for rule in rules if rule)
    return expression if readable(expression) else None


def _is_always(plain: str) -> bool:
    """Whether a text says that it is always open and nothing else, such as 24小时预约 or 24小时，9:00-17:00."""
    rest = plain
    for word in (
        *_ALWAYS,
        "全年",
        "无休",
        "不打烊",
        "每天",
        "每日",
        "开放",
        "营业",
        "服务",
        "对外",
        "时间",
        ",",
        ":",
        ";",
        "。",
    ):
        rest = rest.replace(word, "")
    return not rest and any(word in plain for word in _ALWAYS)


def _parts(plain: str) -> list[str]:
    """The rules of a text: after a time, a comma before further days begins the next (周一至周五 9-17，周六 9-12).

    The months of a sentence hold for all its days.
    """
    parts: list[str] = []
    for sentence in filter(None, re.split(r"[;。]", plain)):
        open_part = ""
        for piece in sentence.split(","):
            if _TIMES.search(_SEASON.sub("", open_part)) and _NAMES_DAYS.search(piece):
                parts.append(open_part)
                season = None if _SEASON.search(piece) else _SEASON.search(open_part)
                open_part = f"{season[0]}{piece}" if season else piece
            else:
                open_part = f"{open_part},{piece}" if open_part else piece
        parts.append(open_part)
    return parts


def _seasonal(part: str) -> str | None:
    """One rule with the months it holds in, where it names any; None where they make no sense."""
    season = _SEASON.search(part)
    if season is None:
        return _rule(part)
    first, last = _month_day(season[1], season[2]), _month_day(season[3], season[4])
    rule = _rule(part.replace(season[0], "", 1))
    dated = bool(season[2]) == bool(season[4])
    return f"{first}-{last} {rule}" if first and last and rule and dated else None


def _month_day(month: str, day: str | None) -> str | None:
    if not 1 <= int(month) <= 12 or (day and not 1 <= int(day) <= 31):
        return None
    return _MONTHS[int(month) - 1] + (f" {int(day):02}" if day else "")


def _rule(part: str) -> str | None:
    """One rule: days, then times or off; None where something is left that is neither."""
    rest = part
    days = []
    for match in _SPAN.finditer(part):
        first, last = _DAYS[match[1]], _DAYS.get(match[2] or "", "")
        days.append(f"{first}-{last}" if last else first)
        rest = rest.replace(match[0], "", 1)
    if "节假日" in rest and ("休" in rest or "关" in rest):
        days, rest = [*days, "PH"], rest.replace("法定", "").replace("节假日", "")
    if re.search(r"休息|闭馆|不开放|休$|关闭", rest):
        said = re.sub(r"休息|闭馆|不开放|全天|关闭|每|逢|休|[,:()（）]", "", rest)
        return f"{','.join(days)} off" if days and not said else None
    times = [_times(match) for match in _TIMES.finditer(rest)]
    rest = re.sub(r"每天|每日|天天|工作日|开放|营业|时间|服务|:$|[,()（）]", "", _TIMES.sub("", rest))
    if not times or None in times or rest.strip(":"):
        return None
    if not days:
        days = ["Mo-Fr"] if "工作日" in part else ["Mo-Su"]
    return f"{','.join(days)} {','.join(time for time in times if time)}"


def _times(match: re.Match[str]) -> str | None:
    first, last = (
        _clock(match[2], match[3], match[4], match[5]),
        _clock(match[7], match[8], match[9], match[10]),
    )
    if first is None or last is None:
        return None
    if (
        last <= first
        and match[7] is None
        and match[2] in _AFTER_NOON
        and first < last + _HALF_DAY <= 2 * _HALF_DAY
    ):
        last += _HALF_DAY
    if last <= first < _HALF_DAY:  # 9:00-5:00 may mean 17:00; whoever knows must say
        return None
    return f"{first // 60:02}:{first % 60:02}-{last // 60:02}:{last % 60:02}"


def _clock(part_of_day: str | None, hour: str, minute: str | None, half: str | None) -> int | None:
    """Minutes since midnight."""
    hours, minutes = int(hour), 30 if half else int(minute or 0)
    if part_of_day in ("下午", "晚上", "晚") and hours < 12:
        hours += 12
    if part_of_day == "中午" and hours < 3:
        hours += 12
    if part_of_day in ("晚上", "晚") and hours == 12:
        hours = 24
    return hours * 60 + minutes if hours <= 24 and minutes < 60 else None
