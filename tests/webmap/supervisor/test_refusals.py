"""What a real server must offer, and how a wrong wish is refused."""

import pytest

from webmap.bootstrap import port
from webmap.db.binaries import refuse_old_postgis, refuse_old_postgresql
from webmap.db.errors import SetUpError
from webmap.supervisor.schema import wanted_srid


def refusal(version: str) -> str:
    """What is said against a PostGIS version; nothing where it is accepted."""
    try:
        refuse_old_postgis(version)
    except SetUpError as problem:
        return str(problem)
    return ""


@pytest.mark.parametrize("version", ["3.3.0", "3.3.2dev", "3.10.0", "4.0"])
def test_a_postgis_from_3_3_on_is_accepted(version: str) -> None:
    assert refusal(version) == ""


@pytest.mark.parametrize("version", ["2.5.9", "3.2.99"])
def test_an_older_postgis_is_refused_with_what_to_do(version: str) -> None:
    assert f"PostGIS {version} is too old: upgrade" in refusal(version)


def test_a_database_without_postgis_is_refused_with_what_to_do() -> None:
    assert "CREATE EXTENSION postgis" in refusal("")


def test_an_older_postgresql_is_refused_with_what_to_do() -> None:
    with pytest.raises(SetUpError, match="PostgreSQL 14 is too old: upgrade"):
        refuse_old_postgresql(14)


@pytest.mark.parametrize("text", ["0", "65536", "http", "-1", "８０００"])
def test_nonsense_is_no_port(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("PORT", text)
    with pytest.raises(SetUpError, match="port number"):
        port.wanted_port()


@pytest.mark.parametrize("text", ["4326", "3857", "abc"])
def test_a_srid_that_is_no_measuring_crs_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("MEASURE_SRID", text)
    with pytest.raises(SetUpError, match="MEASURE_SRID"):
        wanted_srid()
