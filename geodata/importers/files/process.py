"""Reading a file in a process of its own: what comes back is its checked contents or a refusal."""

import json
import logging
import os
import re
import selectors
import shutil
import subprocess
import sys
import tempfile
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from .contents import Contents, ReadOptions
from .endings import broken_off, too_slow
from .intake import TakenIn, take_in
from .reading_process import REFUSED
from .stored_contents import RESULT_NAMES, load_contents, load_refusal, publish

Progress = Callable[[int], None]

_log = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[3]
_TELLS = re.compile(rb"read (\d{1,12})$")
_LONGEST_LINE = 100
_OWN_NAMES = (*RESULT_NAMES, "request.json", "stderr.txt")
# Drivers that fetch or follow references; none of them is needed to read a file.
_REMOTE_DRIVERS = (
    "HTTP,WFS,OAPIF,OGCAPI,CSW,WMS,WMTS,WCS,Elasticsearch,Carto,AmigoCloud,NGW,PLSCENES,EEDA,EEDAI,ADBC,GDALG,"
    "OGR_VRT,VRT,MVT,PMTiles,MBTiles,STACIT,GPSBabel,PGDUMP,AIVector,LIBKML,KML,GeoRSS,GTFS,VDV"
)
_ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "PYTHONUTF8": "1",
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "GDAL_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "GDAL_SKIP": _REMOTE_DRIVERS,
    "OGR_SKIP": _REMOTE_DRIVERS,
    "GDAL_CACHEMAX": "64",
    "GDAL_DISABLE_READDIR_ON_OPEN": "TRUE",
    "GDAL_HTTP_TIMEOUT": "1",
    "GDAL_HTTP_CONNECTTIMEOUT": "1",
    "GDAL_HTTP_MAX_RETRY": "0",
    "GDAL_HTTP_PROXY": "127.0.0.1:9",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "{none}",
    "CPL_CURL_GZIP": "NO",
    "CPL_DEBUG": "OFF",
    "GML_SKIP_RESOLVE_ELEMS": "ALL",
    "GML_DOWNLOAD_SCHEMA": "NO",
    "OGR_GEOJSON_MAX_OBJ_SIZE": "200",
    "OSM_USE_CUSTOM_INDEXING": "YES",
    "PROJ_NETWORK": "OFF",
}  # fmt: skip


def read_file(options: ReadOptions, folder: Path | None = None, progress: Progress | None = None) -> Contents:
    """What a file holds, read in a confined process of its own.

    folder: where the result is kept for contents_in; without one it lives as long as the contents or a walk over
    their batches. progress is told the number of records read so far and may raise to stop the reading. Raises
    ImportRefused with the reason where the file cannot be used or takes more than its limits.
    """
    place = _temporary_folder() if folder is None else _emptied(folder)
    try:
        with _workshop(place) as work:
            taken = take_in(options, work)
            _write_request(options, taken, place)
            _run(place, work, options.limits.seconds, progress)
        publish(place, options.file_name, taken.sha256, taken.size)
        return load_contents(place)
    except BaseException:
        _clear(place)
        raise


def contents_in(folder: Path) -> Contents:
    """What an earlier reading left in this folder; raises ImportRefused where there is no whole result."""
    return load_contents(folder)


class _KeptFolder(type(Path())):  # type: ignore[misc]
    """A folder that is removed once nobody holds its path any more."""


def _temporary_folder() -> Path:
    place = _KeptFolder(tempfile.mkdtemp(prefix="gridatlas-reading-"))
    weakref.finalize(place, shutil.rmtree, str(place), True)
    return place


def _emptied(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder)
    return folder


def _clear(place: Path) -> None:
    """Remove what a reading leaves in a folder."""
    for path in [place / name for name in _OWN_NAMES] + list(place.glob("batch_*")):
        path.unlink(missing_ok=True)


@contextmanager
def _workshop(place: Path) -> Iterator[Path]:
    """A folder for the copy and all that is unpacked from it, gone afterwards."""
    work = place / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _write_request(options: ReadOptions, taken: TakenIn, place: Path) -> None:
    told = asdict(options) | {"path": str(taken.path.relative_to(place)), "name": options.file_name}
    (place / "request.json").write_text(json.dumps(told), encoding="utf-8")


def _run(place: Path, work: Path, seconds: float, progress: Progress | None) -> None:
    """Let the reading process read; raises ImportRefused where it refused, broke off or was too slow."""
    command = [sys.executable, "-P", "-s", "-B", "-m", "geodata.importers.files.reading_process", str(place)]
    environment = _ENVIRONMENT | {"PYTHONPATH": str(_ROOT), "TMPDIR": str(work), "CPL_TMPDIR": str(work)}
    errors = place / "stderr.txt"
    with errors.open("wb") as said:
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said, env=environment, cwd=work,
            start_new_session=True,
        )  # fmt: skip
    try:
        code = _wait(child, seconds, progress)
    finally:
        child.kill()
        child.wait()
        child.stdout.close()  # type: ignore[union-attr]
    if code == REFUSED:
        raise load_refusal(place)
    if code != 0:
        _log.warning("the reading process ended with %s: %s", code, _end_of(errors))
        raise broken_off(code, seconds)


def _wait(child: "subprocess.Popen[bytes]", seconds: float, progress: Progress | None) -> int:
    """The child's exit code, its progress passed on; raises ImportRefused when its time is over."""
    deadline = time.monotonic() + seconds
    for line in _lines(child.stdout, deadline):  # type: ignore[arg-type]
        told = _TELLS.match(line)
        if told and progress is not None:
            progress(int(told[1]))
    try:
        return child.wait(max(deadline - time.monotonic(), 0))
    except subprocess.TimeoutExpired:
        raise too_slow(seconds) from None


def _lines(stream: BinaryIO, deadline: float) -> Iterator[bytes]:
    """The lines of a pipe until its end or the deadline, without ever waiting longer or keeping a long line."""
    rest = b""
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while (left := deadline - time.monotonic()) > 0:
            if not selector.select(left):
                return
            chunk = os.read(stream.fileno(), 65_536)
            if not chunk:
                return
            *lines, rest = (rest + chunk).split(b"\n")
            yield from lines
            rest = rest[-_LONGEST_LINE:]


def _end_of(path: Path) -> str:
    with suppress(OSError):
        return path.read_bytes()[-2_000:].decode("utf-8", "replace")
    return ""
