"""`make run` without make: a copy of the checkout with a cluster of its own is served, interrupted and killed."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from webmap.db.account import is_root
from webmap.db.secret_store import role_passwords

CHECKOUT = Path(__file__).resolve().parents[3]
COPIED = (
    "webmap",
    "geodata",
    "layers",
    "templates",
    "static",
    "manage.py",
    "requirements.txt",
    "pyproject.toml",
)
START_PATIENCE_S = 120.0
STOP_PATIENCE_S = 10.0
READY = "Ctrl-C"


@pytest.fixture(scope="module")
def copy() -> Iterator[Path]:
    """The sources in a folder of their own."""
    folder = Path(tempfile.mkdtemp(prefix="atlas-"))
    folder.chmod(0o755)
    for name in COPIED:
        source = CHECKOUT / name
        ignored = shutil.ignore_patterns("__pycache__", "node_modules")
        shutil.copytree(source, folder / name, ignore=ignored) if source.is_dir() else shutil.copy(
            source, folder
        )
    yield folder
    subprocess.run([sys.executable, "-m", "webmap.db", "stop"], cwd=folder, check=False, capture_output=True)
    shutil.rmtree(folder)


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


class Served:
    """A running `webmap.supervisor serve` in a process group of its own, as under a terminal."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.port = free_port()
        foreign = ("DATABASE_URL", "DB_ROLE", "DJANGO_SETTINGS_MODULE", "MEASURE_SRID", "DEMO")
        own = {name: value for name, value in os.environ.items() if name not in foreign}
        own |= {"PORT": str(self.port), "DB_NAME": "trial"} | environment
        self.output = folder / f"output-{self.port}"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "webmap.supervisor", "serve"],
                cwd=folder, env=own, stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_PATIENCE_S
        while READY not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.05)

    def get(self, path: str) -> tuple[int, bytes]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.status, answer.read()

    def end(self, number: int) -> int:
        os.killpg(self.process.pid, number)
        return self.process.wait(STOP_PATIENCE_S)


def left_behind(folder: Path) -> list[str]:
    """Command lines of living processes that belong to the folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            working = str((process / "cwd").readlink())
        except OSError:
            continue
        if (
            words
            and int(process.name) != os.getpid()
            and (str(folder) in words or working.startswith(str(folder)))
        ):
            found.append(words)
    return found


def backends_of(folder: Path, user: str) -> list[int]:
    """Process numbers of the folder's PostgreSQL backends for a role."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            title = (process / "cmdline").read_bytes().decode()
            working = (process / "cwd").readlink()
        except OSError:
            continue
        if working.is_relative_to(folder) and title.startswith(f"postgres: {user} "):
            found.append(int(process.name))
    return found


def test_it_serves_and_ctrl_c_leaves_no_process(copy: Path) -> None:
    served = Served(copy)
    served.wait_until_ready()
    assert served.get("/health/ready/")[0] == 200
    assert any("postgres" in words for words in left_behind(copy))
    assert served.end(signal.SIGINT) == 0, served.said()
    assert left_behind(copy) == []
    assert "[6/6]" in served.said()


def test_sigterm_stops_everything_too(copy: Path) -> None:
    served = Served(copy)
    served.wait_until_ready()
    assert served.end(signal.SIGTERM) == 0, served.said()
    assert left_behind(copy) == []


def test_interrupted_preparations_leave_no_process(copy: Path) -> None:
    served = Served(copy, DB_NAME="interrupted")
    deadline = time.monotonic() + START_PATIENCE_S
    while "interrupted" not in served.said() and time.monotonic() < deadline:
        time.sleep(0.02)
    # 130, or the signal itself where Python was already leaving: a shell shows 130 for both
    assert served.end(signal.SIGINT) in {130, -signal.SIGINT}, served.said()
    assert left_behind(copy) == []


def test_after_kill_9_the_next_start_takes_over_the_database_and_stops_it(copy: Path) -> None:
    first = Served(copy)
    first.wait_until_ready()
    first.end(signal.SIGKILL)
    assert any("postgres" in words for words in left_behind(copy))
    second = Served(copy)
    second.wait_until_ready()
    assert second.get("/health/ready/")[0] == 200
    assert second.end(signal.SIGINT) == 0
    assert left_behind(copy) == []


def test_a_lost_database_is_503_and_comes_back_by_itself(copy: Path) -> None:
    served = Served(copy)
    served.wait_until_ready()
    first = served.get("/layers/")[0]
    lost = backends_of(copy, "app")
    for backend in lost:
        os.kill(backend, signal.SIGTERM)
    again = [served.get("/layers/")[0] for _ in range(8)]
    subprocess.run([sys.executable, "-m", "webmap.db", "stop"], cwd=copy, check=True, capture_output=True)
    with pytest.raises(urllib.error.HTTPError) as refusal:
        served.get("/layers/")
    subprocess.run([sys.executable, "-m", "webmap.db", "start"], cwd=copy, check=True, capture_output=True)
    (copy / ".local" / "cluster.kept").unlink()
    after = [served.get("/layers/")[0] for _ in range(8)]
    assert lost
    assert (first, again, after) == (200, [200] * 8, [200] * 8)
    assert (refusal.value.code, refusal.value.headers["Retry-After"]) == (503, "5")
    assert served.end(signal.SIGINT) == 0
    assert left_behind(copy) == []


def test_make_stop_ends_the_servers_of_this_checkout(copy: Path) -> None:
    served = Served(copy)
    served.wait_until_ready()
    script = "from webmap.bootstrap.targets import stop_everything; stop_everything()"
    subprocess.run([sys.executable, "-c", script], cwd=copy, check=True, capture_output=True)
    assert served.process.wait(STOP_PATIENCE_S) == 0
    assert left_behind(copy) == []


def test_a_taken_port_is_one_line_and_nothing_starts(copy: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        served = Served(copy, PORT=str(port))
        assert served.process.wait(START_PATIENCE_S) == 1
    assert served.said().strip().splitlines() == [
        f"✗ 端口 {port} 已被占用，请换一个：PORT={port + 1} make run · port {port} is taken: PORT={port + 1} make run"
    ]


@pytest.mark.parametrize(
    ("url", "advice"),
    [
        ("nonsense", "postgresql://user:password@host:port/name"),
        ("postgresql://u:secret@127.0.0.1:1/x", "DATABASE_URL 指向的数据库连不上"),
    ],
    ids=["unreadable", "nobody there"],
)
def test_a_wrong_database_url_is_one_line(copy: Path, url: str, advice: str) -> None:
    served = Served(copy, DATABASE_URL=url)
    assert served.process.wait(START_PATIENCE_S) == 1
    refusals = [line for line in served.said().splitlines() if line.startswith("✗")]
    assert len(refusals) == 1
    assert advice in refusals[0]
    assert "secret" not in served.said()
    assert "Traceback" not in served.said()


@pytest.fixture
def real_server(copy: Path) -> Iterator[str]:
    """DATABASE_URL of a server that stays up by itself, its database name left open."""
    for words in (["start"], ["create", "real"]):
        subprocess.run([sys.executable, "-m", "webmap.db", *words], cwd=copy, check=True, capture_output=True)
    password = role_passwords(copy / ".local")["owner"]
    yield f"postgresql://owner:{password}@/{{name}}?host={quote(str(copy / '.local' / 'postgres'), safe='')}"
    subprocess.run([sys.executable, "-m", "webmap.db", "stop"], cwd=copy, check=True, capture_output=True)


def test_a_real_server_is_migrated_and_gets_no_town_and_no_logins(copy: Path, real_server: str) -> None:
    served = Served(copy, DATABASE_URL=real_server.format(name="real"))
    served.wait_until_ready()
    assert served.get("/health/ready/")[0] == 200
    assert served.end(signal.SIGINT) == 0
    assert "[6/6]" in served.said()
    assert "demo logins" not in served.said()
    assert any("postgres" in words for words in left_behind(copy)), "a real server is not ours to stop"


def test_a_real_server_without_postgis_is_one_line(copy: Path, real_server: str) -> None:
    served = Served(copy, DATABASE_URL=real_server.format(name="postgres"))
    assert served.process.wait(START_PATIENCE_S) == 1
    assert "CREATE EXTENSION postgis" in served.said()
    assert "Traceback" not in served.said()


def test_the_processes_run_without_root_where_it_matters(copy: Path) -> None:
    if not is_root():
        pytest.skip("started by an ordinary user")
    owner = (copy / ".local" / "postgres").stat().st_uid
    assert owner != 0
