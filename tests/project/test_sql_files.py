"""SQL lives in named files with a header, is used, and stands nowhere else."""

import ast
import re
from pathlib import Path

import pytest

from .source import ROOT, package_modules, tracked

HEADER = ("-- Purpose: ", "-- Parameters: ", "-- Columns: ", "-- Index used: ")
NAMED = [path for path in tracked(".sql") if path.parts[0] in {"layers", "geodata"}]
LOOSE = [path for path in NAMED if "install" not in path.parts]
STATEMENT = re.compile(r"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|COPY|WITH|CREATE|DROP)\s+[\w(*\"{]")
# The private cluster is brought up with psql before Django exists; its statements are its own.
SET_UP = ("webmap/db", "webmap/bootstrap")


@pytest.mark.parametrize("path", NAMED, ids=str)
def test_every_file_opens_with_the_four_lines(path: Path) -> None:
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()[:4]
    assert [line[: len(head)] for line, head in zip(lines, HEADER, strict=True)] == list(HEADER)


@pytest.mark.parametrize("path", LOOSE, ids=str)
def test_every_file_is_named_verb_first_and_used(path: Path) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z0-9]+)+", path.stem)
    code = "".join((ROOT / module).read_text(encoding="utf-8") for module in package_modules())
    assert f'"{path.stem}"' in code, f"{path} is not loaded by name"


@pytest.mark.parametrize("path", package_modules(), ids=str)
def test_no_statement_stands_in_python(path: Path) -> None:
    if str(path).startswith(SET_UP):
        pytest.skip("the private cluster's own set-up")
    found = [text for text in _texts(path) if STATEMENT.match(text)]
    assert found == [], f"{path}: move the statement to sql/"


def _texts(path: Path) -> list[str]:
    """The string literals of a module."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
