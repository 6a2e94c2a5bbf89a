"""What was left out or put right in many records of a file, counted while reading and told once at its end."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from geodata.errors import ImportRefused
from geodata.importers.report import Problem, Severity

from .batch import Batch
from .contents import ReadOptions

_TEXTS = {
    "heights_dropped": ("{n} 条记录含高程或测量值，已略去", "heights or measures of {n} records were left out"),
    "curves_linearised": ("数据含曲线，已按折线读取", "curves were read as short straight lines"),
    "collection_flattened": ("{n} 个图形集合已展平", "{n} collections of geometries were flattened"),
    "mixed_collection": (
        "{n} 条记录同时含点、线或面，保留为图形集合",
        "{n} records hold points, lines or polygons together and stay collections",
    ),
    "geometry_empty": ("{n} 条记录的图形是空的", "the geometry of {n} records is empty"),
    "geometry_missing": ("{n} 条记录没有图形", "{n} records have no geometry"),
    "mixed_types": ("{n} 条记录的图形类型与文件声明不同", "{n} records are not of the type the file declares"),
    "ring_orientation": ("{n} 条边界环方向不对，已按包含关系判断内外", "{n} rings run the wrong way; containment decided"),
    "ring_degenerate": ("{n} 条不足三点的边界环已略去", "{n} rings of less than three points were left out"),
    "ring_closed": ("{n} 条未闭合的边界环已闭合", "{n} open rings were closed"),
    "part_degenerate": ("{n} 条只有一点的线已略去", "{n} line parts of a single point were left out"),
    "record_length": ("{n} 条记录的长度不实，已按内容读取", "{n} records lie about their length; read by their content"),
    "record_deleted": ("{n} 条记录已标为删除，未读取", "{n} records are marked as deleted and were not read"),
    "attributes_missing": ("{n} 个图形没有对应的属性行", "{n} geometries have no row of attributes"),
    "attributes_extra": ("{n} 行属性没有对应的图形，未读取", "{n} rows of attributes have no geometry; not read"),
    "number_unreadable": ("{n} 个数字或日期无法读懂，留空", "{n} numbers or dates could not be read; left empty"),
    "text_cut": ("{n} 处文字在字符中间被截断，已去掉残字", "{n} texts were cut inside a character, which was dropped"),
    "no_dbf": ("没有属性文件（.dbf），只有图形", "there is no .dbf, so geometries come without attributes"),
    "dbf_unreadable": ("属性文件（.dbf）损坏，只有图形", "the .dbf is damaged, so geometries come without attributes"),
    "no_shx": ("没有索引文件（.shx），已逐条读取", "there is no .shx; the records were read one after the other"),
    "shx_wrong": ("索引文件（.shx）与图形不符，没有采用", "the .shx does not fit the .shp and was not used"),
    "memo_left_out": ("备注字段没有读取", "memo fields were not read"),
    "binary_left_out": ("二进制字段没有读取", "binary fields were not read"),
    "network_link": ("文件引用 {n} 处外部链接，没有读取", "{n} links to other files or addresses were not followed"),
    "overlay": ("{n} 幅叠加图片没有读取", "{n} overlaid pictures were not read"),
    "junk_after_end": ("文件结尾之后还有多余内容，已忽略", "what follows the end of the document was left out"),
    "track": ("{n} 条轨迹按线读取", "{n} tracks were read as lines"),
    "gpkg_nonconformant": (
        "图层没有整数主键，不完全符合 GeoPackage 标准，仍已读取",
        "the layer has no whole-number key as the GeoPackage standard asks; it was read all the same",
    ),
    "kml_nonconformant": (
        "{n} 个图形用了 KML 标准之外的标签，仍已读取",
        "{n} geometries use tags outside the KML standard; they were read all the same",
    ),
    "model": ("{n} 个三维模型没有读取", "{n} 3-D models were not read"),
    "closed_lines": ("{n} 条闭合折线按面读取", "{n} closed polylines were read as polygons"),
    "hidden_layers": ("{n} 条记录在冻结或关闭的图层上，仍已读取", "{n} records on frozen or hidden layers were read too"),
    "paper_space": ("{n} 个图形在布局（图纸空间）上，未读取", "{n} shapes lie on a layout, not on the map; not read"),
}  # fmt: skip


@dataclass
class Notices:
    """Counts by code; every code's wording is in this module."""

    counts: Counter[str] = field(default_factory=Counter)

    def count(self, code: str, number: int = 1) -> None:
        """Note `number` more of a kind."""
        if number:
            self.counts[code] += int(number)

    def problems(self) -> list[Problem]:
        """One notice per kind, with the count as its measure."""
        return [notice(code, number) for code, number in self.counts.items()]


def notice(code: str, number: int = 1) -> Problem:
    """The notice of a kind, with its count as measure."""
    zh, en = (text.format(n=number) for text in _TEXTS[code])
    return Problem(code, zh, en, measure=float(number), severity=Severity.NOTICE)


def summed_up(batches: Iterator[Batch], notices: Notices, options: ReadOptions) -> Iterator[Batch]:
    """The batches, the last one with the notices of the whole file.

    Raises ImportRefused where not one record was usable (the first reason is quoted) or there are too many.
    """
    read = usable = 0
    first: Problem | None = None
    held = Batch(np.empty(0, np.int64), {}, None)
    for batch in batches:
        if held.read or held.problems:
            yield held
        held = batch
        read, usable = read + batch.read, usable + len(batch.row)
        first = first or next((one for one in batch.problems if one.severity is Severity.REJECTED), None)
        if read > options.limits.records:
            raise _too_many(options.limits.records)
    if first is not None and not usable and read <= (options.first_records or read):
        raise ImportRefused(
            f"{read:,} 条记录都无法使用（第 {first.row} 条：{first.zh}），请重新导出文件。",
            f"none of the {read:,} records can be used (record {first.row}: {first.en}); export the file again.",
        )
    yield replace(held, problems=held.problems + notices.problems())


def most_records(options: ReadOptions) -> int:
    """How many records to read at most: one more than asked for tells that there are more."""
    return (options.first_records or options.limits.records) + 1


def _too_many(limit: int) -> ImportRefused:
    return ImportRefused(
        f"记录超过 {limit:,} 条的上限，请拆分后分批导入。",
        f"there are more than the {limit:,} records allowed; split the file and import the parts.",
    )


def check_columns(names: tuple[str, ...], options: ReadOptions) -> None:
    """Raises ImportRefused where a layer has more columns than the limit."""
    if len(names) > options.limits.columns:
        raise ImportRefused(
            f"有 {len(names):,} 列，超过 {options.limits.columns:,} 列的上限，请只导出需要的列。",
            f"there are {len(names):,} columns, over the limit of {options.limits.columns:,}; export only those needed.",
        )
