"""Whether a format can hold what is asked for, and what the file is called."""

from pathlib import Path

from geodata.errors import ExportRefused
from geodata.rules.datums import Datum
from geodata.rules.export_kinds import ENDINGS, FORMAT_NAMES, Format, format_of_name
from geodata.rules.import_kinds import KIND_TITLES

from .kind import ExportKind, Shape
from .options import ExportOptions
from .target import Target

_DRAWN = (Format.GEOJSON, Format.GPKG, Format.SHAPEFILE)
_TABLES = (Format.CSV, Format.XLSX)


def format_of(options: ExportOptions) -> Format:
    """The format told, else the one of the file's ending; raises ExportRefused where neither tells."""
    form = options.format or format_of_name(options.path.name)
    if form is None:
        endings = "、".join(ENDINGS.values())
        raise ExportRefused(
            f"看不出“{options.path.name}”是什么格式：请用 {endings} 结尾（Shapefile 打包成 .zip），或用 --format 指定。",
            f"{options.path.name} tells no format: end it in one of {endings.replace('、', ', ')} (a shapefile is "
            "packed as .zip), or give --format.",
        )
    return form


def refuse_unfit(kind: ExportKind, form: Format, to: Target, options: ExportOptions) -> None:
    """Raises ExportRefused where the format cannot hold the kind, and names those that can."""
    if kind.levelled and options.asked.level is None:
        raise ExportRefused("请用 --level 指定层级。", "name the level with --level.")
    if options.asked.first and options.asked.last and options.asked.first > options.asked.last:
        raise ExportRefused(
            f"起始日 {options.asked.first} 晚于截止日 {options.asked.last}。",
            f"the first day {options.asked.first} is after the last day {options.asked.last}.",
        )
    if form is Format.GEOJSON and not to.in_degrees:
        raise ExportRefused(
            f"GeoJSON 按 RFC 7946 只用经纬度，不能写 EPSG:{to.srid} 的坐标。请改用 GeoPackage 或 Shapefile，或不指定坐标系。",
            f"GeoJSON holds longitude and latitude only (RFC 7946), no EPSG:{to.srid}; use GeoPackage or a shapefile, "
            "or leave the CRS out.",
        )
    if form is Format.SHAPEFILE and kind.shape is Shape.NONE:
        raise _unfit(
            kind, form, (Format.CSV, Format.XLSX, Format.GPKG, Format.GEOJSON), "没有图形", "has no geometry"
        )
    drawn = kind.shape not in (Shape.POINT, Shape.NONE)
    if drawn and form in _TABLES and not (options.wkt and form is Format.CSV):
        raise _unfit(
            kind,
            form,
            _DRAWN,
            "是线或面，表格放不下图形",
            "is lines or polygons, which a table does not hold",
        )
    if options.wkt and not (drawn and form is Format.CSV):
        raise ExportRefused(
            "WKT 列只用于线和面的 CSV。", "a column of WKT is for lines and polygons in CSV only."
        )


def _unfit(kind: ExportKind, form: Format, others: tuple[Format, ...], zh: str, en: str) -> ExportRefused:
    title = KIND_TITLES[kind.name]
    names = [FORMAT_NAMES[one] for one in others]
    more_zh = "（CSV 也可加 --wkt 用一列文字写图形）" if form is Format.CSV else ""
    more_en = " (CSV with --wkt writes it as a column of text)" if form is Format.CSV else ""
    return ExportRefused(
        f"“{title.zh}”{zh}，不能导出为 {FORMAT_NAMES[form]}。可用：{'、'.join(names)}{more_zh}。",
        f"{title.en} {en}, so there is no {FORMAT_NAMES[form]} of it. Use {', '.join(names)}{more_en}.",
    )


def named_for_datum(path: Path, to: Target) -> Path:
    """The path with a shifted datum in its name: the file itself looks like WGS 84."""
    if to.datum is Datum.WGS84 or str(to.datum) in path.stem.lower():
        return path
    return path.with_name(f"{path.stem}_{to.datum}{path.suffix}")
