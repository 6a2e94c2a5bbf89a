"""Points in time from text: ISO and usual Chinese spellings, in a named time zone."""

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo, available_timezones

import numpy as np
import pandas as pd

from geodata.errors import ImportRefused

_OFFSET = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)? ?(?:Z|[+-]\d{2}:?\d{2})$", re.IGNORECASE)
_CHINESE = str.maketrans(
    {"年": "-", "月": "-", "日": " ", "时": ":", "点": ":", "分": ":", "秒": " ", "：": ":"}
)
_SHAPE = re.compile(
    r"""^((?:19|20|21)\d{2})-(\d{1,2})-(\d{1,2})           # year, month, day
    (?:[T ]+(\d{1,2}):(?:(\d{1,2})(?::(\d{1,2})(\.\d+)?)?:?)?)?  # hour, minute, second, fraction
    (?:[ ]?(Z|[+-]\d{2}:?\d{2}))?$                        # offset""",
    re.IGNORECASE | re.VERBOSE,
)
# What needs no rewriting; most files hold nothing else.
_ISO = re.compile(r"(?:19|20|21)\d{2}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}")
_SPAN = re.compile(r"[~～至]")
ACCEPTED_FORMS = "2026-05-01 14:30[:00]、2026/5/1 14:30、2026年5月1日14时30分、2026-05-01T14:30:00+08:00"


@dataclass(frozen=True)
class Moments:
    """UTC times (NaT where unreadable), the wall-clock text they stood for, and which were moved out of a gap.

    gap: local times that clocks skipped in spring; they are read as the first moment after the gap.
    """

    utc: pd.DatetimeIndex
    wall: list[str]
    gap: np.ndarray


def zone(name: str) -> ZoneInfo:
    """The time zone of this IANA name; raises ImportRefused for any other word."""
    if name not in available_timezones():
        raise ImportRefused(
            f"不认识时区“{name}”，请用 Asia/Shanghai、America/Chicago、UTC 这样的名称。",
            f"there is no time zone {name}; use a name such as Asia/Shanghai, America/Chicago or UTC.",
        )
    return ZoneInfo(name)


def parse_moments(texts: list[str], tz: ZoneInfo) -> Moments:
    """The moments that texts name; those without an offset are local to tz, the earlier one where doubled."""
    wall = [text if _ISO.fullmatch(text) else _plain(text) for text in texts]
    series = pd.Series(wall, dtype="object")
    offset = series.str.contains(_OFFSET, regex=True, na=False).to_numpy(dtype=bool)
    local = pd.to_datetime(series.where(~offset), format="ISO8601", errors="coerce")
    gap = np.zeros(len(wall), dtype=bool)
    utc = pd.Series(pd.NaT, index=series.index, dtype="datetime64[us, UTC]")
    if (~offset).any():
        first = np.ones(len(wall), dtype=bool)
        aware = local.dt.tz_localize(tz, ambiguous=first, nonexistent="shift_forward")
        gap = (aware.dt.tz_localize(None) != local).to_numpy() & local.notna().to_numpy()
        utc = aware.dt.tz_convert("UTC")
    if offset.any():
        told = pd.to_datetime(series.where(offset), format="ISO8601", errors="coerce", utc=True)
        utc = utc.where(~offset, told)
    return Moments(pd.DatetimeIndex(utc), wall, gap)


def _plain(text: str) -> str:
    """A time in ISO spelling, '' where it has none of the accepted forms; of a span (…~…, …至…) its beginning."""
    first = _SPAN.split(text, maxsplit=1)[0]
    match = _SHAPE.match(first.translate(_CHINESE).replace("/", "-").strip())
    if match is None:
        return ""
    year, month, day, hour, minute, second, fraction, offset = match.groups()
    date = f"{year}-{int(month):02}-{int(day):02}"
    clock = f"{int(hour or 0):02}:{int(minute or 0):02}:{int(second or 0):02}{fraction or ''}"
    return f"{date} {clock}{(offset or '').upper()}"
