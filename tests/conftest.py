"""Every database test works behind the walls the product works behind: as the app's role."""

from collections.abc import Iterator

import pytest
from django.db import connection


def _become(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")


@pytest.fixture(autouse=True)
def as_the_app(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """SET ROLE app for the length of a test that uses the database."""
    names = {"db", "transactional_db"} & set(request.fixturenames)
    if not names:
        yield
        return
    for name in names:
        request.getfixturevalue(name)
    # One connection for both aliases, or the layers would not see a test's uncommitted rows.
    monkeypatch.setattr("layers.sql.ALIAS", "default")
    _become("app")
    yield
    if connection.connection is not None and not connection.needs_rollback:
        _become("NONE")
