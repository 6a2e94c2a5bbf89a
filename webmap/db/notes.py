"""What is remembered about each database: its measuring CRS, fixed at the first migration."""

import json
from pathlib import Path

from .errors import SetUpError

Note = dict[str, object]


def note_path(base_dir: Path, name: str) -> Path:
    """The file that remembers a database."""
    return base_dir / ".local" / "databases" / f"{name}.json"


def read_note(base_dir: Path, name: str) -> Note:
    """What is remembered about a database, empty for a new one."""
    path = note_path(base_dir, name)
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def write_note(base_dir: Path, name: str, **changes: object) -> None:
    """Remember more about a database."""
    path = note_path(base_dir, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(read_note(base_dir, name) | changes, indent=1) + "\n", encoding="utf-8")
    fresh.replace(path)


def fix_srid(base_dir: Path, name: str, srid: int | None, default: int) -> int:
    """The measuring SRID of a database: the remembered one, else srid, else default; then remembered.

    Raises SetUpError where srid differs from the remembered one.
    """
    known = read_note(base_dir, name).get("measure_srid")
    if known is not None and srid not in (None, known):
        raise SetUpError(
            f"数据库 {name} 的量算坐标系已定为 EPSG:{known}，不能改成 EPSG:{srid}；请换一个 DB_NAME",
            f"database {name} measures in EPSG:{known} for good, not EPSG:{srid}: choose another DB_NAME",
        )
    chosen = int(known) if isinstance(known, int) else (srid or default)
    if known is None:
        write_note(base_dir, name, measure_srid=chosen)
    return chosen


def forget(base_dir: Path, name: str) -> None:
    """Remember nothing about a database any more (it is new)."""
    note_path(base_dir, name).unlink(missing_ok=True)
