"""Make, start and stop the server process of a cluster."""

from pathlib import Path

from .account import must_run_as, run_as, write_as
from .binaries import bindir, major_version, refuse_old_postgresql
from .errors import SetUpError
from .home import Home, make_private
from .pid_file import clear_stale
from .sizing import memory_mb, settings_for

BOOT = "postgres"
START_PATIENCE_S = 600  # recovery after a crash replays up to max_wal_size
_HBA = "# superuser: only the account that owns the files; everyone else by password\n" + (
    "local all postgres peer map=boot\nlocal all all scram-sha-256\n"
)
_LOG_LIMIT_BYTES = 10_000_000


def answering(home: Home) -> bool:
    """Whether a server of this cluster takes connections now."""
    probe = [bindir() / "pg_isready", "-q", "-h", home.socket, "-U", BOOT, "-d", BOOT, "-t", "3"]
    return run_as("", probe).returncode == 0


def create(home: Home) -> None:
    """Make the data folder; unfinished work of an interrupted attempt is thrown away."""
    refuse_old_postgresql(int(major_version(bindir())))
    fresh = home.data.with_name("data.new")
    must_run_as(home.account, ["rm", "-rf", fresh])
    options = ["--data-checksums", "--encoding=UTF8", "--locale=C.UTF-8"]
    access = ["--auth-local=peer", "--auth-host=reject", "-U", BOOT]
    must_run_as(home.account, [bindir() / "initdb", "-D", fresh, *options, *access])
    me = must_run_as(home.account, ["id", "-un"]).strip()
    write_as(home.account, fresh / "pg_hba.conf", _HBA)
    write_as(home.account, fresh / "pg_ident.conf", f"boot {me} {BOOT}\n")
    append = ["sh", "-c", 'cat >> "$1"', "sh", fresh / "postgresql.conf"]
    must_run_as(home.account, append, stdin="\ninclude_if_exists = 'gridatlas.conf'\n")
    must_run_as(home.account, ["mv", fresh, home.data])


def _configuration(home: Home) -> str:
    values = settings_for(memory_mb()) | {"unix_socket_directories": str(home.socket)}
    quoted = {name: value.replace("'", "''") for name, value in values.items()}
    return "".join(f"{name} = '{value}'\n" for name, value in quoted.items())


def _last_words(home: Home) -> str:
    log = run_as(home.account, ["tail", "-n", "3", home.log]).stdout
    return " | ".join(log.strip().splitlines()) or "no log"


def _check_version(home: Home) -> None:
    """Raises SetUpError where the data belongs to another major version than the programs found."""
    made = must_run_as(home.account, ["cat", home.data / "PG_VERSION"]).strip()
    programs = major_version(bindir())
    if made != programs:
        raise SetUpError(
            f"数据由 PostgreSQL {made} 建立，现在只有 {programs}：请安装 postgresql-{made} 并设 PG_BINDIR",
            f"the data is PostgreSQL {made}'s but {programs} was found: name its programs with PG_BINDIR",
        )


def start(home: Home) -> None:
    """Bring the server up; one already running is left as it is, remains of a killed one are cleared."""
    if answering(home):
        return
    if run_as(home.account, ["test", "-d", home.data]).returncode:
        create(home)
    _check_version(home)
    make_private(home.socket, home.account)
    clear_stale(home, lambda: answering(home))
    if answering(home):
        return
    write_as(home.account, home.data / "gridatlas.conf", _configuration(home))
    _rotate(home.account, home.log)
    options = ["-D", home.data, "-l", home.log, "-w", "-t", str(START_PATIENCE_S)]
    done = run_as(home.account, [bindir() / "pg_ctl", "start", *options], detached=True)
    if done.returncode:
        raise SetUpError(
            f"PostgreSQL 没有启动：{_last_words(home)}", f"PostgreSQL did not start, see {home.log}"
        )


def _rotate(account: str, log: Path) -> None:
    size = run_as(account, ["stat", "-c", "%s", log]).stdout.strip()
    if size and int(size) > _LOG_LIMIT_BYTES:
        must_run_as(account, ["mv", log, log.with_suffix(".log.1")])


def stop(home: Home) -> None:
    """End the server; clients are sent away (`fast`), nothing is lost."""
    if run_as(home.account, ["test", "-e", home.data / "postmaster.pid"]).returncode:
        return
    command = [bindir() / "pg_ctl", "stop", "-D", home.data, "-m", "fast", "-w", "-t", "60"]
    done = run_as(home.account, command, detached=True)
    if done.returncode and answering(home):
        raise SetUpError(f"PostgreSQL 没有停止：{done.stderr.strip()}", "PostgreSQL did not stop")
