"""What the private cluster decides before it runs: sizes, names, places, secrets, Django's aliases."""

import json
import stat
from pathlib import Path

import pytest

from webmap.db import home, notes
from webmap.db.binaries import version_tuple
from webmap.db.errors import SetUpError
from webmap.db.names import check_name
from webmap.db.secret_store import known_passwords, role_passwords
from webmap.db.sizing import settings_for
from webmap.settings import databases as settings


@pytest.mark.parametrize(
    ("memory", "expected"),
    [
        (2048, {"shared_buffers": "256MB", "effective_cache_size": "1024MB", "max_connections": "30"}),
        (24 * 1024, {"shared_buffers": "2048MB", "effective_cache_size": "12288MB", "max_connections": "60"}),
    ],
    ids=["2 GiB", "24 GiB"],
)
def test_memory_is_shared_out_as_measured(memory: int, expected: dict[str, str]) -> None:
    assert expected.items() <= settings_for(memory).items()


def test_durability_is_never_traded_for_speed() -> None:
    for memory in (512, 2048, 24576):
        chosen = settings_for(memory)
        assert [chosen[name] for name in ("fsync", "synchronous_commit", "full_page_writes")] == ["on"] * 3
        assert chosen["listen_addresses"] == ""


@pytest.mark.parametrize("name", ["gridatlas", "houston", "a", "db_2"])
def test_a_plain_name_is_a_database_name(name: str) -> None:
    assert check_name(name) == name


@pytest.mark.parametrize(
    "name", ["", "Houston", "1st", "a-b", "a b", "x'; --", "postgres", "template_grid", "a" * 60]
)
def test_any_other_name_is_refused(name: str) -> None:
    with pytest.raises(SetUpError, match="DB_NAME"):
        check_name(name)


def test_versions_compare_by_number() -> None:
    assert version_tuple("3.10.1") > version_tuple("3.3.2dev") > version_tuple("")


def test_a_long_path_gets_a_short_socket_folder() -> None:
    near, far = Path("/srv/atlas/.local/postgres"), Path("/srv") / ("x" * 90) / ".local/postgres"
    assert home.socket_folder(near, "abc") == near
    assert len(str(home.socket_folder(far, "abc"))) <= home.LONGEST_SOCKET_FOLDER


def test_a_moved_checkout_is_decided_anew(tmp_path: Path) -> None:
    (tmp_path / ".local").mkdir()
    record = {"checkout": "/elsewhere", "data": "/d", "socket": "/s", "account": ""}
    (tmp_path / ".local" / "cluster.json").write_text(json.dumps(record))
    assert home.remembered(tmp_path) is None


def test_passwords_are_made_once_for_the_owner_of_the_files_only(tmp_path: Path) -> None:
    assert known_passwords(tmp_path) == {}
    first = role_passwords(tmp_path)
    assert role_passwords(tmp_path) == known_passwords(tmp_path) == first
    assert len(set(first.values())) == 3
    assert stat.S_IMODE((tmp_path / "roles.json").stat().st_mode) == 0o600


def test_the_measuring_crs_is_fixed_at_first_use(tmp_path: Path) -> None:
    assert notes.fix_srid(tmp_path, "houston", 32615, 4543) == 32615
    assert notes.fix_srid(tmp_path, "houston", None, 4543) == 32615
    with pytest.raises(SetUpError, match="EPSG:32615"):
        notes.fix_srid(tmp_path, "houston", 4543, 4543)
    notes.write_note(tmp_path, "houston", schema="x")
    assert notes.read_note(tmp_path, "houston") == {"measure_srid": 32615, "schema": "x"}
    notes.forget(tmp_path, "houston")
    assert notes.fix_srid(tmp_path, "houston", None, 4543) == 4543


def test_a_database_url_becomes_an_alias() -> None:
    alias = settings.parse_url("postgresql://me:p%40ss%2Fx@db.example:5433/atlas?sslmode=require")
    assert alias == {
        "NAME": "atlas",
        "USER": "me",
        "PASSWORD": "p@ss/x",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://me:secret@h/x", "postgresql://me:secret@h/", "postgres://h:port/x"]
)
def test_a_wrong_database_url_is_refused_without_repeating_the_password(url: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 - the text is looked at below
        settings.parse_url(url)
    assert "secret" not in str(refusal.value)


def test_layers_read_only_and_are_cut_when_slow(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:pw@db.example/atlas")
    aliases = settings.databases(tmp_path)
    assert aliases["default"]["CONN_MAX_AGE"] is None
    assert aliases["default"]["CONN_HEALTH_CHECKS"] is True
    session = str(aliases["layers"]["OPTIONS"])
    assert "default_transaction_read_only=on" in session
    assert "statement_timeout" in session


def test_schema_commands_work_as_the_owner(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DB_NAME", "houston")
    monkeypatch.setenv("DB_ROLE", "owner")
    assert settings.databases(tmp_path)["default"]["USER"] == "owner"
    monkeypatch.delenv("DB_ROLE")
    aliases = settings.databases(tmp_path)
    assert (aliases["default"]["USER"], aliases["layers"]["USER"]) == ("app", "layers")
    assert aliases["default"]["NAME"] == "houston"
