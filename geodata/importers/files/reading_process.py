"""The process that reads one file: `python -m geodata.importers.files.reading_process FOLDER`.

The folder holds request.json and the file; the process confines itself, reads, and leaves contents.part with the
batches, or refused.json. Lines on its standard output tell how many records were read so far.
"""

import gc
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .confinement import confine, watch

if TYPE_CHECKING:
    from .contents import ReadOptions

REFUSED = 3
_REQUEST, _REFUSAL = "request.json", "refused.json"


def main(arguments: list[str]) -> int:
    """The exit code: 0 read, 3 refused with a reason in the folder."""
    folder = Path(arguments[0]).resolve()
    request = json.loads((folder / _REQUEST).read_text(encoding="utf-8"))
    limits = request["limits"]
    confine(folder, limits["memory_bytes"], limits["inflated_bytes"], limits["seconds"])
    refusal = _read(request, folder)
    if refusal is None:
        return 0
    (folder / _REFUSAL).write_text(json.dumps(refusal), encoding="utf-8")
    return REFUSED


def _read(request: dict[str, Any], folder: Path) -> tuple[str, str] | None:
    """Read the file as requested; the refusal in both languages where it cannot be used."""
    # Only now, confined, is anything loaded that starts threads or parses.
    from .contents import Limits, ReadOptions

    limits = Limits(**request.pop("limits"))
    options = ReadOptions(path=folder / request.pop("path"), limits=limits, **request)
    watch(folder)
    # Records are trees, not cycles: looking for cycles among millions of positions would take most of the time.
    gc.disable()
    return read_or_refuse(folder, options)


def read_or_refuse(folder: Path, options: "ReadOptions") -> tuple[str, str] | None:
    """Read a file into the folder; the refusal in both languages where it cannot be used or takes too much."""
    from geodata.errors import ImportRefused

    from .endings import DISK_FULL, NESTED_TOO_DEEP, OUT_OF_MEMORY

    try:
        _read_into(folder, options)
    except ImportRefused as refused:
        return refused.zh, refused.en
    except MemoryError:
        return OUT_OF_MEMORY
    except RecursionError:
        return NESTED_TOO_DEEP
    except OSError as problem:
        if problem.errno in DISK_FULL.numbers:
            return DISK_FULL.zh, DISK_FULL.en
        raise
    return None


def _read_into(folder: Path, options: "ReadOptions") -> None:
    """Read every batch, store it in the folder and tell of it; raises ImportRefused where that cannot be done."""
    from .formats import open_file
    from .limits_kept import kept_to
    from .running_account import RunningAccount
    from .stored_batches import store_batch
    from .stored_contents import store_contents

    opened = open_file(options, folder)
    account = RunningAccount()
    kept = kept_to(opened.batches, options)
    for number, batch in enumerate(kept):
        account.add(batch, store_batch(batch, folder, number))
        kept.check_size(account.bytes)
        print(f"read {account.read}", flush=True)
    if not kept.truncated:
        account.refuse_useless()
    contents = account.contents(opened, options, kept.truncated)
    contents.folder = folder
    store_contents(contents)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
