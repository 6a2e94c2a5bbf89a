"""A running server simplifies what changed, by itself."""

import time
from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone

from geodata.models import Generalised, Road, SimpleGround, SimpleGroundState
from geodata.queries.border_sets import border_sets
from geodata.queries.ground_shapes import GroundLayer, ground_state
from geodata.rules.generalisation import BANDS
from geodata.rules.levels import CHANGE_KINDS
from layers.registry import LAYERS
from tests import factories
from webmap.live.simple_forms import SIMPLIFIED, SimpleFormsKeeper

from .started_server import started_server

pytestmark = pytest.mark.django_db(transaction=True)
# A server may be this slow to start beside others.
PATIENCE_S = 60


@pytest.fixture
def district() -> Iterator[None]:
    """Borders to simplify, and in the end nothing left of what was made of them."""
    factories.make_square_district()
    yield
    for model in (Generalised, SimpleGround, SimpleGroundState):
        model.objects.all().delete()


@pytest.fixture
def keeper(district: None) -> Iterator[SimpleFormsKeeper]:
    """A keeper at work."""
    made = SimpleFormsKeeper()
    yield made
    made.close()


def add_road(y: float) -> Road:
    """A road across the district, drawn far out too."""
    return factories.make_road((0, y), (900, y), road_class="arterial", width_m=30)


def roads_are_simple() -> bool:
    return ground_state(GroundLayer.ROADS).simple


def shown_roads() -> set[int]:
    """Ids of the roads that tiles show simply; none while they are drawn exactly."""
    made = SimpleGround.objects.filter(layer=GroundLayer.ROADS, band=BANDS[0])
    return set(made.values_list("source_id", flat=True)) if roads_are_simple() else set()


def borders_are_simple() -> bool:
    return all(found.made for found in border_sets(timezone.localdate()))


def comes_true(condition: Callable[[], bool]) -> bool:
    """Whether a condition holds before patience ends."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


def test_it_simplifies_at_its_start_and_after_a_change(keeper: SimpleFormsKeeper) -> None:
    add_road(100)
    keeper(False)
    keeper._thread.submit(lambda: None).result()
    assert roads_are_simple()
    assert borders_are_simple()
    add_road(200)
    assert not roads_are_simple()
    keeper(False)
    keeper._thread.submit(lambda: None).result()
    assert not roads_are_simple()
    keeper(True)
    keeper._thread.submit(lambda: None).result()
    assert roads_are_simple()


def test_every_layer_that_is_drawn_simplified_is_looked_after() -> None:
    drawn = {*CHANGE_KINDS.values(), "landcover", "water", "roads"}
    assert drawn == SIMPLIFIED
    assert drawn <= {kind for layer in LAYERS.values() for kind in layer.kinds}


def test_the_server_that_is_started_does_so_by_itself(district: None) -> None:
    add_road(100)
    assert not roads_are_simple()
    assert not borders_are_simple()
    with started_server():
        assert comes_true(roads_are_simple)
        assert comes_true(borders_are_simple)
        before = shown_roads()
        road = add_road(200)
        assert comes_true(lambda: shown_roads() == before | {road.pk})
