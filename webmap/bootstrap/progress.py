"""Numbered plain lines, Chinese and English, and the output of what ran kept aside for when it fails."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from webmap.db.errors import SetUpError
from webmap.db.names import DEFAULT_NAME

QUICK_S = 0.5
SET_UP_STEPS = 3
_SERVE_STEPS = 3
LAST_LINES = 12


def gets_town() -> bool:
    """Whether `make run` loads the demo town: into the default private database, elsewhere only with DEMO=1."""
    if os.environ.get("DATABASE_URL"):
        return os.environ.get("DEMO") == "1"
    return (os.environ.get("DB_NAME") or DEFAULT_NAME) == DEFAULT_NAME


def run_steps() -> int:
    """How many steps `make run` has."""
    return SET_UP_STEPS + _SERVE_STEPS + int(gets_town())


def say(text: str, end: str = "\n") -> None:
    """Print at once, also into a pipe."""
    print(text, end=end, flush=True)


class Progress:
    """Counts steps: `[2/5] Python 环境 · Python environment … 就绪 ready`."""

    def __init__(self, total: int, done: int = 0) -> None:
        self.total = total
        self.number = done

    @contextmanager
    def step(self, zh: str, en: str) -> Iterator[None]:
        """Announce a step, run the block, say that it is done and how long it took."""
        self.number += 1
        say(f"[{self.number}/{self.total}] {zh} · {en} … ", end="")
        began = time.monotonic()
        try:
            yield
        except BaseException:
            say("")
            raise
        taken = time.monotonic() - began
        say("就绪 ready" if taken < QUICK_S else f"完成 done ({taken:.1f} s)")


def run_logged(command: Sequence[object], log: Path, **options: object) -> None:
    """Run a command with its output in log.

    Raises SetUpError, after printing the last lines of that output, when it fails.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    words = list(map(str, command))
    with log.open("ab") as output:
        begin = output.tell()
        done = subprocess.run(
            words, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, check=False, **options
        )  # type: ignore[call-overload]
    if done.returncode:
        said = log.read_bytes()[begin:].decode(errors="replace").strip().splitlines()
        print("\n" + "\n".join(said[-LAST_LINES:]), file=sys.stderr)
        raise SetUpError(
            f"{Path(words[0]).name} 失败（全部输出在 {log}）",
            f"{' '.join(words[:3])} failed, exit code {done.returncode}",
        )


def refuse_politely(action: Callable[[], int]) -> int:
    """The exit code of action; a SetUpError becomes one line and 1, Ctrl-C becomes 130."""
    try:
        return action()
    except SetUpError as problem:
        print(f"\n✗ {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n已中断 · interrupted", file=sys.stderr)
        return 130
