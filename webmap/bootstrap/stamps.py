"""Stamps: what a finished step was made from, so that the next start can skip it."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(paths: Iterable[Path], *words: str) -> str:
    """One hash of the contents of the files (sorted) and of some words."""
    digest = hashlib.sha256("\0".join(words).encode())
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def is_current(stamp: Path, value: str) -> bool:
    """Whether the step was finished with this fingerprint."""
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == value


def set_stamp(stamp: Path, value: str) -> None:
    """Remember that the step is finished."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value, encoding="utf-8")
