"""The public page as Lighthouse 12 scores it on its mobile preset, median of five; the program is installed on first use."""

import json
import os
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from typing import Any

from webmap.bootstrap.node import commands
from webmap.bootstrap.progress import run_logged
from webmap.bootstrap.stamps import fingerprint, is_current, set_stamp

from .processes import CHECKOUT, free_port, serving
from .result import Result, target

RUNS = 5
# A first start makes the demo town.
FIRST_START_S = 900.0
# Points that may be missing of 100.
BUDGETS = {"performance": 5.0, "accessibility": 0.0, "best-practices": 0.0}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --no-first-run"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LOCK = CHECKOUT / "tests" / "bench" / "node"
PLACE = CHECKOUT / ".venv-bench" / "node"


def _program() -> list[str]:
    """The command of the locked Lighthouse, installed beside the other peers when it is not there yet."""
    node, npm = commands(CHECKOUT)
    value = fingerprint([LOCK / "package.json", LOCK / "package-lock.json"])
    if not is_current(PLACE / ".built", value):
        PLACE.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copyfile(LOCK / name, PLACE / name)
        run_logged([*npm, "ci", "--ignore-scripts"], CHECKOUT / ".local" / "setup.log", cwd=PLACE)
        set_stamp(PLACE / ".built", value)
    return [*node, str(PLACE / "node_modules" / "lighthouse" / "cli" / "index.js")]


def _report(program: list[str], browser: str, address: str) -> dict[str, Any]:
    """What Lighthouse says of one visit."""
    words = [*program, address, "--quiet", "--output=json", f"--only-categories={','.join(BUDGETS)}"]
    done = subprocess.run(
        [*words, f"--chrome-flags={FLAGS}"],
        env={**os.environ, "CHROME_PATH": browser},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _score(report: dict[str, Any], category: str) -> float:
    return 100.0 * float(report["categories"][category]["score"] or 0)


def _missed(report: dict[str, Any], category: str) -> Iterator[str]:
    """The audits of a category that cost points, as one reads them."""
    for one in report["categories"][category]["auditRefs"]:
        audit = report["audits"][one["id"]]
        if one["weight"] and audit["score"] is not None and audit["score"] < 1:
            yield f"{audit['title']} {audit.get('displayValue', '')} ({audit['score']:.2f})"


def run() -> Iterator[Result]:
    """Points missing of 100 by category; nothing where there is no browser."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), "")
    if not browser:
        print("no browser is installed: no scores of the public page")
        return
    program, port = _program(), free_port()
    with serving(["make", "run"], port=port, patience_s=FIRST_START_S, PORT=str(port), DB_NAME="") as server:
        reports = [_report(program, browser, f"http://127.0.0.1:{server.port}/") for _ in range(RUNS)]
    for name, budget in BUDGETS.items():
        scores = [_score(one, name) for one in reports]
        median = statistics.median(scores)
        runs = ", ".join(f"{score:.0f}" for score in scores)
        print(f"lighthouse {name}: {median:.0f} (median of {runs})")
        for line in _missed(reports[scores.index(median)], name):
            print(f"  {line}")
        yield target(f"lighthouse {name}, points missing", "points", 100 - median, budget)
