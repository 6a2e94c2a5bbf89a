"""The administrative names in front of an address: province and city dropped, district to grid kept."""

import re
from typing import NamedTuple

from .address_words import OPENINGS

_HAN = r"[\u3400-\u9fff]"
_PROVINCE = re.compile(
    rf"(?:中国)?(?:{_HAN}{{2,3}}(?:省|自治区|特别行政区)|(?:广西壮族|宁夏回族|新疆维吾尔)自治区)"
)
_CITY = re.compile(
    r"(?:(?![路街区村苑])[\u3400-\u9fff]){1,4}?(?<![超城夜菜花门都])市"
    r"(?!场|民(?:广场|中心|活动|公园|服务)|政|区|级|内|委|立|第[一二三四五六七八九十\d]|街|路|口|巷|桥|中(?:心|区|医|学|级)"
    r"|人民(?:政府|医院|法院|检察|广场|公园))"
)
_DISTRICT = re.compile(
    rf"(?:(?![路街巷村苑弄]){_HAN}){{1,5}}?"
    r"(?:新区|自治县|(?<![小社园校院厂片景库街发宅活属业老城工商])区|县)(?![路街巷])"
)
_SUBDISTRICT = re.compile(
    rf"(?:(?![路巷苑区县]){_HAN}){{2,6}}?(?:街道办事处|街道办|街道|(?:镇|乡)(?![路街巷]))"
)
_COMMUNITY = re.compile(rf"(?:(?![路街巷苑](?!社区)){_HAN}){{2,8}}?(?:社区居委会|居民委员会|社区)")
_COMMITTEE = re.compile(rf"{_HAN}{{2,6}}?(?:村民委员会|村委会|居委会|行政村)(?=\d|{_HAN}{{2,}}[村路街])")
_GRID = re.compile(rf"{_HAN}{{0,6}}?第?\d{{1,3}}(?:号)?网格(?!员)")
_OPENING = re.compile(rf"(?:{'|'.join(sorted(OPENINGS, key=len, reverse=True))})[:,]?")
_LOOSE = re.compile(r"^[^\w(#]+")


class Admin(NamedTuple):
    """Administrative names of an address, '' where it has none, and the text behind them."""

    district: str
    subdistrict: str
    community: str
    grid: str
    rest: str


def cut_admin(text: str) -> Admin:
    """The administrative names at the start of a normalised address, and the rest.

    Parameters: text, normalised. Returns: Admin; province, city and opening words (地址：) are dropped.
    Source: order of Chinese addresses; the exceptions are words that only end like an area (小区, 市场).

    >>> cut_admin("虚川省澜溪市澜溪区南湖街道兴隆社区青莲路8号")
    Admin(district='澜溪区', subdistrict='南湖街道', community='兴隆社区', grid='', rest='青莲路8号')
    """
    rest = _without_opening(text)
    rest = _dropped(_CITY, _dropped(_PROVINCE, rest))
    rest = _without_opening(rest)
    district, rest = _taken(_DISTRICT, rest)
    subdistrict, rest = _taken(_SUBDISTRICT, rest)
    community, rest = _taken(_COMMUNITY, rest)
    if not community:
        community, rest = _taken(_COMMITTEE, rest)
    grid, rest = _taken(_GRID, rest)
    return Admin(district, subdistrict, community, grid, rest)


def _without_opening(text: str) -> str:
    while True:
        text = _LOOSE.sub("", text)
        found = _OPENING.match(text)
        if not found or found.end() == len(text):
            return text
        text = text[found.end() :]


def _dropped(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    return text[found.end() :] if found and found.end() < len(text) else text


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.match(text)
    return (found[0], _LOOSE.sub("", text[found.end() :])) if found else ("", text)
