"""DXF drawings: every shape a record with its drawing layer and text; closed lines become polygons; no CRS is ever known."""

import codecs
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from shapely import GeometryType

from geodata.errors import ImportRefused

from .batch import Batch
from .contents import CrsFound, EncodingFound, LayerFound, Opened, ReadOptions, Reason
from .dxf_outline import Outline, read_outline
from .encodings import find_encoding
from .gdal_files import GdalFile, gdal_file, refuse_pointer
from .notices import Notices, summed_up
from .ogr import GDAL_ERRORS, OgrLayer, cannot_open, layer_batches

# All drawing layers together, as GDAL calls them.
ALL_LAYERS = "entities"
COLUMNS = ("Layer", "Text", "SubClasses", "Linetype", "EntityHandle")
_BINARY = b"AutoCAD Binary DXF"
_DWG = re.compile(rb"AC10\d\d")
_VERSION = re.compile(rb"\$ACADVER\s+1\s+AC(\d{4})")
_CODE_PAGE = re.compile(rb"\$DWGCODEPAGE\s+3\s+([\w-]{1,30})")
_START = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:\s*999[^\n]*\n[^\n]*\n)*\s*0\s*\r?\n\s*SECTION", re.IGNORECASE)
_HEADER = re.compile(rb"\n\s*2\s*\r?\n\s*HEADER\b")
# GDAL looks for the encoding in the header only.
_NO_HEADER = "0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1021\n0\nENDSEC\n"
# From this version on (R2007) texts are UTF-8 whatever the code page says.
_FIRST_UTF8 = 1021
_HEAD_BYTES = 1 << 18
_CHUNK = 1 << 20
_MOST_TEXTS = 20_000
_LINES_SEARCHED = 5_000_000
_LONGEST_LINE = 1 << 16
_ON_MAP = '("PaperSpace" IS NULL OR "PaperSpace" = 0)'
_RING_POINTS = 4


def open_dxf(path: Path, options: ReadOptions) -> Opened:
    """A text DXF; options.layer is a drawing layer. Raises ImportRefused for DWG, binary DXF and endless blocks."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    _check(head)
    encoding = _encoding(path, head, options)
    file = _as_utf8(path, encoding.name, _NO_HEADER if not _HEADER.search(head) else "")
    outline = read_outline(Path(file.path))
    layer = _layer(file, outline, options)
    notices = Notices()
    notices.count("paper_space", outline.paper)
    batches = (_dressed(batch, outline, notices) for batch in layer_batches(layer, notices, options))
    return Opened(
        format="dxf",
        layers=tuple(_layers_found(outline)),
        layer=options.layer or ALL_LAYERS,
        columns=COLUMNS,
        encoding=encoding,
        crs=_crs(outline),
        batches=summed_up(batches, notices, options),
    )


def _check(head: bytes) -> None:
    if head.startswith(_BINARY):
        raise ImportRefused(
            "这是二进制 DXF，请在 CAD 中另存为文本（ASCII）DXF。",
            "this is a binary DXF; save it as a text (ASCII) DXF in the CAD program.",
        )
    if _DWG.match(head):
        raise ImportRefused(
            "这是 DWG 文件，请在 CAD 中另存为 DXF。", "this is a DWG; save it as DXF in the CAD program."
        )
    refuse_pointer(head)
    if not _START.match(head):
        start = head[:16].decode("ascii", "replace")
        raise ImportRefused(
            f"不是 DXF 文件（开头是“{start}”），请检查文件。",
            f"this is no DXF (it begins with {start!r}); check the file.",
        )


def _encoding(path: Path, head: bytes, options: ReadOptions) -> EncodingFound:
    version, page = _VERSION.search(head), _CODE_PAGE.search(head)
    is_utf8 = version is not None and int(version[1]) >= _FIRST_UTF8
    declared = "utf-8" if is_utf8 else page[1].decode() if page else None
    return find_encoding(_texts(path), declared, options.encoding)


def _texts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        lines = iter(lambda: file.readline(_LONGEST_LINE), b"")
        texts = (line.strip() for line in islice(lines, _LINES_SEARCHED) if not line.isascii())
        yield from islice(texts, _MOST_TEXTS)


def _as_utf8(path: Path, encoding: str, start: str) -> GdalFile:
    """The drawing in UTF-8 after `start`: GDAL would take half a Chinese character for a formatting mark."""
    folder = tempfile.TemporaryDirectory(prefix="drawing-", ignore_cleanup_errors=True)
    place = Path(folder.name) / "drawing.dxf"
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    with path.open("rb") as source, place.open("w", encoding="utf-8", newline="") as out:
        out.write(start)
        while block := source.read(_CHUNK):
            out.write(decoder.decode(block).removeprefix("\ufeff"))
        out.write(decoder.decode(b"", True))
    return GdalFile(gdal_file(place, ".dxf").path, folder)


def _layer(file: GdalFile, outline: Outline, options: ReadOptions) -> OgrLayer:
    where = _ON_MAP
    if options.layer not in (None, ALL_LAYERS):
        if options.layer not in outline.layers:
            names = list(outline.layers)[:20]
            raise ImportRefused(
                f"没有图层“{options.layer}”，可选：{'、'.join(names)}。",
                f"there is no layer {options.layer}; choose one of: {', '.join(names)}.",
            )
        where += ' AND "Layer" = \'' + str(options.layer).replace("'", "''") + "'"
    try:
        info: dict[str, Any] = pyogrio.read_info(file.path, layer=ALL_LAYERS)
    except GDAL_ERRORS as problem:
        raise cannot_open(problem, file) from None
    return OgrLayer(file, ALL_LAYERS, info | {"features": -1}, {"where": where})


def _layers_found(outline: Outline) -> Iterator[LayerFound]:
    yield LayerFound(ALL_LAYERS, -1, "Geometry")
    for name, shapes in sorted(outline.layers.items()):
        if shapes:
            yield LayerFound(name, -1 if outline.drawing.inserts else shapes, "Geometry")


def _crs(outline: Outline) -> CrsFound:
    zh, en = outline.units_text
    unit_zh, unit_en = (f"，图形单位为{zh}", f"; its unit is {en}") if zh else ("", "")
    reason = Reason(f"DXF 不含坐标系{unit_zh}", f"a DXF has no coordinate system{unit_en}")
    return CrsFound(None, f"DXF {zh}".strip(), reason)


def _dressed(batch: Batch, outline: Outline, notices: Notices) -> Batch:
    """The batch with closed lines as polygons and only the columns people use."""
    if batch.geometry is None or not batch.values:
        return batch
    values = {name: [value or None for value in batch.values[name]] for name in COLUMNS}
    notices.count("hidden_layers", sum(name in outline.hidden for name in values["Layer"]))
    return replace(batch, values=values, geometry=_closed_as_polygons(batch.geometry, notices))


def _closed_as_polygons(geometry: NDArray[np.object_], notices: Notices) -> NDArray[np.object_]:
    lines = shapely.get_type_id(geometry) == GeometryType.LINESTRING
    closed = lines & shapely.is_closed(geometry) & (shapely.get_num_points(geometry) >= _RING_POINTS)
    out = geometry.copy()
    if closed.any():
        coordinates, index = shapely.get_coordinates(geometry[closed], return_index=True)
        out[closed] = shapely.polygons(shapely.linearrings(coordinates, indices=index))
    notices.count("closed_lines", closed.sum())
    return out
