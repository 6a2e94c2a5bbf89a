"""Nothing of a builder's machine is committed: no addresses in locks, no foreign paths, no secrets."""

import re
from pathlib import Path

import pytest

from .source import ROOT, tracked

TEXTS = tracked(".py", ".js", ".css", ".html", ".md", ".toml", ".txt", ".json", ".sql", ".in", ".po")
FOREIGN = re.compile(r"(?<![\w.])/(?:work|root|farm)/")
ADDRESS = re.compile(r"--(?:extra-)?index-url|\"resolved\":\s*\"http|registry\s*=\s*http")


@pytest.mark.parametrize("path", TEXTS, ids=str)
def test_a_file_names_no_foreign_path_and_no_registry(path: Path) -> None:
    if path == Path(__file__).relative_to(ROOT):
        pytest.skip("the patterns themselves")
    text = (ROOT / path).read_text(encoding="utf-8")
    assert not FOREIGN.search(text)
    assert not ADDRESS.search(text)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_pinned_package_carries_hashes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pinned = re.findall(r"^[A-Za-z0-9][\w.\[\]-]*==", text, re.MULTILINE)
    hashed = re.findall(r"^[A-Za-z0-9][\w.\[\]-]*==[^\n]*\\\n\s+--hash=sha256:", text, re.MULTILINE)
    assert pinned
    assert len(pinned) == len(hashed)


def test_django_is_at_or_above_the_floor() -> None:
    import django

    assert (5, 2, 17) <= django.VERSION[:3] < (6, 0, 0)


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    from io import StringIO

    from django.core.management import call_command

    out = StringIO()
    call_command("makemigrations", "--check", "--dry-run", "geodata", stdout=out, skip_checks=True)
    assert "No changes" in out.getvalue()
