"""What kind of file some bytes are, by content first and by name only where content cannot tell."""

import codecs
import re
from enum import StrEnum
from pathlib import PurePath

from geodata.errors import ImportRefused

from .encodings import utf16_without_mark

START_BYTES = 65_536


class Kind(StrEnum):
    """The kinds of file that are read."""

    GEOJSON = "geojson"
    CSV = "csv"
    WORKBOOK = "workbook"
    SHAPEFILE = "shapefile"
    GPKG = "gpkg"
    GEODATABASE = "filegdb"
    FLATGEOBUF = "flatgeobuf"
    GML = "gml"
    KML = "kml"
    DXF = "dxf"
    OSM = "osm"


_MAGIC = (
    (b"SQLite format 3\x00", Kind.GPKG),
    (b"\x00\x00\x27\x0a", Kind.SHAPEFILE),
    (b"fgb\x03fgb", Kind.FLATGEOBUF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.WORKBOOK),
    (b"AutoCAD Binary DXF\r\n\x1a", Kind.DXF),
)
# What is met but not read: how it begins, what it is, what to do.
_FOREIGN = (
    (b"\x89PNG", "PNG 图片", "a PNG picture"),
    (b"\xff\xd8\xff", "JPEG 图片", "a JPEG picture"),
    (b"GIF8", "GIF 图片", "a GIF picture"),
    (b"II*\x00", "TIFF 图片或栅格", "a TIFF picture or raster"),
    (b"MM\x00*", "TIFF 图片或栅格", "a TIFF picture or raster"),
    (b"BM", "BMP 图片", "a BMP picture"),
    (b"%PDF", "PDF 文件", "a PDF"),
    (b"{\\rtf", "RTF 文档", "an RTF document"),
    (b"Rar!", "RAR 压缩包，请改用 zip", "a RAR archive; pack it as zip"),
    (b"7z\xbc\xaf", "7z 压缩包，请改用 zip", "a 7z archive; pack it as zip"),
    (b"BZh", "bzip2 压缩文件，请改用 zip", "a bzip2 file; pack it as zip"),
    (b"\xfd7zXZ", "xz 压缩文件，请改用 zip", "an xz file; pack it as zip"),
    (b"\x28\xb5\x2f\xfd", "zstd 压缩文件，请改用 zip", "a zstd file; pack it as zip"),
    (b"PAR1", "Parquet 文件，请另存为 GeoPackage 或 CSV", "a Parquet file; save it as GeoPackage or CSV"),
    (b"\x7fELF", "程序", "a program"),
    (b"MZ", "程序", "a program"),
)
_DWG = re.compile(rb"AC10[0-9]{2}|AC1\.|AC2\.|MC0\.0")
_DXF = re.compile(r"\s*(?:999\s*\r?\n[^\r\n]*\r?\n\s*)*0\s*\r?\n\s*SECTION", re.IGNORECASE)
_ROOT = re.compile(r"<(?:([\w.-]+):)?([A-Za-z_][\w.-]*)([^<>]*)")
_PROLOGUE = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^\[>]|\[.*?\])*>", re.DOTALL)
_DBF_VERSIONS = b"\x02\x03\x04\x05\x30\x31\x32\x43\x63\x83\x8b\x8c\xcb\xf5\xfb"
_SHAPEFILE_SIDES = {".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qpj", ".qix", ".cst"}
_BINARY_ENDINGS = {".shp", ".gpkg", ".fgb", ".pbf", ".xlsx", ".xls", ".xlsm", ".wkb", ".zip", ".kmz"}
_TELLING_ENDINGS = {".kml", ".gml", ".xml", ".dxf", ".osm"}
_JSON_STARTS = ("{", "[", "\x1e")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def kind_of(start: bytes, name: str) -> Kind:
    """The kind of a file that begins with these bytes; raises ImportRefused, with advice, for what is not read.

    zip, gzip and tar are told apart before.
    """
    ending = PurePath(name.lower()).suffix
    _refuse_known(start, name, ending)
    for magic, kind in _MAGIC:
        if start.startswith(magic) and not (kind == Kind.SHAPEFILE and ending == ".shx"):
            return kind
    if b"OSMHeader" in start[:64]:
        return Kind.OSM
    if ending in _BINARY_ENDINGS:
        raise _another_content(name, ending)
    if ending in _SHAPEFILE_SIDES and (ending != ".dbf" or start[:1] in _DBF_VERSIONS):
        raise _lonely_part(name, ending)
    return _kind_of_text(beginning(start, name), name, ending)


def _refuse_known(start: bytes, name: str, ending: str) -> None:
    if _DWG.match(start) or ending == ".dwg":
        raise ImportRefused(
            f"“{name}”是 AutoCAD DWG，无法直接读取，请在 AutoCAD 中另存为 DXF（R2000 或更新）。",
            f"{name} is an AutoCAD DWG, which cannot be read; save it as DXF (R2000 or later) in AutoCAD.",
        )
    for magic, zh, en in _FOREIGN:
        if start.startswith(magic) and (len(magic) > 2 or not _is_ascii_text(start)):
            raise _not_read(name, zh, en)


def _is_ascii_text(start: bytes) -> bool:
    return all(32 <= one < 127 or one in b"\t\r\n" for one in start[:512])


def beginning(start: bytes, name: str) -> str:
    """The beginning of a text file, decoded well enough to tell what it is; raises ImportRefused for no text."""
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return start[len(mark) :].decode(encoding, "replace")
    wide = utf16_without_mark(start)
    if wide is not None:
        return start.decode(wide, "replace")
    if b"\0" in start:
        raise _no_text(name, start.index(b"\0") + 1)
    return start.decode("utf-8", "replace")


def _kind_of_text(text: str, name: str, ending: str) -> Kind:
    stripped = text.lstrip()
    if stripped.startswith(_JSON_STARTS) and not (stripped.startswith("[") and ending in (".csv", ".tsv")):
        return Kind.GEOJSON
    if stripped.startswith("<"):
        return _kind_of_xml(stripped, name)
    if _DXF.match(text):
        return Kind.DXF
    if ending in (".geojson", ".json"):
        return Kind.GEOJSON
    if ending in _TELLING_ENDINGS:
        raise _another_content(name, ending)
    return Kind.CSV


def _another_content(name: str, ending: str) -> ImportRefused:
    return ImportRefused(
        f"“{name}”的内容与扩展名不符，不是有效的 {ending[1:].upper()} 文件，请重新导出或下载。",
        f"the content of {name} does not fit its name: it is no {ending[1:].upper()}; export or download it again.",
    )


def _kind_of_xml(text: str, name: str) -> Kind:
    root = _ROOT.search(_PROLOGUE.sub("", text))
    prefix, tag, rest = root.groups() if root else ("", "", "")
    prefix, tag = prefix or "", tag.lower()
    if tag == "kml" or (tag in ("document", "placemark", "folder") and "kml" in rest):
        return Kind.KML
    if tag in ("osm", "osmchange"):
        return Kind.OSM
    if "opengis.net/gml" in text or "opengis.net/wfs" in text or prefix == "gml":
        return Kind.GML
    if tag == "html" or "<html" in text[:2_000].lower() or text[:9].lower() == "<!doctype":
        raise _not_read(
            name, "网页（HTML），请确认下载的是数据文件", "a web page (HTML); download the data file itself"
        )
    if tag == "gpx":
        raise _not_read(name, "GPX 轨迹，请另存为 GeoJSON 或 KML", "a GPX track; save it as GeoJSON or KML")
    if tag == "workbook":
        raise _not_read(name, "Excel XML 表格，请另存为 xlsx", "an Excel XML sheet; save it as xlsx")
    raise _not_read(name, f"不认识的 XML（{tag[:30]}）", f"XML of an unknown kind ({tag[:30]})")


def _lonely_part(name: str, ending: str) -> ImportRefused:
    return ImportRefused(
        f"“{name}”只是 shapefile 的一部分（{ending}），没有图形；请把 .shp、.dbf、.shx、.prj 一起压缩成 zip。",
        f"{name} is only one part of a shapefile ({ending}) and has no geometry; zip it together with its .shp.",
    )


def _not_read(name: str, zh: str, en: str) -> ImportRefused:
    return ImportRefused(
        f"“{name}”是{zh}。可读取：GeoJSON、shapefile（zip）、GeoPackage、KML/KMZ、DXF、CSV、xlsx/xls、FlatGeobuf、GML、OSM。",
        f"{name} is {en}. What is read: GeoJSON, zipped shapefile, GeoPackage, KML/KMZ, DXF, CSV, xlsx/xls, FlatGeobuf, "
        "GML, OSM.",
    )


def _no_text(name: str, position: int) -> ImportRefused:
    return ImportRefused(
        f"“{name}”第 {position} 个字节是 NUL，既不是文本，也不是认识的格式：文件已损坏，或格式不支持。",
        f"byte {position} of {name} is NUL: neither text nor a known format; it is damaged or not supported.",
    )
