"""Lock files: hashes of everything that gets installed, and no address of where it comes from."""

import re
import sys
from pathlib import Path

from webmap.db.errors import SetUpError

from . import environment
from .node import commands
from .progress import run_logged

_OPTIONS = (
    *("--quiet", "--upgrade", "--generate-hashes", "--no-emit-index-url", "--no-annotate", "--no-header"),
    *("--python-version", "3.11", "--universal", "--fork-strategy", "fewest"),
)
_ADDRESS = re.compile(r"https?://|index-url|find-links|\"resolved\"")


def refuse_addresses(path: Path) -> None:
    """Raises SetUpError where a lock file names a download address."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if _ADDRESS.search(line):
            raise SetUpError(
                f"{path.name} 第 {number} 行含有下载地址", f"{path.name}:{number} names an address"
            )


def renew(base_dir: Path, log: Path) -> None:
    """Resolve the .in files and package.json anew."""
    tools = base_dir / ".local" / "lock-tools"
    if not environment.python_of(tools).exists():
        run_logged([sys.executable, "-m", "venv", tools], log)
        run_logged([environment.python_of(tools), "-m", "pip", "install", "-q", "uv"], log)
    for name in (environment.RUN, environment.TEST, environment.NODE, environment.BENCH):
        bound = ["-c", f"{environment.RUN}.txt"] if name in (environment.TEST, environment.BENCH) else []
        target = base_dir / f"{name}.txt"
        words = [tools / "bin" / "uv", "pip", "compile", *_OPTIONS, *bound, f"{name}.in", "-o", target]
        run_logged(words, log, cwd=base_dir)
        refuse_addresses(target)
    _, npm = commands(base_dir)
    run_logged([*npm, "install", "--package-lock-only", "--ignore-scripts"], log, cwd=base_dir / "static")
    refuse_addresses(base_dir / "static" / "package-lock.json")
