"""Where the cluster of a checkout lives (data, socket, account): decided once, then remembered."""

import hashlib
import json
import os
import stat
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from .account import ensure_account, is_root, must_run_as, owner_of, run_as
from .errors import SetUpError

LONGEST_SOCKET_FOLDER = 92  # bytes: a socket address holds 107 with "/.s.PGSQL.5432"
STATE_DIR = Path("/var/lib/gridatlas")
_RECORD = "cluster.json"


@dataclass(frozen=True)
class Home:
    """The places of one cluster; account '' is the user who runs the command."""

    data: Path
    socket: Path
    account: str

    @property
    def log(self) -> Path:
        """The server's own log."""
        return self.data.parent / "server.log"


def _digest(base_dir: Path) -> str:
    return hashlib.sha256(os.fsencode(base_dir.resolve())).hexdigest()[:12]


def socket_folder(parent: Path, digest: str) -> Path:
    """The folder of the socket: parent, or a short one under the temporary directory where that is too long.

    >>> socket_folder(Path("/srv/map/.local/postgres"), "abc").as_posix()
    '/srv/map/.local/postgres'
    """
    if len(os.fsencode(parent)) <= LONGEST_SOCKET_FOLDER:
        return parent
    short = Path(tempfile.gettempdir()) / f"gridatlas-{digest}"
    if len(os.fsencode(short)) <= LONGEST_SOCKET_FOLDER:
        return short
    return Path("/tmp") / f"gridatlas-{digest}"


def remembered(base_dir: Path) -> Home | None:
    """The home decided earlier for this checkout, None where there is none or the checkout was moved."""
    try:
        record = json.loads((base_dir / ".local" / _RECORD).read_text(encoding="utf-8"))
    except (FileNotFoundError, PermissionError):
        return None
    if record["checkout"] != str(base_dir.resolve()):
        return None
    return Home(Path(record["data"]), Path(record["socket"]), record["account"])


def make_private(folder: Path, account: str) -> None:
    """Make the folder with mode 0700 for account; an existing one must be its own, and no link."""
    if not folder.is_symlink() and folder.is_dir():
        owner_of(folder)
        folder.chmod(0o700)
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    ownership = ["-o", account] if account else []
    must_run_as("", ["install", "-d", "-m", "0700", *ownership, str(folder)])
    if not stat.S_ISDIR(folder.lstat().st_mode):
        raise SetUpError(f"{folder} 不是文件夹，请移走", f"{folder} is not a folder: move it away")


def _can_enter(account: str, folder: Path) -> bool:
    return run_as(account, ["test", "-x", folder]).returncode == 0


def _choose_parent(base_dir: Path, account: str) -> Path:
    """`.local/postgres`, or a state folder where account cannot enter the checkout (root's home)."""
    inside = base_dir.resolve() / ".local" / "postgres"
    if inside.is_dir() or _can_enter(account, base_dir.resolve()):
        return inside
    return STATE_DIR / _digest(base_dir)


def decide(base_dir: Path) -> Home:
    """The home of this checkout's cluster, its folders made, the decision kept in `.local/cluster.json`."""
    local = base_dir / ".local"
    local.mkdir(exist_ok=True)
    account = ensure_account() if is_root() else ""
    parent = _choose_parent(base_dir, account)
    if parent.is_dir():
        account = owner_of(parent)
    else:
        make_private(parent, account)
    home = Home(parent / "data", socket_folder(parent, _digest(base_dir)), account)
    make_private(home.socket, account)
    record = {key: str(value) for key, value in asdict(home).items()} | {"checkout": str(base_dir.resolve())}
    (local / _RECORD).write_text(json.dumps(record, indent=1), encoding="utf-8")
    return home
