"""What each `make` target does; every one returns an exit code."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from webmap.db.binaries import bindir
from webmap.db.cluster import in_use, stop
from webmap.db.errors import SetUpError
from webmap.db.leftovers import drop_abandoned
from webmap.db.names import DEFAULT_NAME
from webmap.supervisor.servers import stop_all

from . import environment, frontend, locks, node, port, system_packages
from .progress import SET_UP_STEPS, Progress, run_steps, say

BASE_DIR = Path(__file__).resolve().parent.parent.parent
PYTHON = environment.python_of(BASE_DIR / ".venv")
# Tests run on the private cluster with the code's own defaults, whatever the shell has set.
_FOREIGN = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "DATABASE_LAYERS_URL",
    "MEASURE_SRID",
    "DB_NAME",
    "DEMO",
    "PORT",
)
_TYPED = ("geodata/rules", "geodata/analysis", "geodata/actions", "geodata/queries")
CHECKS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy", *_TYPED),
    ("lint-imports",),
)
# A page that was waited for in vain on a busy machine is waited for once more, and the run tells so.
_ONCE_MORE = ("--reruns", "1", "--only-rerun", "[Tt]imeout", "-rR")


def _log() -> Path:
    return BASE_DIR / ".local" / "setup.log"


def _set_up(
    progress: Progress,
    lock: str,
    *,
    private_cluster: bool = True,
    browser: bool = False,
    peers: bool = False,
) -> None:
    """System packages, Python environment, front-end libraries."""
    with progress.step("系统软件", "system packages"):
        missing = system_packages.missing_to_run(private_cluster)
        missing += system_packages.missing_to_test() if browser else []
        missing += system_packages.missing_to_bench() if peers else []
        if missing:
            system_packages.install(missing, _log())
        if private_cluster:
            bindir()
    with progress.step("Python 环境", "Python environment"):
        environment.install_lock(BASE_DIR, lock)
    with progress.step("前端库", "front-end libraries"):
        frontend.build(BASE_DIR)


def _fix_longitude() -> None:
    """Turn LONGITUDE into the MEASURE_SRID that all later processes read."""
    longitude = os.environ.pop("LONGITUDE", "")
    if longitude:
        from geodata.crs import srid_for_longitude

        try:
            os.environ["MEASURE_SRID"] = str(srid_for_longitude(float(longitude)))
        except ValueError as problem:
            raise SetUpError(f"LONGITUDE={longitude} 不是经度", str(problem)) from None


def _become(module: str, *words: str) -> int:
    os.chdir(BASE_DIR)
    os.execv(PYTHON, [str(PYTHON), "-m", module, *words])


def run() -> int:
    """`make run`: set up, then become the supervisor."""
    _fix_longitude()
    port.claim(port.wanted_port()).close()
    _set_up(Progress(run_steps()), environment.RUN, private_cluster=not os.environ.get("DATABASE_URL"))
    return _become("webmap.supervisor", "serve")


def db() -> int:
    """`make db`: another database of the private cluster."""
    if os.environ.get("DB_NAME", DEFAULT_NAME) == DEFAULT_NAME and os.environ.get("LONGITUDE"):
        raise SetUpError(
            "请用 DB_NAME 指定新数据库的名字",
            "name the new database: make db DB_NAME=houston LONGITUDE=-95.4",
        )
    _fix_longitude()
    _set_up(Progress(SET_UP_STEPS), environment.RUN)
    return _become("webmap.supervisor", "db")


def _tool(*words: str, **changes: str) -> int:
    """The exit code of a program of the environment, run in the checkout."""
    own = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    paths = f"{PYTHON.parent}{os.pathsep}{own.get('PATH', '')}"
    settings = {"PATH": paths, "DJANGO_SETTINGS_MODULE": "webmap.settings.test"}
    say(f"$ {' '.join(words)}")
    return subprocess.run(words, cwd=BASE_DIR, env=own | settings | changes, check=False).returncode


def _translations() -> int:
    return _tool("python", "-m", "webmap.supervisor", "translations")


def _worst(codes: list[int]) -> int:
    return next((code for code in codes if code), 0)


def check() -> int:
    """`make check`: format, lint, types, import contracts, the repository's own promises."""
    _set_up(Progress(SET_UP_STEPS), environment.TEST)
    codes = [_translations(), *(_tool(*words) for words in CHECKS)]
    with in_use(BASE_DIR):
        codes.append(_tool("pytest", "-q", "tests/project"))
    return _worst(codes)


def _node_tests() -> int:
    files = sorted(
        str(path.relative_to(BASE_DIR)) for path in (BASE_DIR / "tests" / "js").rglob("*.test.*js")
    )
    command, _ = node.commands(BASE_DIR)
    return _tool(*command, "--test", *files) if files else 0


def _python_tests(**changes: str) -> list[int]:
    """The suite in two runs: sites in a browser or a database of their own, then all else.

    Playwright keeps an event loop running in its process, which tests of our own loops cannot share.
    """
    sampled = "" if changes else " and not proof"
    parts = (
        (f"not (browser or journey){sampled}",),
        (f"(browser or journey){sampled}", *_ONCE_MORE),
    )
    words = ("pytest", "-q", "-n", "2", "--dist", "loadfile", "-m")
    return [_tool(*words, *part, **changes) for part in parts]


def _all_tests(**changes: str) -> int:
    _set_up(Progress(SET_UP_STEPS), environment.TEST, browser=True)
    with in_use(BASE_DIR) as home:
        drop_abandoned(home)
        codes = [_translations(), *_python_tests(**changes)]
    codes.append(_node_tests())
    return _worst(codes)


def test() -> int:
    """`make test`: everything needed, then the whole suite at sampled sizes."""
    return _all_tests()


def proof() -> int:
    """`make proof`: the same suite with the property, fault and load tests at their full counts."""
    return _all_tests(PROOF="1")


def bench() -> int:
    """`make bench`: benchmarks beside their peers, which have an environment of their own."""
    _set_up(Progress(SET_UP_STEPS), environment.TEST, browser=True, peers=True)
    environment.install_lock(BASE_DIR, environment.BENCH, venv=".venv-bench")
    with in_use(BASE_DIR):
        return _tool("python", "-m", "tests.bench")


def lock() -> int:
    """`make lock`: newest versions within the bounds of the .in files, with hashes and without addresses."""
    locks.renew(BASE_DIR, _log())
    return 0


def stop_everything() -> int:
    """`make stop`: servers of this checkout and its PostgreSQL."""
    servers = stop_all(BASE_DIR)
    cluster = stop(BASE_DIR)
    say(f"已停止：网站 {servers}，PostgreSQL {int(cluster)} · stopped")
    return 0


def clean() -> int:
    """`make clean`: what was built; the databases stay unless DATA=yes."""
    stop_everything()
    built = [".venv", ".venv-bench", "static/vendor", ".local/npm", ".local/static", ".local/static.stamp"]
    built += [".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache", ".hypothesis"]
    if os.environ.get("DATA") == "yes":
        built.append(".local")
    for name in built:
        place = BASE_DIR / name
        shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
    if ".local" not in built:
        say("数据库保留在 .local/；make clean DATA=yes 一并删除 · databases are kept in .local/")
    return 0


TARGETS: dict[str, Callable[[], int]] = {
    "run": run,
    "db": db,
    "check": check,
    "test": test,
    "proof": proof,
    "bench": bench,
    "lock": lock,
    "stop": stop_everything,
    "clean": clean,
}
