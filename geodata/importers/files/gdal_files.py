"""Files handed to GDAL: a plain path it cannot take for anything else, and settings that keep it from looking further.

GDAL reads meaning into names (/vsicurl/, http://, archive.zip!member) and picks a driver by content. So a name
outside a narrow alphabet is replaced by a link with a plain one, and every caller checks the magic of its format first.
"""

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyogrio

from geodata.errors import ImportRefused

_PLAIN = re.compile(r"[\w/ ().-]+")
_SPECIAL = re.compile(r"/vsi|\.zip$|\.tar|\.gz$|\.tgz$", re.IGNORECASE)
# Formats that are only pointers to other places; a text file must not begin like one of them.
_POINTERS = (b"<OGRVRT", b"<VRTDataset", b"<GDAL_", b"<OGRWFS", b"<WFS", b'"gdal_virtual', b"vsicurl")
_HEAD_BYTES = 8_192
_SETTINGS = {
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "GDAL_HTTP_MAX_RETRY": "0",
    "GDAL_HTTP_TIMEOUT": "1",
    "GDAL_NUM_THREADS": "1",
    "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "NO",
    "GML_SKIP_CORRUPTED_FEATURES": "YES",
    "OGR_GPKG_NUM_THREADS": "1",
    "DXF_CLOSED_LINE_AS_POLYGON": "NO",
    "DXF_ENCODING": "UTF-8",
    "DXF_FEATURE_LIMIT_PER_BLOCK": "-1",
    "DXF_MERGE_BLOCK_GEOMETRIES": "FALSE",
    "OSM_MAX_TMPFILE_SIZE": "512",
    "OSM_COMPRESS_NODES": "YES",
}


@dataclass(frozen=True)
class GdalFile:
    """A path GDAL takes for a plain file; `link` keeps a folder of its own alive as long as this object."""

    path: str
    link: Any = None


def gdal_file(path: Path, suffix: str) -> GdalFile:
    """The file (or folder) under a name that ends in suffix and means nothing else to GDAL."""
    pyogrio.set_gdal_config_options(_SETTINGS | {"CPL_TMPDIR": tempfile.gettempdir()})
    real = path.resolve()
    text = str(real)
    plain = _PLAIN.fullmatch(text) and not _SPECIAL.search(text) and text.lower().endswith(suffix)
    if plain:
        return GdalFile(text)
    folder = tempfile.TemporaryDirectory(prefix="named-", ignore_cleanup_errors=True)
    place = Path(folder.name).resolve() / f"data{suffix}"
    place.symlink_to(real)
    return GdalFile(str(place), folder)


def head_of(path: Path) -> bytes:
    """The first bytes of a file, to tell its format by."""
    with path.open("rb") as file:
        return file.read(_HEAD_BYTES)


def refuse_pointer(head: bytes) -> None:
    """Raises ImportRefused for a file that only points to data elsewhere."""
    if any(mark in head for mark in _POINTERS):
        raise ImportRefused(
            "文件只是指向其他数据的说明（VRT 等），没有读取；请提供数据本身。",
            "the file only points to data elsewhere (VRT or the like) and was not read; send the data itself.",
        )
