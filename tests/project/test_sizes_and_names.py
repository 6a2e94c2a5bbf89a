"""Files stay small and are named after what they hold."""

from pathlib import Path

import pytest

from .source import ROOT, code_lines, functions, package_modules, tracked

MOST_LINES = 500
MOST_FUNCTION_LINES = 40
EMPTY_NAMES = {"utils", "helpers", "common", "misc"}


@pytest.mark.parametrize(
    "path", [p for p in tracked(".py", ".js", ".css", ".html") if "migrations" not in p.parts], ids=str
)
def test_no_file_is_over_500_lines(path: Path) -> None:
    lines = len((ROOT / path).read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES, f"{path} has {lines} lines"


@pytest.mark.parametrize("path", package_modules(), ids=str)
def test_no_function_is_over_40_lines(path: Path) -> None:
    long = {node.name: code_lines(node) for node in functions(path) if code_lines(node) > MOST_FUNCTION_LINES}
    assert not long, f"{path}: {long}"


def test_no_file_is_named_after_nothing() -> None:
    named = [path for path in tracked(".py", ".js", ".css", ".html") if path.stem in EMPTY_NAMES]
    assert named == []


@pytest.mark.parametrize("path", package_modules(), ids=str)
def test_every_module_says_what_it_is(path: Path) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert not text.strip() or text.lstrip("#!/usrbinevpytho3 \n").startswith('"""'), (
        f"{path} has no docstring"
    )


def test_the_top_level_is_the_agreed_one() -> None:
    agreed = {
        "webmap", "geodata", "layers", "static", "templates", "tests", "manage.py", "pyproject.toml",
        "README.md", "Makefile", "LICENSE",
    }  # fmt: skip
    top = {path.parts[0] for path in map(Path, _listed())}
    odd = {name for name in top - agreed if not name.startswith((".", "requirements"))}
    assert odd == set()


def _listed() -> list[str]:
    import subprocess

    out = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [name for name in out.stdout.decode().split("\0") if name]
