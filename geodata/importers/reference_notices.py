"""The notices about a file's coordinates that people have to read: contradictions, exchanges, shifts."""

import numpy as np

from geodata.queries.reference_ground import REACH_M
from geodata.rules.axis_order import Swap
from geodata.rules.datums import Datum

from .coordinates import Pairs
from .epsg import USUAL_TEXT, allowed_srids, crs_title
from .files.contents import CrsFound, Reason
from .reference_fit import KINDS
from .report import Problem, Severity

DATUM_NAMES = {Datum.WGS84: "WGS 84", Datum.GCJ02: "GCJ-02", Datum.BD09: "BD-09"}
Offsets = dict[Datum, float | None]


def notice(code: str, zh: str, en: str, measure: float | None = None) -> Problem:
    """A notice about the whole file."""
    return Problem(code, zh, en, None, measure, Severity.NOTICE)


def contradicted(said: CrsFound, pairs: Pairs) -> Problem:
    """That the numbers (n, 2) are not in the system the file names."""
    x, y = np.nanmedian(pairs, axis=0)
    known = said.srid in allowed_srids()
    zh, en = crs_title(said.srid) if said.srid is not None and known else (said.label, said.label)
    return notice(
        "crs_contradicted",
        f"文件自称 EPSG:{said.srid}（{zh}），但坐标（中间值 {x:,.6g}, {y:,.6g}）不在其范围内，请确认坐标系",
        f"the file says EPSG:{said.srid} ({en}) but its coordinates (middle {x:,.6g}, {y:,.6g}) cannot be in it; "
        "confirm the system",
    )


def exchanged(swap: Swap) -> list[Problem]:
    """That the two coordinates are exchanged, in the whole file or in single rows."""
    found = []
    if swap.column:
        zh = f"经度和纬度（或东、北坐标）整体写反了（样本中 {swap.exchanged} 条只有对调后才成立）"
        en = f"longitude and latitude (or east and north) are exchanged: {swap.exchanged} samples fit only then"
        found.append(notice("lonlat_swapped", zh, en, float(swap.exchanged)))
    if swap.single:
        zh = f"样本中有 {swap.single} 条与其余的坐标次序相反"
        en = f"{swap.single} samples are written the other way round than the rest"
        found.append(notice("rows_swapped", zh, en, float(swap.single)))
    return found


def unknown_system() -> Problem:
    """That no known system fits."""
    zh = f"没有已知坐标系符合这些数值，可能是地方独立坐标系：请向来源索取 EPSG 编号或换算参数（常用：{USUAL_TEXT}）"
    en = "no known system fits these numbers, perhaps a local one: ask the source for its EPSG number or parameters"
    return notice("crs_unknown", zh, en)


def outside_district(share: float) -> Problem:
    """That hardly any place lies in the district that is loaded."""
    zh = f"样本中只有 {share:.0%} 落在已载入的区内，请核对坐标系和基准"
    en = f"only {share:.0%} of the sample lies in the district that is loaded; check system and datum"
    return notice("outside_district", zh, en, share)


def away(offset_m: float | None, kind: str | None) -> tuple[str, str]:
    """A distance for people; roads and buildings are looked for only so far around."""
    if offset_m is None:
        return "未知", "unknown"
    if kind != "borders" and offset_m >= REACH_M:
        return f"{REACH_M:.0f} 米以上", f"over {REACH_M:.0f} m"
    digits = 1 if offset_m < 10 else 0
    return f"{offset_m:.{digits}f} 米", f"{offset_m:.{digits}f} m"


def compared(offsets: Offsets, kind: str) -> tuple[str, str]:
    """The measured distances under each datum, in Chinese and English."""
    what_zh, what_en = KINDS[kind]
    parts_zh, parts_en = [], []
    for datum, offset in offsets.items():
        zh, en = away(offset, kind)
        name = DATUM_NAMES[datum]
        parts_zh.append(f"原样差 {zh}" if datum == Datum.WGS84 else f"按 {name} 换算后差 {zh}")
        parts_en.append(f"as it is {en}" if datum == Datum.WGS84 else f"read as {name} {en}")
    return f"与已载入的{what_zh}相比（中位数）：{'，'.join(parts_zh)}", (
        f"off the loaded {what_en} (median): {', '.join(parts_en)}"
    )


def suspect(datum: Datum, offsets: Offsets, kind: str, besides: Reason | None = None) -> Problem:
    """That the loaded ground says the file is in another datum than assumed."""
    zh, en = compared(offsets, kind)
    more_zh, more_en = (f"；{besides.zh}", f"; {besides.en}") if besides else ("", "")
    return notice(
        "datum_suspect",
        f"坐标像是 {DATUM_NAMES[datum]}，不是 WGS 84：{zh}。请用 --datum {datum}，或确认确为 WGS 84{more_zh}",
        f"the coordinates look like {DATUM_NAMES[datum]}, not WGS 84: {en}; give --datum {datum} or confirm WGS 84{more_en}",
        offsets.get(Datum.WGS84),
    )


def forgotten(shift_m: dict[Datum, float]) -> Reason:
    """What forgetting a shifted datum would do here, shift_m: by how many metres."""
    gcj02, bd09 = shift_m[Datum.GCJ02], shift_m[Datum.BD09]
    return Reason(
        f"若其实是高德、腾讯、DataV 数据（gcj02），全部位置会偏移约 {gcj02:.0f} 米；若是百度数据（bd09），约 {bd09:.0f} 米",
        f"if it is Amap, Tencent or DataV data (gcj02), everything is off by about {gcj02:.0f} m, "
        f"if Baidu's (bd09), by about {bd09:.0f} m",
    )
