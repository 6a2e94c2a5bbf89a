"""The operating-system user PostgreSQL runs as: whoever starts it, or an own unprivileged one under root."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from .errors import SetUpError

ACCOUNT = "gridatlas"
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def is_root() -> bool:
    """Whether this process may become another user (initdb refuses to run as root)."""
    return os.geteuid() == 0


def ensure_account() -> str:
    """The unprivileged account for a cluster made by root; made when missing, without home or login."""
    try:
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        nologin = shutil.which("nologin", path=_PATH) or "/bin/false"
        command = [
            "useradd",
            "--system",
            "--no-create-home",
            "--home-dir",
            "/nonexistent",
            "--shell",
            nologin,
        ]
        done = subprocess.run([*command, ACCOUNT], capture_output=True, text=True, check=False)
        if done.returncode:
            raise SetUpError(
                f"无法建立系统用户 {ACCOUNT}：{done.stderr.strip()}",
                f"cannot make the system user {ACCOUNT} (useradd)",
            ) from None
    return ACCOUNT


def owner_of(folder: Path) -> str:
    """The account to run as for a folder that exists: '' for oneself, else its owner's name.

    Raises SetUpError where the folder is somebody else's and this process is not root.
    """
    owner = folder.stat().st_uid
    if owner == os.geteuid():
        return ""
    name = pwd.getpwuid(owner).pw_name
    if not is_root():
        raise SetUpError(
            f"{folder} 属于用户 {name}，请用该用户或 sudo 运行",
            f"{folder} belongs to {name}: run as that user or with sudo",
        )
    return name


def run_as(
    account: str, command: Sequence[object], *, stdin: str | None = None, detached: bool = False
) -> subprocess.CompletedProcess[str]:
    """The finished command, run as account ('' = this user) from `/` with a bare environment.

    detached keeps it out of the terminal's process group, so that Ctrl-C does not reach it.
    """
    prefix = ["runuser", "-u", account, "--"] if account else []
    environment = {"PATH": _PATH, "LC_ALL": "C", "HOME": "/nonexistent"}
    return subprocess.run(
        [*prefix, *map(str, command)],
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=environment,
        start_new_session=detached,
    )


def must_run_as(account: str, command: Sequence[object], *, stdin: str | None = None) -> str:
    """The command's output.

    Raises SetUpError with the last line it printed where it fails.
    """
    done = run_as(account, command, stdin=stdin)
    if done.returncode:
        lines = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()
        name = Path(str(command[0])).name
        raise SetUpError(f"{name} 失败：{lines[-1]}", f"{name} failed")
    return done.stdout


def write_as(account: str, path: Path, text: str) -> None:
    """Put text into path with the account's own rights (never root's: the folder is not root's)."""
    must_run_as(account, ["sh", "-c", 'cat > "$1"', "sh", path], stdin=text)
