"""Every database test works behind the walls the product works behind, and meets a town only when it asks for one."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from geodata.queries.block_homes import forget_block_homes
from geodata.queries.community_ground import forget_ground
from geodata.queries.plan_check import forget_outlines
from geodata.queries.walking import forget_walking
from geodata.queries.walking_homes import forget_homes
from tests.town import Town, TownKeeper, become
from webmap.db.cluster import database_at_hand

_KEEPER = TownKeeper()
_DATABASE_UP = ExitStack()
_DATABASE = {"db", "transactional_db"}


def pytest_configure() -> None:
    """Start the private PostGIS where nobody else has, the last process out stops it; full counts with PROOF=1.

    Examples have no time limit: two busy cores would fail good code.
    """
    settings.register_profile("sampled", deadline=None, max_examples=50)
    settings.register_profile("proof", deadline=None, max_examples=1000)
    settings.load_profile("proof" if os.environ.get("PROOF") == "1" else "sampled")
    _DATABASE_UP.enter_context(database_at_hand(Path(__file__).resolve().parent.parent))


def pytest_unconfigure() -> None:
    """Leave the private PostGIS."""
    _DATABASE_UP.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests with a town late, so that it is loaded once, and the browser's last: its loop stays running."""
    items.sort(
        key=lambda item: (
            item.get_closest_marker("browser") is not None,
            "town" in getattr(item, "fixturenames", ()),
        )
    )


def _uses_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return bool(names & _DATABASE) or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def _town_blocker(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> DjangoDbBlocker:
    return django_db_blocker


@pytest.fixture(scope="session")
def town_keeper(_town_blocker: DjangoDbBlocker) -> TownKeeper:
    """The keeper of the town in the test database."""
    with _town_blocker.unblock():
        _KEEPER.load()
    return _KEEPER


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Bring the town back after a test that truncated, and away before a test without it."""
    if _KEEPER.town is None or not _uses_database(item):
        return
    from pytest_django.plugin import blocking_manager_key

    with item.config.stash[blocking_manager_key].unblock():
        if "town" in getattr(item, "fixturenames", ()):
            _KEEPER.load()
        else:
            _KEEPER.clear()


@pytest.fixture
def town(town_keeper: TownKeeper, db: None) -> Town:
    """The small demo town, loaded; writes of the test are rolled back."""
    assert town_keeper.town is not None
    return town_keeper.town


def _as_app(connection: BaseDatabaseWrapper, **_: object) -> None:
    """A new connection, of a server's thread for example, works as the app too."""
    become("app", connection)


@pytest.fixture(autouse=True)
def as_the_app(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """SET ROLE app for the length of a test that uses the database."""
    if not _uses_database(request.node):
        yield
        return
    for name in sorted(_DATABASE & set(request.fixturenames)):
        request.getfixturevalue(name)
    # One connection for both aliases, or the layers would not see a test's uncommitted rows.
    monkeypatch.setattr("layers.sql.ALIAS", "default")
    become("app")
    _ = connection.ops.spatial_version  # asked once a process: tests that count statements must not meet it
    connection_created.connect(_as_app)
    yield
    connection_created.disconnect(_as_app)
    # What a test rolls back raised no version: nobody may go on with what was read of it.
    for forget in (forget_walking, forget_homes, forget_ground, forget_outlines, forget_block_homes):
        forget()
    if connection.connection is not None and not connection.needs_rollback:
        become("NONE")
