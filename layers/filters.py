"""Query parameters of layers, read into typed values or refused with the form they should have."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from geodata.errors import BadParameter
from geodata.rules.periods import EARLIEST_DAY, LATEST_DAY

Filter = Callable[[str, str], Any]
# A longer list is no list of words.
MOST_WORDS = 100


def day(name: str, text: str) -> date:
    """A local day written YYYY-MM-DD, from EARLIEST_DAY to LATEST_DAY."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = date.min
    if EARLIEST_DAY <= found <= LATEST_DAY:
        return found
    raise BadParameter(
        f"{name}={text[:40]!r} 不是 {EARLIEST_DAY} 至 {LATEST_DAY} 的日期；应写成 YYYY-MM-DD。",
        f"{name}={text[:40]!r} is no date from {EARLIEST_DAY} to {LATEST_DAY}; write YYYY-MM-DD.",
    )


def word(*accepted: str) -> Filter:
    """A reader of one word; any word of up to 48 characters when none are listed."""

    def read(name: str, text: str) -> str:
        if (accepted and text not in accepted) or not 0 < len(text) <= 48 or "\x00" in text:
            forms = "、".join(accepted) or "1–48 个字符"
            forms_en = ", ".join(accepted) or "1-48 characters"
            raise BadParameter(
                f"{name}={text[:60]!r} 不能识别；可用：{forms}。",
                f"{name}={text[:60]!r} is not known; accepted: {forms_en}.",
            )
        return text

    return read


def words(*accepted: str) -> Filter:
    """A reader of words with commas between, each once and in order; any words when none are listed."""
    read_one = word(*accepted)

    def read(name: str, text: str) -> tuple[str, ...]:
        parts = text.split(",")
        return tuple(
            sorted({read_one(name, part) for part in (parts if len(parts) <= MOST_WORDS else [text])})
        )

    return read


def read_filters(readers: Mapping[str, Filter], query: Mapping[str, str]) -> dict[str, Any]:
    """The typed values of the filters present in a query; absent or empty ones are left out."""
    return {name: read(name, query[name]) for name, read in readers.items() if query.get(name)}


def bbox(text: str) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees from 'w,s,e,n'."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
        sound = -180 <= west < east <= 180 and -90 <= south < north <= 90
    except ValueError:
        sound = False
    if not sound:
        raise BadParameter(
            f"bbox={text[:80]!r} 不能识别；应写成 西,南,东,北（经纬度，度），例如 102.2,25.2,102.4,25.5。",
            f"bbox={text[:80]!r} is not understood; write west,south,east,north in degrees, "
            "e.g. 102.2,25.2,102.4,25.5.",
        )
    return west, south, east, north
