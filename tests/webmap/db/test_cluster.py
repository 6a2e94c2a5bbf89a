"""A private cluster of its own, through its whole life: made, walled, killed, started again, left alone."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from webmap.db import cluster, home, leftovers, pid_file, roles, server
from webmap.db.account import is_root, must_run_as
from webmap.db.secret_store import role_passwords

CHECKOUT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder that the cluster's account can enter, as a checkout's."""
    folder = Path(tempfile.mkdtemp(prefix="atlas-"))
    folder.chmod(0o755)
    yield folder
    cluster.stop(folder)
    shutil.rmtree(folder)


@pytest.fixture
def running(place: Path) -> home.Home:
    """The cluster, up, with one database."""
    up = cluster.start(place)
    roles.create_database(up, "trial")
    return up


def connect(place: Path, user: str, database: str = "trial") -> psycopg2.extensions.connection:
    known = home.remembered(place)
    assert known
    password = role_passwords(place / ".local")[user]
    connection = psycopg2.connect(host=str(known.socket), user=user, password=password, dbname=database)
    connection.autocommit = True
    return connection


def run(place: Path, user: str, statement: str, database: str = "trial") -> list[tuple]:
    connection = connect(place, user, database)
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def server_pid(up: home.Home) -> int:
    return int(must_run_as(up.account, ["head", "-n", "1", up.data / "postmaster.pid"]))


def test_it_has_checksums_a_socket_and_no_port(place: Path, running: home.Home) -> None:
    shown = {
        name: run(place, "app", f"SHOW {name}")[0][0]
        for name in ("data_checksums", "listen_addresses", "fsync")
    }
    assert shown == {"data_checksums": "on", "listen_addresses": "", "fsync": "on"}


def test_a_role_needs_its_password(place: Path, running: home.Home) -> None:
    with pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(host=str(running.socket), user="app", password="wrong", dbname="trial")


def test_nobody_becomes_superuser_by_name(running: home.Home) -> None:
    if not is_root():
        pytest.skip("the files' owner is the one account that may")
    with pytest.raises(psycopg2.OperationalError, match=r"[Pp]eer"):
        psycopg2.connect(host=str(running.socket), user="postgres", dbname="trial")


def test_app_writes_rows_and_nothing_else(place: Path, running: home.Home) -> None:
    run(place, "owner", "CREATE TABLE IF NOT EXISTS thing (id bigserial, geom geometry(Point, 4543))")
    run(place, "app", "INSERT INTO thing (geom) VALUES (ST_SetSRID(ST_MakePoint(1, 2), 4543))")
    for forbidden in (
        "TRUNCATE thing",
        "DROP TABLE thing",
        "CREATE TABLE other (id int)",
        "CREATE DATABASE other",
    ):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            run(place, "app", forbidden)


def test_layers_read_nothing_that_was_not_granted(place: Path, running: home.Home) -> None:
    run(place, "owner", "CREATE TABLE IF NOT EXISTS secret (id bigserial)")
    for forbidden in ("SELECT * FROM secret", "INSERT INTO secret DEFAULT VALUES"):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            run(place, "layers", forbidden)


def test_the_owner_makes_test_databases_with_postgis(place: Path, running: home.Home) -> None:
    run(place, "owner", "CREATE DATABASE test_copy TEMPLATE template_grid")
    try:
        assert run(place, "owner", "SELECT PostGIS_Lib_Version()", "test_copy")
        installed = {row[0] for row in run(place, "owner", "SELECT extname FROM pg_extension", "test_copy")}
        assert {"postgis", "pgcrypto", "btree_gist", "pg_trgm"} <= installed
    finally:
        roles.drop_database(running, "test_copy")


def test_a_database_is_made_once(running: home.Home) -> None:
    assert roles.create_database(running, "second")
    assert not roles.create_database(running, "second")
    roles.drop_database(running, "second")
    assert "second" not in roles.list_databases(running)


def test_databases_of_killed_test_runs_are_dropped(running: home.Home) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    names = [f"test_gridatlas_{gone.pid}_gw0", f"test_gridatlas_{os.getpid()}"]
    for name in names:
        roles.create_database(running, name)
    leftovers.drop_abandoned(running)
    assert [name for name in roles.list_databases(running) if name in names] == names[1:]
    roles.drop_database(running, names[1])


def test_a_second_start_takes_the_running_server(place: Path, running: home.Home) -> None:
    before = server_pid(running)
    assert cluster.start(place) == running
    assert server_pid(running) == before


def test_committed_rows_survive_kill_9(place: Path, running: home.Home) -> None:
    run(place, "owner", "CREATE TABLE IF NOT EXISTS kept (id int)")
    for number in range(20):
        run(place, "app", f"INSERT INTO kept VALUES ({number})")
    os.kill(server_pid(running), signal.SIGKILL)
    cluster.start(place)
    assert run(place, "app", "SELECT count(*) FROM kept") == [(20,)]


def test_a_reused_process_number_does_not_block_the_start(place: Path, running: home.Home) -> None:
    """The pid file of a killed server names a process that now is something else of the same account."""
    os.kill(server_pid(running), signal.SIGKILL)
    while pid_file.working_in(running):
        time.sleep(0.01)
    prefix = ["runuser", "-u", running.account, "--"] if running.account else []
    stranger = subprocess.Popen([*prefix, "sleep", "60"], cwd="/")
    try:
        words = must_run_as(running.account, ["cat", running.data / "postmaster.pid"]).split("\n")
        text = "\n".join([str(stranger.pid), *words[1:]])
        must_run_as(
            running.account, ["sh", "-c", 'cat > "$1"', "sh", running.data / "postmaster.pid"], stdin=text
        )
        cluster.start(place)
        assert server.answering(running)
    finally:
        stranger.terminate()
        stranger.wait()


def test_the_last_user_stops_it_unless_it_was_started_to_stay(place: Path, running: home.Home) -> None:
    cluster.stop(place)
    with cluster.in_use(place):
        with cluster.in_use(place):
            assert server.answering(running)
        assert server.answering(running)
    assert not server.answering(running)
    cluster.start(place)
    with cluster.in_use(place):
        pass
    assert server.answering(running)


def test_a_killed_user_does_not_keep_it_up(place: Path, running: home.Home) -> None:
    cluster.stop(place)
    script = (
        "import sys, time; from pathlib import Path; from webmap.db.cluster import in_use\n"
        "with in_use(Path(sys.argv[1])): print('up', flush=True); time.sleep(60)"
    )
    user = subprocess.Popen(
        [sys.executable, "-c", script, place], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True
    )
    assert user.stdout
    assert user.stdout.readline() == "up\n"
    user.kill()
    user.wait()
    assert server.answering(running)
    with cluster.in_use(place):
        assert server.answering(running)
    assert not server.answering(running)


def test_a_checkout_the_account_cannot_enter_keeps_its_data_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not is_root():
        pytest.skip("only root's cluster runs as another account")
    closed, state = Path(tempfile.mkdtemp(prefix="atlas-")), Path(tempfile.mkdtemp(prefix="atlas-"))
    state.chmod(0o755)
    monkeypatch.setattr(home, "STATE_DIR", state)
    try:
        with cluster.in_use(closed) as up:
            assert up.data.is_relative_to(state)
            assert server.answering(up)
    finally:
        shutil.rmtree(closed)
        shutil.rmtree(state)
