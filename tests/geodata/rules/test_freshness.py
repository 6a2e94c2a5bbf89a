"""How data stands to its sharing target, and what makes a row complete."""

from datetime import date, timedelta

import pytest
from django.apps import apps

from geodata.rules.completeness import WANTED, share_of
from geodata.rules.freshness import Freshness, freshness
from geodata.rules.import_kinds import KindName

TODAY = date(2026, 5, 13)


@pytest.mark.parametrize(
    ("days", "every_days", "expected"),
    [
        (0, 30, "on_time"), (23, 30, "on_time"), (24, 30, "soon"), (30, 30, "soon"), (31, 30, "overdue"),
        (400, 30, "overdue"), (0, 1, "on_time"), (1, 1, "soon"), (2, 1, "overdue"), (-1, 30, "on_time"),
        (None, 30, "never"),
    ],
)  # fmt: skip
def test_data_is_fresh_until_its_agreed_days_are_over(
    days: int | None, every_days: int, expected: str
) -> None:
    received = None if days is None else TODAY - timedelta(days=days)
    assert freshness(received, TODAY, every_days) == expected


def test_states_are_listed_by_what_needs_attention() -> None:
    assert list(Freshness) == ["never", "overdue", "soon", "on_time"]


def test_an_agreement_of_no_days_is_refused() -> None:
    with pytest.raises(ValueError, match="every_days is 0"):
        freshness(TODAY, TODAY, 0)


def test_every_kind_but_those_without_a_table_of_their_own_says_what_is_complete() -> None:
    assert set(KindName) - set(WANTED) == {KindName.OSM, KindName.CARE}


@pytest.mark.parametrize("kind", WANTED)
def test_wanted_columns_exist_once_in_their_table(kind: KindName) -> None:
    tables = {model._meta.db_table: model for model in apps.get_app_config("geodata").get_models()}
    columns = {field.column for field in tables[WANTED[kind].table]._meta.concrete_fields}
    names = [column.name for column in WANTED[kind].columns]
    assert len(set(names)) == len(names)
    assert set(names) <= columns
    assert all(column.zh and column.en for column in WANTED[kind].columns)


def test_no_rows_have_no_share() -> None:
    assert share_of(0, 0) is None
    assert share_of(1, 3) == pytest.approx(1 / 3)
