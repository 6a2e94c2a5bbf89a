"""`python -m webmap.supervisor serve|db|translations`: everything after the environment stands."""

import os
import signal
import socket
import sys
from contextlib import ExitStack
from pathlib import Path

from webmap.bootstrap.port import HOST, claim, wanted_port
from webmap.bootstrap.progress import SET_UP_STEPS, Progress, gets_town, refuse_politely, run_steps, say
from webmap.db.cluster import in_use
from webmap.db.errors import SetUpError
from webmap.db.names import check_name
from webmap.settings.databases import database_name

from . import remote, schema
from .daily import daily_work
from .servers import registered
from .web import install_signals, serve

BASE_DIR = Path(__file__).resolve().parent.parent.parent


def _finish_undisturbed() -> None:
    """A second Ctrl-C during the clean-up must not leave PostgreSQL behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def _with_private_database(claimed: socket.socket, progress: Progress) -> None:
    name = check_name(database_name())
    os.environ.setdefault("DEMO", "1")
    with ExitStack() as stack:
        with progress.step("启动 PostGIS", "start PostGIS"):
            home = stack.enter_context(in_use(BASE_DIR))
        stack.callback(_finish_undisturbed)
        with progress.step(f"数据库 {name}", "database and schema"):
            schema.bring_up(BASE_DIR, home, name)
        _serve(claimed, progress)


def _with_real_server(claimed: socket.socket, progress: Progress) -> None:
    with progress.step("连接 DATABASE_URL", "connect to DATABASE_URL"):
        remote.check()
    with progress.step("更新数据表", "database schema"):
        schema.migrate(BASE_DIR)
    _serve(claimed, progress)


def _serve(claimed: socket.socket, progress: Progress) -> None:
    """Prepare what needs Django in this process, then serve until told to stop."""
    import django
    from django.urls import get_resolver

    from . import built_files, demo

    with progress.step("翻译与静态文件", "translations and static files"):
        built_files.compile_translations(BASE_DIR)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "webmap.settings.dev")
        django.setup()
        built_files.collect_static(BASE_DIR)
        get_resolver().url_patterns  # noqa: B018 - imports every view now, not in the first request
    if gets_town():
        with progress.step("演示城区", "demo town"):
            demo.bring_up()
    url = f"http://{HOST}:{claimed.getsockname()[1]}/"
    names = demo.logins() if os.environ.get("DEMO") == "1" else []
    with registered(BASE_DIR), daily_work(BASE_DIR):
        serve(claimed, lambda: _announce(url, names))


def _announce(url: str, logins: list[str]) -> None:
    say(f"\n网格一张图 GridAtlas  {url}")
    if logins:
        say("演示账号（密码与账号相同）· demo logins (password = login):\n  " + "  ".join(logins))
    say("按 Ctrl-C 停止全部 · Ctrl-C stops everything\n")


def _serve_command() -> int:
    """Bring everything up and serve; returns when stopped."""
    install_signals()
    progress = Progress(run_steps(), done=SET_UP_STEPS)
    with claim(wanted_port()) as claimed:
        if os.environ.get("DATABASE_URL"):
            _with_real_server(claimed, progress)
        else:
            _with_private_database(claimed, progress)
    say("已全部停止 · everything has stopped")
    return 0


def _db_command() -> int:
    """Make and migrate the database named by DB_NAME."""
    if os.environ.get("DATABASE_URL"):
        raise SetUpError("make db 只用于私有数据库，请去掉 DATABASE_URL", "unset DATABASE_URL for make db")
    name = check_name(database_name())
    with in_use(BASE_DIR) as home:
        srid = schema.bring_up(BASE_DIR, home, name)
    say(f"数据库 {name} 就绪，量算坐标系 EPSG:{srid} · database is ready, measuring CRS as named")
    say(f"  DB_NAME={name} .venv/bin/python manage.py import_areas …    DB_NAME={name} make run")
    return 0


def _translations_command() -> int:
    """Compile the translations, for tests and checks."""
    from .built_files import compile_translations

    compile_translations(BASE_DIR)
    return 0


COMMANDS = {"serve": _serve_command, "db": _db_command, "translations": _translations_command}

if __name__ == "__main__":
    sys.exit(refuse_politely(COMMANDS[sys.argv[1]]))
