"""Which system packages are missing for what is about to run, and their installation on Debian and Ubuntu."""

import ctypes.util
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from webmap.db.account import is_root
from webmap.db.binaries import PACKAGES, find_bindir
from webmap.db.errors import SetUpError

from .progress import run_logged, say

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_CJK_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts")
# A freshly installed PostgreSQL would start a server of its own, on a port, at every boot: not wanted here.
_NO_MAIN_CLUSTER = Path("/etc/postgresql-common/createcluster.d/gridatlas.conf")


def _release() -> str:
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ""
    return next((line.split("=")[1].strip('"') for line in lines if line.startswith("VERSION_CODENAME=")), "")


def _database_packages() -> tuple[str, ...]:
    return PACKAGES if _release() == "bookworm" else ("postgresql", "postgresql-postgis")


def _has_cjk_font() -> bool:
    folders = [Path(folder) for folder in _CJK_FONTS]
    names = ("*CJK*", "*PingFang*", "*WenQuanYi*", "wqy*", "*YaHei*")
    return any(next(folder.rglob(name), None) for folder in folders if folder.is_dir() for name in names)


def missing_to_run(private_cluster: bool) -> list[str]:
    """Packages without which `make run` cannot work."""
    missing: list[str] = []
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python3-venv")
    if private_cluster and find_bindir() is None:
        missing.extend(_database_packages())
    elif ctypes.util.find_library("gdal") is None:
        missing.append("gdal-bin")
    return missing


def missing_to_test() -> list[str]:
    """Packages that only the browser tests need."""
    missing = [] if any(map(shutil.which, BROWSERS)) else ["chromium"]
    if ctypes.util.find_library("atomic") is None:
        missing.append("libatomic1")  # Playwright's own Node is linked to it
    return missing if _has_cjk_font() else [*missing, "fonts-noto-cjk"]


def missing_to_bench() -> list[str]:
    """Packages of the peers that only benchmarks need."""
    return [] if shutil.which("ogr2ogr") else ["gdal-bin"]


@contextmanager
def _no_server_of_its_own(prefix: list[str], log: Path) -> Iterator[None]:
    run_logged([*prefix, "mkdir", "-p", _NO_MAIN_CLUSTER.parent], log)
    line = "create_main_cluster = false"
    run_logged([*prefix, "sh", "-c", 'echo "$1" > "$2"', "sh", line, _NO_MAIN_CLUSTER], log)
    try:
        yield
    finally:
        run_logged([*prefix, "rm", "-f", _NO_MAIN_CLUSTER], log)


def install(packages: list[str], log: Path) -> None:
    """Install the packages with apt.

    Raises SetUpError naming them where there is no apt or no right to use it.
    """
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        raise SetUpError(f"请先安装：{names}（或相当的软件包）", f"install these first: {names}")
    if not is_root() and shutil.which("sudo") is None:
        raise SetUpError(f"请以 root 运行：apt-get install {names}", f"as root: apt-get install {names}")
    prefix = [] if is_root() else ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]
    say(f"apt-get install {names} … ", end="")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    with _no_server_of_its_own(prefix, log):
        run_logged([*apt, "update"], log, env=environment)
        run_logged([*apt, "install", "--no-install-recommends", *packages], log, env=environment)
