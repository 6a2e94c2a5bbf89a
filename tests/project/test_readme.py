"""The README names every setting, and every command it names exists."""

import re

import pytest
from django.core.management import get_commands

from .source import ROOT, package_modules

README = (ROOT / "README.md").read_text(encoding="utf-8")
ENVIRONMENT = re.compile(r"(?:environ(?:\.get|\.setdefault)?|getenv)[(\[]\s*\"([A-Z][A-Z_]+)\"")
# What the system or Python itself sets.
NOT_OURS = {"PATH", "HOME", "TMPDIR", "CI", "LANG", "XDG_STATE_HOME", "VIRTUAL_ENV", "PYTHONPATH", "PGPASSWORD",
            "PATH_INFO", "REQUEST_METHOD"}  # fmt: skip


def read_settings() -> set[str]:
    """Names of environment variables the packages read."""
    texts = [(ROOT / path).read_text(encoding="utf-8") for path in package_modules()]
    return {name for text in texts for name in ENVIRONMENT.findall(text)} - NOT_OURS


@pytest.mark.parametrize("name", sorted(read_settings()))
def test_a_setting_is_documented(name: str) -> None:
    assert f"`{name}`" in README or f"{name}=" in README, (
        f"{name} is read from the environment but not in the README"
    )


def test_the_settings_are_found_at_all() -> None:
    assert {"DATABASE_URL", "DB_NAME", "MEASURE_SRID", "SECRET_KEY"} <= read_settings()


@pytest.mark.parametrize("name", sorted(set(re.findall(r"make ([a-z]+)", README)) - {"it"}))
def test_a_make_target_of_the_readme_exists(name: str) -> None:
    targets = re.search(r"^TARGETS := (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert targets
    assert name in targets.group(1).split()


@pytest.mark.parametrize("name", sorted(set(re.findall(r"manage\.py ([a-z_]+)", README))))
def test_a_command_of_the_readme_exists(name: str) -> None:
    assert name in get_commands()


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`((?:webmap|layers|geodata|static|tests)/[\w/.]+)`", README)))
)
def test_a_path_of_the_readme_exists(path: str) -> None:
    assert (ROOT / path).exists()
