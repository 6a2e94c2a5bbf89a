"""make_town: the same seed and moment give the same town, whether made at once or topped up."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from geodata.actions.classify_grids import classify_grids
from geodata.errors import ImportRefused
from geodata.models import Area, CareSubject, Event, EventStep, GridType, ServicePoint, Staff
from geodata.rules.event_flow import Step
from geodata.town.make import make_town
from geodata.town.store.digest import Digest, digest_town
from geodata.town.store.top_up import top_up
from geodata.town.store.town_record import find_record, loaded_until
from tests import factories
from tests.town import AS_OF, ORDER, Town, small_ground

LATER = AS_OF + timedelta(days=9, hours=5)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _digest_after(*steps: Callable[[], object]) -> Digest:
    """The digest of an empty database after these steps."""
    with undone():
        for step in steps:
            step()
        return digest_town()


def _make(order: object = ORDER) -> Callable[[], object]:
    return lambda: make_town(order, small_ground())  # type: ignore[arg-type]


def _top_up_to(moment: object) -> Callable[[], object]:
    return lambda: top_up(find_record(), moment)  # type: ignore[arg-type]


def test_same_seed_and_moment_give_the_same_hash(db: None) -> None:
    assert _digest_after(_make()) == _digest_after(_make())


def test_topping_up_ends_where_making_at_once_does(db: None) -> None:
    at_once = _digest_after(_make(replace(ORDER, as_of=LATER)))
    topped_up = _digest_after(_make(), _top_up_to(LATER))
    in_steps = _digest_after(
        _make(),
        _top_up_to(AS_OF + timedelta(hours=3)),
        _top_up_to(AS_OF + timedelta(days=4)),
        _top_up_to(LATER),
    )
    assert topped_up.parts == at_once.parts
    assert in_steps.value == at_once.value


def test_another_seed_gives_other_events(db: None) -> None:
    assert (
        _digest_after(_make()).parts["events"] != _digest_after(_make(replace(ORDER, seed=2))).parts["events"]
    )


def test_a_filled_database_is_refused_and_kept(db: None) -> None:
    factories.make_square_district()
    with pytest.raises(ImportRefused, match="already holds 8 areas"):
        make_town(ORDER, small_ground())
    assert Area.objects.count() == 8
    assert not Event.objects.exists()


@override_settings(DEMO=False)
def test_outside_demo_mode_nobody_gets_a_login(db: None) -> None:
    make_town(ORDER, small_ground())
    assert not Staff.objects.exclude(user=None).exists()


def test_topping_up_to_the_past_changes_nothing(town: Town) -> None:
    record = find_record()
    assert record is not None
    before = digest_town()
    load, _ = top_up(record, AS_OF - timedelta(days=1))
    assert (load.new, load.advanced, load.steps) == (0, 0, 0)
    assert digest_town() == before
    assert loaded_until(record) == AS_OF


def test_topping_up_moves_open_events_on(town: Town) -> None:
    record = find_record()
    assert record is not None
    opened = Event.objects.filter(closed_at=None).count()
    load, _ = top_up(record, AS_OF + timedelta(days=1))
    assert load.new > 0
    assert 0 < load.advanced <= opened
    assert load.steps > load.new


def test_topping_up_leaves_alone_what_people_have_touched(town: Town) -> None:
    """An event somebody moved on, a person visited since and a point checked by hand keep what they were given."""
    event = Event.objects.filter(step=Step.HANDLING).order_by("reported_at").last()
    subject = CareSubject.objects.order_by("next_due_on").first()
    point = ServicePoint.objects.first()
    record = find_record()
    assert None not in (record, event, subject, point)
    Event.objects.filter(pk=event.pk).update(step=Step.FEEDBACK)
    EventStep.objects.create(event=event, step=Step.FEEDBACK, at=AS_OF)
    CareSubject.objects.filter(pk=subject.pk).update(last_visit_at=AS_OF)
    ServicePoint.objects.filter(pk=point.pk).update(checked_on="2026-05-01", closed_until="2026-12-31")
    steps = EventStep.objects.filter(event=event).count()
    top_up(record, AS_OF + timedelta(days=90))
    for row in (event, subject, point):
        row.refresh_from_db()
    assert (event.step, EventStep.objects.filter(event=event).count()) == (Step.FEEDBACK, steps)
    assert subject.last_visit_at == AS_OF
    assert str(point.closed_until) == "2026-12-31"


def test_classifying_again_keeps_one_row_per_grid(town: Town) -> None:
    before = dict(GridType.objects.values_list("area_id", "grid_type"))
    found = classify_grids(AS_OF + timedelta(days=1))
    assert sum(found.values()) == len(before)
    assert dict(GridType.objects.values_list("area_id", "grid_type")) == before


def _run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_the_command_prints_a_hash_and_writes_the_truth_apart(db: None, tmp_path: Path) -> None:
    words = (
        "make_town",
        "--scale",
        "0.1",
        "--as-of",
        "2026-05-13",
        "--since",
        "2026-03-01",
        "--events",
        "3000",
    )
    report = json.loads(_run(*words, "--json", "--truth", str(tmp_path / "truth.json")))
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert len(report["hash"]) == 64
    assert report["rows"]["events"] == Event.objects.count() == pytest.approx(3000 * 73 / 365, rel=0.1)
    assert truth["grid_types"].keys() == set(Area.objects.filter(level="grid").values_list("code", flat=True))
    planted = {uuid for spot in truth["hot_spots"] for uuid in spot["events"]}
    assert planted <= {str(uuid) for uuid in Event.objects.values_list("uuid", flat=True)}
    topped_up = json.loads(_run("make_town", "--top-up", "--as-of", "2026-05-14T09:30", "--json"))
    assert topped_up["new"] > 0


def test_the_commands_say_what_to_do(db: None) -> None:
    with pytest.raises(CommandError, match="run make_town first"):
        _run("make_town", "--top-up")
    with pytest.raises(CommandError, match=r"from 0\.1 to 1\.0"):
        _run("make_town", "--scale", "7")
    with pytest.raises(CommandError, match="expected YYYY-MM-DD"):
        _run("make_town", "--as-of", "yesterday")


def test_classify_grids_prints_four_types(town: Town) -> None:
    assert sum(json.loads(_run("classify_grids", "--json")).values()) == GridType.objects.count()
    assert "老旧小区型" in _run("classify_grids")


@pytest.mark.proof
def test_the_full_town_has_panlongs_proportions(db: None) -> None:
    made = make_town(replace(ORDER, scale=1.0, since=None))
    amounts = digest_town().amounts
    assert (amounts["areas"], amounts["grid_types"], amounts["care"]) == (297, 216, 12_000)
    assert amounts["service_points"] == pytest.approx(300, abs=10)
    assert amounts["events"] == pytest.approx(86_000, rel=0.01)
    assert Staff.objects.filter(role="grid_worker").count() == 432
    assert 300 <= Event.objects.filter(closed_at=None).count() <= 900
    found = dict(GridType.objects.values_list("area__code", "grid_type"))
    truth = made.ground.true_grid_type
    assert sum(found[code] == kind for code, kind in truth.items()) >= 0.85 * len(truth)
