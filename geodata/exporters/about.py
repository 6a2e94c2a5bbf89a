"""What a file says of itself: what it holds, what its coordinates refer to, how it was chosen."""

from collections.abc import Sequence

from django.utils import timezone

from geodata.rules.datums import Datum
from geodata.rules.import_kinds import KIND_TITLES
from geodata.rules.levels import LEVEL_NAMES

from .kind import Cell, ExportKind, Shape
from .options import ExportOptions
from .table import Line
from .target import Target

_DATUMS = {
    Datum.WGS84: ("WGS 84（CGCS2000）", "WGS 84 (CGCS2000)"),
    Datum.GCJ02: ("GCJ-02（高德、腾讯、DataV），不是 WGS 84", "GCJ-02 (Amap, Tencent, DataV), not WGS 84"),
    Datum.BD09: ("BD-09（百度），不是 WGS 84", "BD-09 (Baidu), not WGS 84"),
}


def about_lines(
    kind: ExportKind, to: Target, options: ExportOptions, notices: Sequence[Line]
) -> tuple[Line, ...]:
    """The lines, each in Chinese and English."""
    title, now = KIND_TITLES[kind.name], timezone.localtime()
    lines = [(f"内容：{title.zh}", f"Content: {title.en}")]
    if kind.shape is not Shape.NONE:
        (system_zh, system_en), (datum_zh, datum_en) = to.title, _DATUMS[to.datum]
        lines.append((f"坐标系：{system_zh}，EPSG:{to.srid}", f"Coordinates: {system_en}, EPSG:{to.srid}"))
        lines.append((f"坐标基准：{datum_zh}（datum={to.datum}）", f"Datum: {datum_en} (datum={to.datum})"))
    lines += _chosen(options)
    if any(one.cell is Cell.MOMENT for one in kind.columns):
        zone = timezone.get_default_timezone_name()
        lines.append((f"时间：{zone} 当地时间", f"Times: local, {zone}"))
    lines.append((f"导出于 {now:%Y-%m-%d %H:%M}", f"Exported {now:%Y-%m-%d %H:%M}"))
    return (*lines, *options.about, *notices)


def _chosen(options: ExportOptions) -> list[Line]:
    asked = options.asked
    lines = []
    if asked.level:
        lines.append((f"层级：{LEVEL_NAMES[asked.level]}", f"Level: {asked.level}"))
    if asked.as_of:
        lines.append((f"生效日：{asked.as_of}", f"In force on {asked.as_of}"))
    if asked.first or asked.last:
        first, last = asked.first or "…", asked.last or "…"
        lines.append((f"日期：{first} 至 {last}", f"Days: {first} to {last}"))
    if asked.area:
        lines.append((f"区域代码：{asked.area}", f"Area: {asked.area}"))
    return lines
