"""A file of any kind, unpacked and given to the reader of its format."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path, PurePath, PurePosixPath

from geodata.errors import ImportRefused
from geodata.importers.report import Problem, Severity

from .archive import Member, unpack
from .contents import LayerFound, Opened, ReadOptions
from .gzip_file import inflate
from .signatures import START_BYTES, Kind, kind_of

# Kind → module, function, and the ending its library expects.
_READERS = {
    Kind.GEOJSON: ("geojson", "open_geojson", ".geojson"),
    Kind.CSV: ("delimited", "open_delimited", ".csv"),
    Kind.WORKBOOK: ("workbook", "open_workbook", None),
    Kind.SHAPEFILE: ("shapefile", "open_shapefile", ".shp"),
    Kind.GPKG: ("ogr", "open_gpkg", ".gpkg"),
    Kind.GEODATABASE: ("ogr", "open_filegdb", None),
    Kind.FLATGEOBUF: ("ogr", "open_flatgeobuf", ".fgb"),
    Kind.GML: ("ogr", "open_gml", ".gml"),
    Kind.KML: ("kml", "open_kml", ".kml"),
    Kind.DXF: ("dxf", "open_dxf", ".dxf"),
    Kind.OSM: ("osm", "open_osm", None),
}
_ZIP, _GZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"), b"\x1f\x8b"
_TAR_AT, _TAR = 257, b"ustar"
# Members of an archive that are no data of their own.
_BESIDE = {
    ".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qpj", ".qix", ".cst", ".xml", ".txt", ".md", ".pdf", ".png",
    ".jpg", ".jpeg", ".gif", ".doc", ".docx", ".html", ".htm", ".lyr", ".qml", ".sld", ".qgz", ".qgs", ".idx", ".ain",
    ".aih", ".atx", ".ixs", ".mxs", ".fbn", ".fbx", ".qmd", ".gfs", ".xsd", ".ini", ".url", ".log", ".lpk", ".mxd", ".wld",
    ".css", ".js", ".dae", ".tif", ".bmp", ".ico", ".svg", ".db",
}  # fmt: skip


@dataclass(frozen=True)
class _Dataset:
    """One thing in a file that can be read: the file (or folder) and the name people know."""

    kind: Kind
    path: Path
    name: str

    @property
    def title(self) -> str:
        """The name without its ending."""
        return PurePosixPath(self.name).stem


def open_file(options: ReadOptions, folder: Path) -> Opened:
    """A file as its format's reader presents it; raises ImportRefused for what cannot be read."""
    place = options.path.parent / "unpacked"
    place.mkdir()
    found = list(_datasets(options, place))
    if not found:
        raise ImportRefused(
            f"“{options.file_name}”里没有可以读取的数据文件（shp、gpkg、geojson、kml、csv、xlsx 等）。",
            f"{options.file_name} holds no data file that can be read (shp, gpkg, geojson, kml, csv, xlsx or the like).",
        )
    if len(found) == 1:
        return _open_only(found[0], options)
    return _open_one_of(found, options)


def _datasets(options: ReadOptions, place: Path) -> Iterator[_Dataset]:
    path, name = options.path, options.file_name
    start = _start(path)
    if start.startswith(_GZIP):
        inflated = place / "inflated"
        inflate(path, inflated, options.limits)
        path, name, start = inflated, _without_gz(name), _start(inflated)
        if not start or start.startswith((*_ZIP, _GZIP)):
            raise ImportRefused(
                "gzip 里是空的或还有压缩包，请先解开。", "the gzip is empty or holds an archive; unpack it."
            )
    if start[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        raise ImportRefused(
            f"“{name}”是 tar 包，请改用 zip。", f"{name} is a tar archive; pack the files as zip."
        )
    if not start.startswith(_ZIP):
        yield _Dataset(kind_of(start, name), path, PurePath(name).name)
    elif _is_workbook(path):
        yield _Dataset(Kind.WORKBOOK, path, PurePath(name).name)
    else:
        yield from _in_archive(unpack(path, place, options.limits), _is_kmz(name))


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(START_BYTES)


def _without_gz(name: str) -> str:
    return name[:-3] if name.lower().endswith(".gz") else name


def _is_kmz(name: str) -> bool:
    return name.lower().endswith(".kmz")


def _is_workbook(path: Path) -> bool:
    from .workbook import is_packed_workbook

    return is_packed_workbook(path)


def _in_archive(members: list[Member], is_kmz: bool) -> Iterator[_Dataset]:
    """The datasets among an archive's members; sides of shapefiles, pictures and papers are none."""
    geodatabases = {
        one.path.parent: one.original.parent for one in members if one.path.parent.suffix == ".gdb"
    }
    for path, original in geodatabases.items():
        yield _Dataset(Kind.GEODATABASE, path, str(original))
    plain = [one for one in members if one.path.parent not in geodatabases]
    if is_kmz:
        plain = _main_document(plain)
    for one in plain:
        if one.path.suffix not in _BESIDE or len(plain) == 1:
            yield from _member(one)


def _main_document(members: list[Member]) -> list[Member]:
    """The document of a KMZ: doc.kml, else the first .kml."""
    documents = [one for one in members if one.path.suffix == ".kml"]
    named = [one for one in documents if one.original.name.lower() == "doc.kml"]
    return (named or documents or members)[:1]


def _member(one: Member) -> Iterator[_Dataset]:
    start = _start(one.path)
    name = str(one.original)
    if not start:
        raise ImportRefused(f"压缩包里的“{name}”是空的。", f"{name} in the archive is empty.")
    if start.startswith(_ZIP) and not _is_workbook(one.path):
        raise ImportRefused(f"无法读取压缩包里的“{name}”。", f"{name} in the archive cannot be read.")
    kind = Kind.WORKBOOK if start.startswith(_ZIP) else kind_of(start, name)
    yield _Dataset(kind, one.path, name)


def _open_only(dataset: _Dataset, options: ReadOptions) -> Opened:
    title = dataset.title
    inner = None if options.layer == title and dataset.kind == Kind.SHAPEFILE else options.layer
    opened = _open(dataset, replace(options, layer=inner))
    if dataset.kind != Kind.SHAPEFILE:
        return opened
    return replace(opened, layer=title, layers=tuple(replace(one, name=title) for one in opened.layers))


def _open_one_of(found: list[_Dataset], options: ReadOptions) -> Opened:
    """The dataset asked for, else the first, with all of them told as layers."""
    titles = _titles(found)
    chosen, inner = _choice(titles, options.layer)
    opened = _open(found[chosen], replace(options, layer=inner))
    layers = [
        LayerFound(title, -1, "")
        if number != chosen or not opened.layers
        else replace(opened.layers[0], name=title)
        for number, title in enumerate(titles)
    ]
    if options.layer is None:
        opened.problems.append(_several(titles))
    return replace(opened, layers=tuple(layers), layer=titles[chosen])


def _titles(found: list[_Dataset]) -> list[str]:
    short = [one.title for one in found]
    return [one.name if short.count(one.title) > 1 else one.title for one in found]


def _choice(titles: list[str], layer: str | None) -> tuple[int, str | None]:
    """The place of the dataset asked for, and the layer inside it (dataset/layer)."""
    if layer is None:
        return 0, None
    for number, title in enumerate(titles):
        if layer == title:
            return number, None
        if layer.startswith(title + "/"):
            return number, layer[len(title) + 1 :]
    shown = "、".join(titles[:40])
    raise ImportRefused(
        f"文件里没有图层“{layer}”。现有：{shown}。", f"the file has no layer {layer}. It has: {shown}."
    )


def _several(titles: list[str]) -> Problem:
    shown = "、".join(titles[:10])
    return Problem(
        "several_layers",
        f"文件里有 {len(titles)} 个图层（{shown}），读取的是“{titles[0]}”",
        f"the file holds {len(titles)} layers ({shown}); {titles[0]} was read",
        None,
        float(len(titles)),
        Severity.NOTICE,
    )


def _open(dataset: _Dataset, options: ReadOptions) -> Opened:
    module, function, ending = _READERS[dataset.kind]
    try:
        reader = getattr(import_module(f"{__package__}.{module}"), function)
    except (ModuleNotFoundError, AttributeError):
        raise ImportRefused(
            f"暂不支持 {dataset.kind} 格式。", f"the format {dataset.kind} is not supported yet."
        ) from None
    path = dataset.path
    if ending is not None and path.suffix != ending and dataset.kind != Kind.SHAPEFILE:
        path = path.rename(path.with_suffix(ending))
    opened: Opened = reader(path, replace(options, path=path, name=dataset.name))
    return opened
