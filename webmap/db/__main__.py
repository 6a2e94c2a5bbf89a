"""`python -m webmap.db start|stop|status|create|drop|psql`: the private cluster by hand."""

import argparse
import os
import sys
from pathlib import Path

from . import cluster, roles, server
from .binaries import bindir
from .errors import SetUpError
from .home import remembered
from .names import DEFAULT_NAME
from .notes import fix_srid, forget
from .secret_store import known_passwords

BASE_DIR = Path(__file__).resolve().parent.parent.parent


def _start(_: argparse.Namespace) -> None:
    home = cluster.start(BASE_DIR)
    print(f"PostgreSQL 已启动 · is up: {home.socket}")


def _stop(_: argparse.Namespace) -> None:
    there = cluster.stop(BASE_DIR)
    print("PostgreSQL 已停止 · is down" if there else "没有私有数据库 · no private cluster here")


def _status(_: argparse.Namespace) -> None:
    home = remembered(BASE_DIR)
    if home is None:
        raise SetUpError("还没有私有数据库", "no private cluster yet: make run")
    if not server.answering(home):
        raise SetUpError(
            f"PostgreSQL 没有运行（{home.data}）", "PostgreSQL is down: python -m webmap.db start"
        )
    print(f"{home.data}\n{home.socket}\n" + "\n".join(roles.list_databases(home)))


def _create(options: argparse.Namespace) -> None:
    with cluster.in_use(BASE_DIR) as home:
        made = roles.create_database(home, options.name)
        if made:
            forget(BASE_DIR, options.name)
        if options.srid:
            fix_srid(BASE_DIR, options.name, options.srid, options.srid)
    print(f"{options.name}：{'已建立 · made' if made else '已存在 · exists'}")


def _drop(options: argparse.Namespace) -> None:
    with cluster.in_use(BASE_DIR) as home:
        roles.drop_database(home, options.name)
    forget(BASE_DIR, options.name)
    print(f"{options.name}：已删除 · dropped")


def _psql(options: argparse.Namespace) -> None:
    home = cluster.start(BASE_DIR)
    os.environ["PGPASSWORD"] = known_passwords(BASE_DIR / ".local")[options.role]
    program = str(bindir() / "psql")
    os.execv(program, [program, "-h", str(home.socket), "-U", options.role, "-d", options.name])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m webmap.db", description=__doc__)
    verbs = parser.add_subparsers(required=True)
    for name, action, text in (
        ("start", _start, "make and start the cluster; it stays up until stop"),
        ("stop", _stop, "stop the cluster"),
        ("status", _status, "folders and databases"),
        ("create", _create, "make an empty database (make db also migrates it)"),
        ("drop", _drop, "remove a database with everything in it"),
        ("psql", _psql, "open a database"),
    ):
        verb = verbs.add_parser(name, help=text)
        verb.set_defaults(action=action)
        if name in ("create", "psql"):
            verb.add_argument("name", nargs="?", default=os.environ.get("DB_NAME", DEFAULT_NAME))
        if name == "create":
            verb.add_argument("--srid", type=int, help="measuring CRS, fixed for good")
        if name == "drop":
            verb.add_argument("name")
        if name == "psql":
            verb.add_argument("--role", choices=("owner", "app", "layers"), default="owner")
    return parser


def main() -> int:
    """Run one verb; the exit code."""
    options = _parser().parse_args()
    try:
        options.action(options)
    except SetUpError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
