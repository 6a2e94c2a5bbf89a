"""Where PostgreSQL's programs are, and whether the PostGIS beside them is new enough."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from .errors import SetUpError

OLDEST_POSTGIS = (3, 3)
OLDEST_POSTGRESQL = 15
PACKAGES = ("postgresql-15", "postgresql-15-postgis-3")
_DEBIAN = Path("/usr/lib/postgresql")


def version_tuple(text: str) -> tuple[int, ...]:
    """The leading numbers of a version, so that they compare.

    >>> version_tuple("3.3.2dev"), version_tuple("15.18 (Debian)")
    ((3, 3, 2), (15, 18))
    """
    match = re.match(r"\d+(\.\d+)*", text)
    return tuple(int(part) for part in match.group().split(".")) if match else ()


def _candidates() -> list[Path]:
    """Folders that may hold initdb, newest PostgreSQL first; PG_BINDIR comes before all."""
    named = os.environ.get("PG_BINDIR")
    if named:
        return [Path(named)]
    installed = sorted(_DEBIAN.glob("*/bin"), key=lambda path: version_tuple(path.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    return installed + ([Path(on_path).resolve().parent] if on_path else [])


def postgis_version(bindir: Path) -> str:
    """The PostGIS version that PostgreSQL in bindir can install, '' where it has none."""
    if bindir.is_relative_to(_DEBIAN):
        share = Path("/usr/share/postgresql") / bindir.parent.name
    else:
        answer = subprocess.run(
            [bindir / "pg_config", "--sharedir"], capture_output=True, text=True, check=False
        )
        share = Path(answer.stdout.strip())
    control = share / "extension" / "postgis.control"
    if not control.is_file():
        return ""
    found = re.search(r"default_version\s*=\s*'([^']+)'", control.read_text(encoding="utf-8"))
    return found.group(1) if found else ""


def find_bindir() -> Path | None:
    """The folder of the newest PostgreSQL that has PostGIS, None where there is none."""
    for bindir in _candidates():
        if (bindir / "initdb").exists() and postgis_version(bindir):
            return bindir
    return None


def bindir() -> Path:
    """The folder of PostgreSQL's programs.

    Raises SetUpError where there is none or its PostGIS is older than OLDEST_POSTGIS.
    """
    found = find_bindir()
    if found is None:
        packages = " ".join(PACKAGES)
        raise SetUpError(
            f"没有找到带 PostGIS 的 PostgreSQL，请安装：apt-get install {packages}",
            f"PostgreSQL with PostGIS is missing: apt-get install {packages}",
        )
    refuse_old_postgis(postgis_version(found))
    return found


def major_version(programs: Path) -> str:
    """The major version of the PostgreSQL in a folder."""
    answer = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=True)
    return str(version_tuple(answer.stdout.split()[2])[0])


def refuse_old_postgresql(major: int) -> None:
    """Raises SetUpError where PostgreSQL is older than OLDEST_POSTGRESQL."""
    if major < OLDEST_POSTGRESQL:
        raise SetUpError(
            f"PostgreSQL {major} 太旧，请升级到 {OLDEST_POSTGRESQL} 或更新版本",
            f"PostgreSQL {major} is too old: upgrade to {OLDEST_POSTGRESQL} or newer",
        )


def refuse_old_postgis(version: str) -> None:
    """Raises SetUpError where PostGIS ('' = none) is older than OLDEST_POSTGIS."""
    if not version:
        raise SetUpError(
            "该数据库没有 PostGIS，请让管理员执行 CREATE EXTENSION postgis",
            "PostGIS is not in this database: CREATE EXTENSION postgis",
        )
    if version_tuple(version) < OLDEST_POSTGIS:
        raise SetUpError(
            f"PostGIS {version} 太旧，请升级到 3.3 或更新版本",
            f"PostGIS {version} is too old: upgrade to 3.3 or newer",
        )
