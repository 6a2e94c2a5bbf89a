"""A file that appears under its name only when it is whole."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geodata.errors import ExportRefused


@contextmanager
def whole_file(path: Path, *, force: bool) -> Iterator[Path]:
    """A place beside `path` to write to; moved to `path` at the end of the block, gone where that fails.

    Raises ExportRefused where the folder cannot be written to, or the file is there and force is not given.
    """
    _refuse_existing(path, force)
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{path.name[:40]}-", dir=path.parent))
    except OSError as problem:
        raise _no_place(path, problem) from None
    try:
        draft = folder / path.name
        yield draft
        _refuse_existing(path, force)
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.replace(path)
    except OSError as problem:
        raise _no_place(path, problem) from problem
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _refuse_existing(path: Path, force: bool) -> None:
    if path.is_dir() or (path.exists() and not force):
        raise ExportRefused(
            f"“{path.name}”已经存在，没有覆盖；加 --force 覆盖，或换一个文件名。",
            f"{path.name} exists and was not overwritten; add --force, or choose another name.",
        )


def _no_place(path: Path, problem: OSError) -> ExportRefused:
    reason = problem.strerror or type(problem).__name__
    return ExportRefused(
        f"不能写入文件夹“{path.parent}”（{reason}），请检查它是否存在、可写、有空间。",
        f"cannot write to the folder {path.parent} ({reason}); check that it exists, is writable and has room.",
    )
