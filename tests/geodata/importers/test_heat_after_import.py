"""The days of an imported file are counted once it is committed, and a count that fails takes nothing back."""

from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError

from geodata.actions import keep_heat
from geodata.importers.kinds import import_file
from geodata.importers.options import ImportOptions
from geodata.models import Event, HeatCount, HeatDue
from geodata.rules.import_kinds import KindName

from .conftest import lonlat

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(table: Any) -> Path:
    """Three events on two local days."""
    place = lonlat(100, 100)
    moments = ("2026-05-01 08:00", "2026-05-01 23:30", "2026-05-02 00:10")
    path: Path = table(("time", "lon", "lat", "kind"), *((moment, *place, "噪音") for moment in moments))
    return path


def load(path: Path, *, commit: bool = True) -> None:
    import_file(KindName.EVENTS, ImportOptions(path, commit=commit, category="kind"))


def test_the_days_of_a_file_are_counted_after_its_commit(
    file: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        load(file)
        assert HeatDue.objects.exists()
        assert not HeatCount.objects.exists()
    assert not HeatDue.objects.exists()
    assert [(str(one.day), one.n) for one in HeatCount.objects.order_by("day")] == [
        ("2026-05-01", 2),
        ("2026-05-02", 1),
    ]


def test_a_file_that_is_only_checked_counts_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(keep_heat, "fold_heat_counts", lambda: pytest.fail("counted"))
    with django_capture_on_commit_callbacks(execute=True):
        load(file, commit=False)
    assert not Event.objects.exists()


def test_a_count_that_fails_keeps_the_events_and_their_days_due(
    file: Path, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def fail() -> int:
        raise DatabaseError("no space left")

    monkeypatch.setattr(keep_heat, "fold_heat_counts", fail)
    with django_capture_on_commit_callbacks(execute=True):
        load(file)
    assert Event.objects.count() == 3
    assert HeatDue.objects.exists()
