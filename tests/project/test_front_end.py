"""Pages keep the strict content security policy and one place for colours."""

import re
from pathlib import Path

import pytest

from .source import ROOT, package_modules, tracked

TEMPLATES = [path for path in tracked(".html") if path.parts[0] == "templates"]
OWN_JS = [path for path in tracked(".js") if path.parts[:2] == ("static", "js")]
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)")
INLINE_HANDLER = re.compile(r"\son[a-z]+=[\"']|\sstyle=[\"']|<style")
OUTSIDE = re.compile(r"(?:src|href)=[\"'](?:https?:)?//")
IMPORT = re.compile(
    r"^(?:import|export)\s[^;{]*?(?:\{[^}]*\}[^;]*?)?from\s+['\"][^'\"]+['\"](;?)", re.MULTILINE
)
HEX = re.compile(r"[\"']#[0-9A-Fa-f]{6}\b")


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_a_template_has_nothing_inline_and_nothing_from_outside(path: Path) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert not INLINE_SCRIPT.search(text)
    assert not INLINE_HANDLER.search(text)
    assert not OUTSIDE.search(text)


@pytest.mark.parametrize("path", OWN_JS, ids=str)
def test_every_module_import_ends_with_a_semicolon(path: Path) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert all(end == ";" for end in IMPORT.findall(text)), f"{path}: unhashed second copy without semicolon"


@pytest.mark.parametrize("path", OWN_JS, ids=str)
def test_no_script_writes_markup_or_evaluates_text(path: Path) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert not re.search(r"\.innerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function\(", text)


def test_server_colours_stand_in_styles_only() -> None:
    found = [
        path
        for path in package_modules()
        if path != Path("layers/styles.py") and HEX.search((ROOT / path).read_text(encoding="utf-8"))
    ]
    assert found == []
