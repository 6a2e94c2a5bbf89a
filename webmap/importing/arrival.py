"""Files of an upload, written straight into the folder of their job; the first reason not to take them ends that."""

import io
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from geodata.errors import ImportRefused
from geodata.importers.files.contents import Limits
from geodata.importers.job_folder import JobFolder, safe_name

MOST_BYTES = Limits().bytes
# What an upload must leave free: reading takes up to twice the file, PostgreSQL needs room to write.
LEFT_FREE_BYTES = 1024**3
_SHAPEFILE = frozenset(
    {".shp", ".shx", ".dbf", ".prj", ".cpg", ".cst", ".qpj", ".qix", ".sbn", ".sbx", ".fbn", ".fbx", ".xml"}
)
_MEBI = 1024**2


@dataclass
class Arrived:
    """A file that has arrived: its own name, where it lies, its size in bytes."""

    name: str
    path: Path
    size: int = 0


class Arrival(FileUploadHandler):
    """Django's way to take files, into one job's folder; refusal says why it stopped."""

    chunk_size = 1024 * 1024

    def __init__(self, folder: JobFolder) -> None:
        super().__init__()
        self.files: list[Arrived] = []
        self.refusal: ImportRefused | None = None
        self.folder = folder
        self._open: BinaryIO | None = None

    def handle_raw_input(
        self, input_data: Any, meta: dict[str, Any], content_length: int, *rest: Any
    ) -> None:
        """Look at the announced length before anything is written."""
        self.refusal = too_large(content_length) or no_room(content_length)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Open the file under a plain name."""
        super().new_file(*args, **kwargs)
        if self.refusal is not None:
            raise StopUpload(connection_reset=False)
        if not self.files:
            self.folder.make()
        path = self.folder.upload / safe_name(self.file_name or "")
        if path.exists():
            self.refusal = ImportRefused(
                "一次只传一个文件；Shapefile 的几个部分（.shp、.dbf、.shx……）可以一起选。",
                "upload one file at a time; only the parts of a shapefile (.shp, .dbf, .shx ...) go together.",
            )
            raise StopUpload(connection_reset=False)
        self.files.append(Arrived(self.file_name or "", path))
        self._open = path.open("xb")
        path.chmod(0o600)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write on."""
        assert self._open is not None
        self._open.write(raw_data)
        self.files[-1].size += len(raw_data)
        self.refusal = too_large(sum(one.size for one in self.files))
        if self.refusal is not None:
            self._close()
            raise StopUpload(connection_reset=False)

    def file_complete(self, file_size: int) -> UploadedFile:
        """What stands in request.FILES: the name only."""
        self._close()
        return UploadedFile(io.BytesIO(), self.files[-1].name, size=file_size)

    def upload_interrupted(self) -> None:
        """Keep nothing of an upload that broke off."""
        self._close()

    def _close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def accepted(self) -> Arrived:
        """The file to import with the size of all its parts; raises ImportRefused where there is none."""
        if self.refusal is not None:
            raise self.refusal
        files = [one for one in self.files if one.size] or self.files
        if not files:
            raise ImportRefused("还没有选文件，请先选一个。", "no file was chosen; choose one first.")
        endings = {one.path.suffix for one in files}
        if len(files) > 1 and not (endings <= _SHAPEFILE and ".shp" in endings):
            raise ImportRefused(
                "一次只传一个文件；Shapefile 的几个部分要包括 .shp，也可以压缩成一个 zip。",
                "upload one file at a time; the parts of a shapefile must include the .shp, or be zipped.",
            )
        main = min(files, key=lambda one: one.path.suffix != ".shp")
        if not main.size:
            raise ImportRefused(f"文件“{main.name}”是空的。", f"the file {main.name} is empty.")
        return Arrived(main.name, main.path, sum(one.size for one in files))


def too_large(size: int) -> ImportRefused | None:
    """Why a file of this size (bytes) is too large; None where it is not."""
    if size <= MOST_BYTES + _MEBI:
        return None
    most = MOST_BYTES // _MEBI
    return ImportRefused(
        f"文件有 {size / _MEBI:,.0f} MiB，超过 {most:,} MiB 的上限，请拆分后分批导入。",
        f"the file has {size / _MEBI:,.0f} MiB, over the limit of {most:,} MiB; split it and import the parts.",
    )


def no_room(size: int) -> ImportRefused | None:
    """Why there is no room for a file of this size (bytes); None where there is."""
    settings.IMPORT_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.IMPORT_DIR).free
    if size * 3 + LEFT_FREE_BYTES <= free:
        return None
    return ImportRefused(
        f"服务器磁盘剩余 {free / _MEBI:,.0f} MiB，放不下这个文件，请联系维护人员清理。",
        f"the server's disk has {free / _MEBI:,.0f} MiB left, not enough for this file; ask maintenance to make room.",
    )
