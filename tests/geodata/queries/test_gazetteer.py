"""The town's own addresses found again, written in many ways; what is not in the town is not placed."""

import csv
import random
from collections import Counter
from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest
import shapely
from django.contrib.gis.db.models.functions import PointOnSurface

from geodata.actions.settle_changes import settle_changes
from geodata.analysis.address_candidate import Precision
from geodata.analysis.address_entries import Gazetteer
from geodata.analysis.address_index import AddressIndex
from geodata.analysis.address_match import Located, Verdict
from geodata.models import Building, PlaceAlias, ServicePoint
from geodata.queries.gazetteer import gazetteer, kept_address_index, locate_rows
from geodata.rules.address import parse_address, split_places
from tests.reference import reference_file
from tests.town import AS_OF

from .address_variants import VARIANTS

SAMPLE = 400
NEAR_M = 60.0
# What the measured shares must not fall below; see test_no_more_than_one_in_200_is_placed_wrongly for the other side.
LEAST_PLACED = 0.99
LEAST_OFFERED_WITH_A_WRONG_SIGN = 0.85
MOST_WRONG = 0.005


@dataclass(frozen=True)
class Found:
    """How texts were located: the share placed near the true place, placed elsewhere, and offered near it."""

    placed: float
    wrong: int
    offered: float


@pytest.fixture
def entries(town) -> Gazetteer:
    return _entries()


@pytest.fixture
def index(town) -> AddressIndex:
    return _index()


@cache
def _index() -> AddressIndex:
    return AddressIndex(_entries())


@cache
def _entries() -> Gazetteer:
    """The town's entries, read once: they are plain arrays and the town is always the same."""
    return gazetteer(AS_OF.date())


@pytest.fixture
def sample(town) -> list[tuple[str, float, float]]:
    """Stored addresses with a point on their building."""
    rows = Building.objects.exclude(address="").annotate(place=PointOnSurface("geom")).order_by("id")
    known = [(row.address, row.place.x, row.place.y) for row in rows]
    return random.Random(7).sample(known, SAMPLE)


def _judge(located: list[Located], sample: list[tuple[str, float, float]]) -> Found:
    placed = wrong = offered = 0
    for found, (_, x, y) in zip(located, sample, strict=True):
        if found.verdict is Verdict.PLACED:
            right = np.hypot(found.x_m - x, found.y_m - y) <= NEAR_M
            placed, wrong = placed + right, wrong + (not right)
        else:
            offered += any(np.hypot(one.x_m - x, one.y_m - y) <= NEAR_M for one in found.candidates)
    return Found(placed / len(sample), wrong, offered / len(sample))


def _written(variant: str, sample: list[tuple[str, float, float]]) -> list[str]:
    rng = random.Random(variant)
    return [VARIANTS[variant](address, rng) for address, _, _ in sample]


@pytest.mark.parametrize("variant", [name for name in VARIANTS if name != "one wrong sign"])
def test_nearly_every_address_is_placed_however_it_is_written(index, sample, variant) -> None:
    found = _judge(locate_rows(_written(variant, sample), None, index), sample)
    assert found.placed >= LEAST_PLACED, f"{variant}: {found}"
    assert found.wrong == 0


def test_a_wrong_sign_is_offered_and_hardly_ever_placed(index, sample) -> None:
    """Placed wrongly only where the wrong sign makes another address of the town."""
    texts = _written("one wrong sign", sample)
    located = locate_rows(texts, None, index)
    found = _judge(located, sample)
    assert found.offered >= LEAST_OFFERED_WITH_A_WRONG_SIGN, found
    stored = {address.replace(" ", "") for address in Building.objects.values_list("address", flat=True)}
    unfounded = [
        text
        for text, one in zip(texts, located, strict=True)
        if one.verdict is Verdict.PLACED
        and one.candidates[0].precision is Precision.BUILDING
        and text not in stored
    ]
    assert unfounded == []


def test_no_more_than_one_in_200_is_placed_wrongly(index, sample) -> None:
    found = [_judge(locate_rows(_written(name, sample), None, index), sample) for name in VARIANTS]
    wrong, right = sum(one.wrong for one in found), sum(one.placed for one in found) * len(sample)
    assert wrong <= MOST_WRONG * (wrong + right)


@pytest.mark.parametrize("form", ["{}", "{}旁", "位于{}", " {} "])
def test_every_service_point_is_found_by_its_name(index, form) -> None:
    points = list(ServicePoint.objects.all())
    located = locate_rows([form.format(point.name) for point in points], None, index)
    off = [
        (point.name, found.verdict)
        for point, found in zip(points, located, strict=True)
        if found.verdict is not Verdict.PLACED
        or np.hypot(found.x_m - point.geom.x, found.y_m - point.geom.y) > NEAR_M
    ]
    assert len(points) > 20
    assert off == []


def test_what_the_town_does_not_have_is_not_placed(index, sample) -> None:
    roads = [address.split(" ")[0] for address, _, _ in sample]
    absent = [f"{road}9{i:03d}号" for i, road in enumerate(roads)]
    absent += [f"{road}3号院97栋" for road in roads]
    absent += [f"臆造{road[:1]}路{i}号" for i, road in enumerate(roads)]
    absent += ["幸运花园3栋", "臆造大厦", "飞虹路与落日街交叉口", "远山区" + roads[0] + "2号"]
    located = locate_rows(absent, None, index)
    assert [one.text for one in located if one.verdict is Verdict.PLACED] == []


def test_a_number_left_out_of_the_register_is_placed_between_its_neighbours(entries, sample) -> None:
    """Leave a third of all doors out and ask for them: the true door lies within the uncertainty told."""
    kept = random.Random(5).choices([True, True, False], k=len(entries))
    hidden = [
        (entries.address[i], entries.x_m[i], entries.y_m[i])
        for i in range(len(entries))
        if entries.kind[i] == "building" and not kept[i]
    ]
    thinned = _without(entries, np.array(kept) | (entries.kind == "road") | (entries.kind == "area"))
    placed = [
        (found, np.hypot(found.x_m - x, found.y_m - y))
        for found, (_, x, y) in zip(
            locate_rows([a for a, _, _ in hidden], None, AddressIndex(thinned)), hidden, strict=True
        )
        if found.verdict is Verdict.PLACED
    ]
    assert len(placed) >= 0.25 * len(hidden)
    assert {found.candidates[0].precision for found, _ in placed} == {Precision.DOOR_INTERPOLATED}
    assert np.mean([away <= found.uncertainty_m for found, away in placed]) >= 0.9
    assert np.mean([away <= NEAR_M for _, away in placed]) >= 0.99


def _without(entries: Gazetteer, kept: np.ndarray) -> Gazetteer:
    rows = np.flatnonzero(kept & (entries.kind != "point"))
    return Gazetteer(
        kind=entries.kind[rows],
        key=entries.key[rows],
        name=[entries.name[i] for i in rows],
        address=[entries.address[i] for i in rows],
        x_m=entries.x_m[rows],
        y_m=entries.y_m[rows],
        radius_m=entries.radius_m[rows],
        shape=entries.shape[rows],
        level=[entries.level[i] for i in rows],
    )


@pytest.mark.parametrize("form", ["{}与{}交叉口", "{}{}路口", "{}×{}", "{}和{}交汇处", "{}、{}交叉口"])
def test_a_crossing_lies_on_both_roads(entries, index, form) -> None:
    roads = [i for i in range(len(entries)) if entries.kind[i] == "road"]
    lines = entries.shape[roads]
    first, second = shapely.STRtree(lines).query(lines, predicate="intersects")
    pairs = random.Random(3).sample([(a, b) for a, b in zip(first, second, strict=True) if a < b], 150)
    names = [(entries.name[roads[a]], entries.name[roads[b]]) for a, b in pairs]
    located = locate_rows([form.format(*pair) for pair in names], None, index)
    placed = [
        (pair, found) for pair, found in zip(pairs, located, strict=True) if found.verdict is Verdict.PLACED
    ]
    assert len(placed) >= 0.9 * len(pairs)  # the others meet more than once
    for (a, b), found in placed:
        place = shapely.Point(found.x_m, found.y_m)
        assert max(place.distance(lines[a]), place.distance(lines[b])) <= found.uncertainty_m


def test_an_alias_stored_by_staff_is_used(town) -> None:
    name = ServicePoint.objects.order_by("id")[0].name
    PlaceAlias.objects.create(alias="老供销社", name=name)
    assert locate_rows(["老供销社"], None, AddressIndex(gazetteer(AS_OF.date())))[0].verdict is Verdict.PLACED


def test_the_gazetteer_is_read_in_six_statements(town, django_assert_num_queries) -> None:
    with django_assert_num_queries(6):
        found = gazetteer(AS_OF.date())
    assert set(Counter(found.kind.tolist())) == {"building", "point", "road", "place", "area"}


def test_the_kept_address_index_is_read_again_only_after_a_change(town, django_assert_num_queries) -> None:
    first = kept_address_index()
    with django_assert_num_queries(2):
        assert kept_address_index() is first
    Building.objects.filter(pk=Building.objects.order_by("pk")[0].pk).update(address="臆造路 1 号")
    settle_changes("buildings")
    assert locate_rows(["臆造路1号"], None, kept_address_index())[0].verdict is Verdict.PLACED
    PlaceAlias.objects.create(alias="老供销社", name="臆造路")
    assert locate_rows(["老供销社1号"], None, kept_address_index())[0].verdict is Verdict.PLACED


def test_an_empty_database_gives_an_empty_gazetteer(db) -> None:
    assert len(gazetteer()) == 0


def test_the_places_of_the_flood_file_are_told_apart() -> None:
    path = reference_file("kunming/昆明积水近三年公开场次-2023至2026.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [row[2] for row in list(csv.reader(file))[1:]]
    places = [split_places(cell) for cell in cells]
    parts = [parse_address(place) for cell in places for place in cell]
    assert all(places)
    assert sum(map(len, places)) >= 2 * len(cells)
    telling = [bool(part.road or part.landmark or part.estate) for part in parts]
    assert np.mean(telling) >= 0.9
    assert not any(mark in part.text for part in parts for mark in ";；")
    assert sum(bool(part.crossing) for part in parts) >= sum(cell.count("×") for cell in cells)
