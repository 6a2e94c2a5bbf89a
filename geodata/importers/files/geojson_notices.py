"""What is said about a whole GeoJSON file after its last record."""

from collections import Counter

from geodata.importers.report import Problem, Severity

_TEXTS = {
    "geometry_missing": ("{n} 条记录没有几何图形", "{n} records have no geometry"),
    "heights": ("{n} 条记录的坐标含高程，已略去", "heights of {n} records were left out"),
    "more_than_heights": (
        "{n} 条记录的坐标超过三个数，只取前两个",
        "positions of {n} records have more than three numbers; two were used",
    ),
    "collection_nested": (
        "{n} 条记录的几何集合有嵌套，已展开",
        "nested collections of {n} records were flattened",
    ),
    "collection_single": (
        "{n} 条记录的几何集合只含一个图形，已取出",
        "{n} collections hold a single geometry, which was taken out",
    ),
    "winding": (
        "{n} 条记录的边界线方向不合 RFC 7946（外环应逆时针），不影响使用",
        "rings of {n} records run against RFC 7946 (outer counterclockwise); nothing is lost",
    ),
    "bbox_differs": (
        "{n} 个 bbox 与图形不符（可能经纬度写反），未采用",
        "{n} bboxes do not fit their geometry (perhaps latitude first) and were not used",
    ),
    "too_precise": (
        "{n} 个坐标的小数位数超过实际意义",
        "{n} positions have more decimals than mean anything",
    ),
    "values_nested": (
        "{n} 个属性值是列表或对象，按 JSON 文字保留",
        "{n} values are lists or objects and are kept as JSON text",
    ),
}
_CODES = {"heights": "heights_dropped", "more_than_heights": "heights_dropped"}


def file_notices(counts: Counter[str]) -> list[Problem]:
    """One notice for each thing that was counted."""
    return [
        Problem(
            _CODES.get(code, code),
            zh.format(n=counts[code]),
            en.format(n=counts[code]),
            None,
            float(counts[code]),
            Severity.NOTICE,
        )
        for code, (zh, en) in _TEXTS.items()
        if counts[code]
    ]
