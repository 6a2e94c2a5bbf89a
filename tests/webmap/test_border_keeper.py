"""A running server simplifies what changed, by itself."""

from collections.abc import Iterator

import pytest
from django.contrib.gis.geos import LineString

from geodata.crs import MEASURE
from geodata.models import Generalised, Road, SimpleGround, SimpleGroundState
from geodata.queries.ground_shapes import GroundLayer, ground_state
from geodata.rules.levels import CHANGE_KINDS
from layers.registry import LAYERS
from tests import factories
from tests.factories import ORIGIN
from webmap.asgi import application
from webmap.live import LiveSite
from webmap.live.borders import SIMPLIFIED, BorderKeeper

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def keeper() -> Iterator[BorderKeeper]:
    """A keeper at work, and nothing left of what it made."""
    factories.make_square_district()
    made = BorderKeeper()
    yield made
    made.close()
    for model in (Generalised, SimpleGround, SimpleGroundState):
        model.objects.all().delete()


def add_road(y: float) -> None:
    """A road across the district."""
    line = LineString((ORIGIN[0], ORIGIN[1] + y), (ORIGIN[0] + 900, ORIGIN[1] + y), srid=MEASURE)
    Road.objects.create(road_class="arterial", width_m=30, geom=line)


def test_it_simplifies_at_its_start_and_after_a_change(keeper: BorderKeeper) -> None:
    add_road(100)
    keeper(False)
    keeper._thread.submit(lambda: None).result()
    assert ground_state(GroundLayer.ROADS).simple
    assert Generalised.objects.exists()
    add_road(200)
    assert not ground_state(GroundLayer.ROADS).simple
    keeper(False)
    keeper._thread.submit(lambda: None).result()
    assert not ground_state(GroundLayer.ROADS).simple
    keeper(True)
    keeper._thread.submit(lambda: None).result()
    assert ground_state(GroundLayer.ROADS).simple


def test_every_layer_that_is_drawn_simplified_is_looked_after() -> None:
    drawn = {*CHANGE_KINDS.values(), "landcover", "water", "roads"}
    assert drawn == SIMPLIFIED
    assert drawn <= {kind for layer in LAYERS.values() for kind in layer.kinds}


def test_the_server_that_is_started_switches_it_on() -> None:
    live = application._site
    assert isinstance(live, LiveSite)
    assert live._keep_borders
