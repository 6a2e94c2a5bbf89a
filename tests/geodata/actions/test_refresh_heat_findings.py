"""Findings are worked out once, replaced whole, true to what was planted, and warnings keep their state."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import StringIO

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from geodata.actions.carry_warnings import KnownChance, Watch, carry_warnings
from geodata.actions.refresh_heat_findings import refresh_heat_findings
from geodata.analysis.space_time_scan import Chance
from geodata.models import (
    EmergingWarning,
    Event,
    EventCategory,
    HeatRefresh,
    HotspotCell,
    HotspotGrid,
    RankedPlace,
    Ranking,
    Repeat,
    Staff,
    WarningStep,
)
from geodata.queries.hotspot_events import (
    KnownEvents,
    event_places,
    grid_shapes,
    known_events,
    study_bounds_of,
)
from geodata.rules.heat_limits import HOTSPOT_DAYS, WARNING_CHANCE_DAYS
from geodata.rules.viewer import Role
from geodata.town.calendar import ZONE
from tests import factories
from tests.town import AS_OF, Town

LAST_DAY = date(2026, 5, 12)  # the town ends at noon of the 13th: only whole days count
WATCHED_DAYS = 100
BUSY = ("noise", "garbage", "parking", "street_vending", "fire_hazard")


def ids() -> dict[str, list[int]]:
    """The rows of all findings."""
    tables = (HeatRefresh, HotspotCell, HotspotGrid, Ranking, RankedPlace, EmergingWarning, WarningStep)
    return {
        table.__name__: list(table.objects.order_by("pk").values_list("pk", flat=True)) for table in tables
    }


def figures() -> list[tuple[object, ...]]:
    """What all findings say, whatever their row numbers."""
    named = ("refresh__category__code", "verdict", "trend", "seen", "z", "q", "geom")
    cells = [(*row, geom.wkt) for *row, geom in HotspotCell.objects.values_list(*named)]
    ranks = RankedPlace.objects.values_list(
        "ranking__refresh__category__code", "ranking__by", "rank", "expected", "high"
    )
    grids = HotspotGrid.objects.values_list("refresh__category__code", "area__code", "rate", "hot")
    return sorted(map(str, (*cells, *ranks, *grids)))


def make_all_due() -> None:
    """As if the data had changed since."""
    HeatRefresh.objects.update(data_version="earlier")


def test_the_town_comes_with_findings_of_every_category_up_to_its_last_whole_day(town: Town) -> None:
    categories = EventCategory.objects.count()
    assert HeatRefresh.objects.count() == categories + 1
    assert set(HeatRefresh.objects.values_list("last_day", "first_day")) == {
        (LAST_DAY, LAST_DAY - timedelta(days=HOTSPOT_DAYS - 1))
    }
    assert HotspotCell.objects.filter(verdict="hot").exists()
    assert Ranking.objects.filter(refresh__category=None).count() == 4


def test_incidents_are_counted_as_in_every_other_figure(town: Town) -> None:
    refresh = HeatRefresh.objects.get(category=None)
    reports = Event.objects.filter(reported_at__date__range=(refresh.first_day, refresh.last_day))
    incidents = reports.exclude(pk__in=Repeat.objects.values("event_id"))
    assert (refresh.reports, refresh.incidents) == (reports.count(), incidents.count())
    assert refresh.incidents < refresh.reports


def test_a_second_run_changes_nothing(town: Town) -> None:
    before = ids()
    found = refresh_heat_findings(AS_OF)
    assert (found.made, found.kept) == (0, EventCategory.objects.count() + 1)
    assert ids() == before


def test_worked_out_anew_from_the_same_data_everything_says_the_same(town: Town) -> None:
    before, warnings = figures(), EmergingWarning.objects.order_by("pk").values()
    steps, known = WarningStep.objects.count(), list(warnings.all())
    make_all_due()
    found = refresh_heat_findings(AS_OF)
    assert found.kept == 0
    assert figures() == before
    assert list(warnings.all()) == known
    assert WarningStep.objects.count() == steps


def test_one_category_is_worked_out_by_itself(town: Town) -> None:
    make_all_due()
    noise = EventCategory.objects.get(code="noise")
    assert refresh_heat_findings(AS_OF, category_id=noise.pk).made == 1
    fresh = HeatRefresh.objects.exclude(data_version="earlier")
    assert list(fresh.values_list("category__code", flat=True)) == ["noise"]


def test_findings_of_before_are_gone_whole(town: Town) -> None:
    make_all_due()
    before = set(ids()["HotspotCell"])
    refresh_heat_findings(AS_OF - timedelta(days=28))
    assert not before & set(ids()["HotspotCell"])
    assert set(HeatRefresh.objects.values_list("last_day", flat=True)) == {LAST_DAY - timedelta(days=28)}


def test_while_another_process_is_at_it_nothing_is_done(town: Town) -> None:
    make_all_due()
    before = ids()
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(7160414)")
        assert refresh_heat_findings(AS_OF).busy
        assert ids() == before
    finally:
        other.close()


def test_a_failure_in_the_middle_leaves_the_findings_of_before(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_all_due()
    before = ids()
    calls = iter(range(5))

    def fails(*_: object) -> int:
        if next(calls) == 4:
            raise RuntimeError
        return 0

    monkeypatch.setattr("geodata.actions.refresh_heat_findings.store_hot_cells", fails)
    with pytest.raises(RuntimeError):
        refresh_heat_findings(AS_OF)
    assert ids() == before


def test_no_event_gives_no_findings(db: None) -> None:
    factories.make_square_district()
    found = refresh_heat_findings(timezone.now())
    assert (found.last_day, found.made) == (None, 0)
    assert not HeatRefresh.objects.exists()


def test_a_handful_of_events_gives_findings_that_judge_nothing(db: None) -> None:
    district = factories.make_square_district()
    now = timezone.now()
    for days in range(1, 6):
        factories.make_event(district.grid("W1"), 100, 100, now - timedelta(days=days))
    refresh_heat_findings(now)
    assert not HotspotCell.objects.filter(verdict="hot").exists()
    assert not EmergingWarning.objects.exists()
    assert not Ranking.objects.exists()
    assert set(HotspotGrid.objects.values_list("too_few", "rate")) == {(True, None)}


def test_old_data_are_looked_at_as_of_their_own_last_day(db: None) -> None:
    district = factories.make_square_district()
    then = timezone.now() - timedelta(days=5_000)
    factories.make_event(district.grid("W1"), 100, 100, then)
    assert refresh_heat_findings(timezone.now()).last_day == timezone.localdate(then)


@pytest.fixture
def noise(town: Town) -> Watch:
    """The town's noise, to be scanned as of its last day, with no warning known."""
    EmergingWarning.objects.all().update(
        last_seen_on=date(2000, 1, 1), starts_on=date(2000, 1, 1), raised_on=date(2000, 1, 1)
    )
    return watch_of("noise")


def watch_of(code: str) -> Watch:
    events = known_events(LAST_DAY, grid_shapes(LAST_DAY))
    category = EventCategory.objects.get(code=code)
    bounds = study_bounds_of(events, event_places(events))
    return Watch(category.pk, events.of([category.pk]), bounds, LAST_DAY, timezone.now())


def with_burst(watch: Watch, days: int, per_day: int = 8) -> Watch:
    """The same with so many more a day in one quiet corner of the town, 250 m apart so that each is its own."""
    west, south, *_ = watch.bounds
    last = watch.last_day.toordinal()
    spread = np.array([[x, y] for x in (60.0, 400.0) for y in (60.0, 400.0)])
    corner = np.floor(np.array([west, south]) / 500 + 1) * 500
    extra = np.array([corner + spread[i % 4] for i in range(days * per_day)])
    when = np.repeat(np.arange(last - days + 1, last + 1), per_day) + 0.5
    known = watch.reports
    points, moments = np.vstack([known.points, extra]), np.concatenate([known.when, when])
    return replace(watch, reports=alone(points, moments, watch.category_id))


def alone(points: np.ndarray, when: np.ndarray, category_id: int) -> KnownEvents:
    """Events each of which is an incident of its own."""
    n = len(when)
    return KnownEvents(points, when, np.full(n, category_id), np.zeros(n, dtype=bool), np.full(n, -1))


def on(watch: Watch, day: date) -> Watch:
    return replace(watch, last_day=day)


def latest() -> EmergingWarning:
    return EmergingWarning.objects.exclude(last_seen_on=date(2000, 1, 1)).get()


RARE = KnownChance(Chance(6.0, 0.3), LAST_DAY.toordinal())


def test_a_burst_is_warned_of_once_and_goes_on_with_its_state(noise: Watch) -> None:
    yesterday = LAST_DAY - timedelta(days=1)
    burst = with_burst(noise, 3)
    carry_warnings(on(burst, yesterday), RARE, yesterday - timedelta(days=1))
    first = latest()
    assert (first.state, first.raised_on, first.last_seen_on) == ("new", yesterday, yesterday)
    assert list(first.steps.values_list("step", flat=True)) == ["raised"]
    person = Staff.objects.filter(role=Role.OPERATOR)[0]
    EmergingWarning.objects.filter(pk=first.pk).update(
        state="acknowledged", acknowledged_by=person, acknowledged_at=timezone.now()
    )
    carry_warnings(burst, RARE, yesterday)
    again = latest()
    assert (again.pk, again.state, again.raised_on, again.last_seen_on) == (
        first.pk,
        "acknowledged",
        yesterday,
        LAST_DAY,
    )
    assert again.observed > first.observed
    assert again.steps.count() == 1
    assert again.observed <= again.reports
    assert again.recurrence_days >= 100


def test_missed_nights_are_made_up_for(noise: Watch) -> None:
    """A burst of three days that ended nine days ago is told of by a refresh that comes late."""
    ended = LAST_DAY - timedelta(days=12)
    gone = with_burst(on(noise, ended), 3)
    carry_warnings(on(gone, LAST_DAY), RARE, ended - timedelta(days=3))
    found = EmergingWarning.objects.exclude(last_seen_on=date(2000, 1, 1)).order_by("raised_on").first()
    assert found is not None
    assert ended - timedelta(days=2) <= found.raised_on <= ended


def test_a_look_back_does_not_take_a_warning_back(noise: Watch) -> None:
    burst = with_burst(noise, 3)
    carry_warnings(burst, RARE, LAST_DAY - timedelta(days=1))
    told = EmergingWarning.objects.filter(pk=latest().pk).values().get()
    carry_warnings(on(burst, LAST_DAY - timedelta(days=1)), RARE, LAST_DAY)
    assert EmergingWarning.objects.filter(pk=told["id"]).values().get() == told


def test_chance_is_worked_out_anew_after_a_week(noise: Watch) -> None:
    known = carry_warnings(noise, None, LAST_DAY)
    assert known is not None
    assert carry_warnings(noise, known, LAST_DAY) == known
    old = replace(known, day=known.day - WARNING_CHANCE_DAYS)
    assert carry_warnings(noise, old, LAST_DAY) == known
    assert KnownChance.of_json(json.loads(json.dumps(known.as_json()))) == known


def test_shuffled_events_warn_at_most_once_in_a_hundred_days(town: Town) -> None:
    counts = []
    for number, code in enumerate(BUSY):
        watch = watch_of(code)
        EmergingWarning.objects.filter(category_id=watch.category_id).update(
            last_seen_on=date(2000, 1, 1), starts_on=date(2000, 1, 1), raised_on=date(2000, 1, 1)
        )
        incidents = watch.reports.incidents
        when = np.random.default_rng(number).permutation(incidents.when)
        shuffled = replace(watch, reports=alone(incidents.points, when, watch.category_id))
        known = None
        for ago in range(WATCHED_DAYS - 1, -1, -1):
            day = LAST_DAY - timedelta(days=ago)
            known = carry_warnings(on(shuffled, day), known, day - timedelta(days=1))
        raised = EmergingWarning.objects.filter(category_id=watch.category_id)
        counts.append(raised.exclude(last_seen_on=date(2000, 1, 1)).count())
    print(
        f"warnings in {WATCHED_DAYS} days of shuffled events, by category: {dict(zip(BUSY, counts, strict=True))}"
    )
    assert np.mean(counts) <= 1


def run(*words: str) -> str:
    """What the command prints."""
    told = StringIO()
    call_command("refresh_heat_findings", *words, stdout=told)
    return told.getvalue()


def test_the_command_tells_what_it_did(town: Town) -> None:
    told = json.loads(run("--as-of", "2026-05-13", "--json"))
    assert (told["last_day"], told["made"], told["busy"]) == ("2026-05-12", 0, False)
    assert "截至 2026-05-12" in run("--as-of", "2026-05-13")
    make_all_due()
    assert json.loads(run("--as-of", "2026-05-13", "--category", "noise", "--json"))["made"] == 1


def test_the_command_refuses_an_unknown_category(db: None) -> None:
    with pytest.raises(CommandError, match="nothing_such"):
        run("--category", "nothing_such")


def test_topping_up_leaves_findings_to_the_daily_work(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    before = ids()
    call_command("make_town", "--top-up", "--as-of", "2026-05-14T08:00", verbosity=0)
    assert ids() == before
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 5, 14, 8, tzinfo=ZONE))
    call_command("refresh_daily", stdout=StringIO())
    assert set(HeatRefresh.objects.values_list("last_day", flat=True)) == {date(2026, 5, 13)}
