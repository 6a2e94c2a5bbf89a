"""What a file's words say of its datum: column names, the names of the chosen columns, the format."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from geodata.rules.datums import Datum

from .files.contents import Reason

_CHOSEN = {
    Datum.GCJ02: re.compile(r"gcj|火星|高德|腾讯|amap|gaode|tencent|qq"),
    Datum.BD09: re.compile(r"(?<![a-z])bd(?![a-z])|bd_?09|百度|baidu"),
    Datum.WGS84: re.compile(r"wgs|(?<![a-z])gps(?![a-z])|cgcs|天地图|tianditu"),
}
# Properties that only files of the DataV atlas have together, and columns of the point services' answers.
_DATAV = ({"adcode"}, {"childrennum", "acroutes", "subfeatureindex", "parent", "centroid"})
_AMAP = ({"adname", "pname", "cityname", "typecode", "citycode", "adcode"}, 2)
_WGS84_FORMATS = ("kml", "kmz", "gpx", "osm", "osm.pbf")


@dataclass(frozen=True)
class DatumHint:
    """A datum the words point to; strong: they name it, or are of one of its services."""

    datum: Datum
    reason: Reason
    strong: bool


def datum_hints(columns: Iterable[str], chosen: Iterable[str], format_: str) -> list[DatumHint]:
    """What the words of a file say, the strongest first; chosen: the columns its places are read from."""
    names = {name.strip().lower() for name in columns}
    found = [hint for name in chosen for hint in _of_chosen(name)]
    found += _of_names(names)
    if format_.lower() in _WGS84_FORMATS:
        zh, en = f"{format_.upper()} 按规范是 WGS 84", f"{format_.upper()} is WGS 84 by its specification"
        found.append(DatumHint(Datum.WGS84, Reason(zh, en), False))
    return sorted(found, key=lambda hint: not hint.strong)


def _of_chosen(name: str) -> list[DatumHint]:
    for datum, pattern in _CHOSEN.items():
        if pattern.search(name.strip().lower()):
            reason = Reason(f"坐标列名“{name}”说明是 {datum}", f"the coordinate column {name!r} says {datum}")
            return [DatumHint(datum, reason, True)]
    return []


def _of_names(names: set[str]) -> list[DatumHint]:
    needed, any_of = _DATAV
    if needed <= names and names & any_of:
        zh = "属性 adcode 等是阿里 DataV 行政区划文件特有的，该来源为 GCJ-02"
        en = "adcode and its companions are the properties of DataV atlas files, which are GCJ-02"
        return [DatumHint(Datum.GCJ02, Reason(zh, en), True)]
    words, fewest = _AMAP
    if len(words & names) >= fewest or "adcode" in names:
        zh = "列名（adcode 等）是高德、DataV 数据常用的，那些数据为 GCJ-02"
        en = "columns such as adcode are usual in Amap and DataV data, which is GCJ-02"
        return [DatumHint(Datum.GCJ02, Reason(zh, en), False)]
    return []
