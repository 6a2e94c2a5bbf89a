"""The private cluster of one checkout as its users see it: up while needed, then gone."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from . import roles, server
from .account import run_as, write_as
from .home import Home, decide, remembered
from .locks import Share, alone

_PREPARED = "gridatlas.prepared"


def _lock(base_dir: Path) -> Path:
    return base_dir / ".local" / "cluster.lock"


def _users(base_dir: Path) -> Path:
    return base_dir / ".local" / "cluster.users"


def _kept(base_dir: Path) -> Path:
    """The mark of `python -m webmap.db start`: runs until `stop`, whoever else comes and goes."""
    return base_dir / ".local" / "cluster.kept"


def _bring_up(base_dir: Path) -> Home:
    home = remembered(base_dir) or decide(base_dir)
    server.start(home)
    mark = roles.prepared_mark(base_dir / ".local")
    if run_as(home.account, ["cat", home.data / _PREPARED]).stdout != mark:
        roles.prepare(home, base_dir / ".local")
        write_as(home.account, home.data / _PREPARED, mark)
    return home


def start(base_dir: Path) -> Home:
    """The running cluster, made when it was not there; it stays up until `stop`."""
    with alone(_lock(base_dir)):
        home = _bring_up(base_dir)
        _kept(base_dir).touch()
        return home


def stop(base_dir: Path) -> bool:
    """Stop the cluster whoever uses it; whether there was one."""
    with alone(_lock(base_dir)):
        _kept(base_dir).unlink(missing_ok=True)
        home = remembered(base_dir)
        if home is None:
            return False
        server.stop(home)
        return True


@contextmanager
def in_use(base_dir: Path) -> Iterator[Home]:
    """The running cluster for the block; the last one out stops it, unless it was started to stay."""
    with alone(_lock(base_dir)):
        share = Share(_users(base_dir))
        home = _bring_up(base_dir)
    try:
        yield home
    finally:
        with alone(_lock(base_dir)):
            if share.leave() and not _kept(base_dir).exists():
                server.stop(home)


def database_at_hand(base_dir: Path) -> AbstractContextManager[object]:
    """What a command needs around it: the private cluster once there is one, nothing with DATABASE_URL."""
    if os.environ.get("DATABASE_URL") or remembered(base_dir) is None:
        return nullcontext()
    return in_use(base_dir)
