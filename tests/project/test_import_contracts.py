"""The import contracts of pyproject hold, without exceptions."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from .source import ROOT


def test_import_linter_keeps_every_contract() -> None:
    tool = shutil.which("lint-imports", path=str(Path(sys.executable).parent)) or "lint-imports"
    run = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-3000:]


def test_no_contract_has_an_exception() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert len(contracts) == 6
    assert not [c["name"] for c in contracts if "ignore_imports" in c]
