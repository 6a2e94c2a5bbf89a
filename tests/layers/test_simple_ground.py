"""Land cover, water and roads far out: simple, sound, of the present data and of no other."""

from collections.abc import Iterator
from typing import Any

import mapbox_vector_tile
import numpy as np
import pytest
import shapely
from django.contrib.gis.geos import LineString, Polygon
from django.core.management import call_command
from django.db import connection, transaction

from geodata.actions.generalise_ground import generalise_ground
from geodata.actions.settle_changes import settle_changes
from geodata.crs import MEASURE
from geodata.models import DataVersion, LandCover, Road, SimpleGround, SimpleGroundState, Water
from geodata.queries.ground_shapes import GroundLayer, ground_state
from geodata.rules.generalisation import (
    BANDS,
    ROADS_FROM,
    least_area_web_m2,
    road_classes_at,
    tolerance_web_m,
)
from geodata.rules.ground_kinds import ROAD_CLASSES
from geodata.rules.viewer import PUBLIC_VIEWER
from layers.known_changes import KNOWN, KnownChanges
from layers.tile_answers import Asked, tile_answer
from layers.tile_grid import Tile
from tests.factories import ORIGIN, SquareDistrict
from tests.town import Town

FAR = 13
# Metres that nobody sees at zoom 13, where half a pixel has nine.
DENT_M = 6


@pytest.fixture
def simplified(town: Town) -> Town:
    """The town with its simple forms."""
    assert generalise_ground() > 0
    settle_changes("landcover")
    return town


def exact(model: Any) -> dict[int, shapely.Geometry]:
    """Id → shape in EPSG:3857."""
    return {key: shapely.from_wkb(bytes(web.wkb)) for key, web in model.objects.values_list("pk", "web")}


def forms(layer: str, band: int) -> dict[int, shapely.Geometry]:
    """Id → simple shape of a band."""
    found = SimpleGround.objects.filter(layer=layer, band=band).order_by("source_id")
    return {key: shapely.from_wkb(bytes(web.wkb)) for key, web in found.values_list("source_id", "web")}


@pytest.mark.parametrize(("layer", "model"), [("landcover", LandCover), ("water", Water)])
def test_surfaces_are_valid_simpler_and_those_that_are_large_enough(
    simplified: Town, layer: str, model: Any
) -> None:
    true = exact(model)
    for band in BANDS:
        simple = forms(layer, band)
        least = least_area_web_m2(2 * tolerance_web_m(band))
        assert simple.keys() == {key for key, shape in true.items() if shape.area >= least}
        if not simple:
            continue
        drawn, own = list(simple.values()), [true[key] for key in simple]
        assert shapely.is_valid(drawn).all()
        assert shapely.get_num_coordinates(drawn).sum() < shapely.get_num_coordinates(own).sum() / 2


def test_land_cover_shows_no_gap_that_was_not_there(simplified: Town) -> None:
    true = exact(LandCover)
    for band in BANDS:
        simple = forms("landcover", band)
        if not simple:
            continue
        tolerance = tolerance_web_m(band)
        before, after = (shapely.union_all([shapes[key] for key in simple]) for shapes in (true, simple))
        # Within the outer border nothing opens as wide as half a pixel.
        lost = shapely.difference(before, after).buffer(-tolerance / 2)
        assert shapely.intersection(lost, before.buffer(-2 * tolerance)).is_empty


def test_blocks_of_the_town_stay_a_coverage(simplified: Town) -> None:
    blocks = (
        "mixed",
        "commercial",
        "estate_old",
        "estate_modern",
        "old_core",
        "campus",
        "industry",
        "square",
        "school",
    )
    keys = set(LandCover.objects.filter(kind__in=blocks).values_list("pk", flat=True))
    true = exact(LandCover)
    assert shapely.coverage_is_valid([true[key] for key in sorted(keys)])
    for band in (11, 13):
        simple = forms("landcover", band)
        drawn = [simple[key] for key in sorted(keys & simple.keys())]
        assert len(drawn) > 20
        assert shapely.coverage_is_valid(drawn)


def test_roads_are_joined_near_the_exact_ones_and_of_the_classes_of_the_band(simplified: Town) -> None:
    true, classes = exact(Road), dict(Road.objects.values_list("pk", "road_class"))
    for band in BANDS:
        simple, drawn_at = forms("roads", band), set(road_classes_at(band))
        wanted = [key for key, road_class in classes.items() if road_class in drawn_at]
        assert {classes[key] for key in simple} == {classes[key] for key in wanted}
        assert len(simple) < len(wanted) / 2
        lines, pieces = list(simple.values()), [true[key] for key in wanted]
        assert shapely.is_valid(lines).all()
        near = tolerance_web_m(band) * (1 + 1e-9)
        assert shapely.hausdorff_distance(shapely.union_all(lines), shapely.union_all(pieces), 0.2) <= near


def test_every_class_of_roads_is_drawn_from_close_by() -> None:
    assert set(ROADS_FROM) == set(ROAD_CLASSES) == set(road_classes_at(14))
    assert [set(road_classes_at(zoom)) for zoom in (8, 10, 12)] == [
        set(road_classes_at(zoom + 1)) for zoom in (8, 10, 12)
    ]


def test_tiles_of_the_town_are_smaller_and_show_the_same_kinds(town: Town, client: Any) -> None:
    spot = LandCover.objects.filter(kind="mixed")[0].web.centroid
    size = Tile(12, 0, 0).size_m
    place = Tile(12, int((spot.x + 20037508.34) / size), int((20037508.34 - spot.y) / size))
    address = f"/layers/landcover,water,roads/{place.z}/{place.x}/{place.y}.mvt"
    before = client.get(address, headers={"accept-encoding": "identity"}).content
    generalise_ground()
    settle_changes("roads")
    after = client.get(address, headers={"accept-encoding": "identity"}).content
    assert 0 < len(after) < len(before) / 2
    one, two = mapbox_vector_tile.decode(before), mapbox_vector_tile.decode(after)
    assert one.keys() == two.keys()
    for name, told in (("landcover", "kind"), ("roads", "road_class")):
        shown = [{feature["properties"][told] for feature in tile[name]["features"]} for tile in (one, two)]
        assert shown[0] == shown[1]
    assert {f["id"] for f in two["landcover"]["features"]} == {f["id"] for f in one["landcover"]["features"]}
    assert two["landcover"]["features"][0].keys() == one["landcover"]["features"][0].keys()


def dented(x: float, y: float) -> Polygon:
    """A park with a dent that no far-out tile shows."""
    corners = [(0, 0), (400, 0), (400, 400), (0, 400), (0, 210), (DENT_M, 200), (0, 190), (0, 0)]
    return Polygon([(ORIGIN[0] + x + dx, ORIGIN[1] + y + dy) for dx, dy in corners], srid=MEASURE)


@pytest.fixture
def ground(hearing: KnownChanges, square_district: SquareDistrict) -> Iterator[KnownChanges]:
    """A park, a pond and a bent road of two pieces, all heard of."""
    LandCover.objects.create(kind="park", geom=dented(0, 0))
    Water.objects.create(kind="lake", name="小湖", geom=dented(500, 500))
    for start in (0, 250):
        bend = [(start, 900), (start + 125, 900 + DENT_M), (start + 250, 900)]
        line = LineString([(ORIGIN[0] + x, ORIGIN[1] + y) for x, y in bend], srid=MEASURE)
        Road.objects.create(road_class="arterial", name="中路", width_m=30, geom=line)
    hearing.catch_up()
    yield hearing
    SimpleGround.objects.all().delete()
    SimpleGroundState.objects.all().delete()


def drawn(layer: str, zoom: int = FAR) -> list[int]:
    """The number of corners of each feature of a tile, as heard of so far."""
    KNOWN.catch_up()
    tile = Tile(zoom, 12847 >> (14 - zoom), 6999 >> (14 - zoom))
    body = tile_answer(Asked(layer, tile, gzip_taken=False), PUBLIC_VIEWER).body
    features = mapbox_vector_tile.decode(body).get(layer, {"features": []})["features"]
    parts = [feature["geometry"]["coordinates"] for feature in features]
    return [len(part[0]) if layer != "roads" else len(part) for part in parts]


SHAPES = {"landcover": ([8], [5]), "water": ([8], [5]), "roads": ([3, 3], [2])}


@pytest.mark.parametrize("layer", SHAPES)
def test_exact_shapes_are_drawn_until_the_simple_ones_are_there_and_after_a_change(
    ground: KnownChanges, layer: str
) -> None:
    before, after = SHAPES[layer]
    assert drawn(layer) == before
    assert generalise_ground() > 0
    assert drawn(layer) == after
    model = {"landcover": LandCover, "water": Water, "roads": Road}[layer]
    model.objects.order_by("pk").first().save()
    assert drawn(layer) == before
    assert generalise_ground() > 0
    assert drawn(layer) == after
    model.objects.all().delete()
    assert drawn(layer) == []


def test_nothing_is_simplified_twice_and_only_what_changed(ground: KnownChanges) -> None:
    made = generalise_ground()
    assert made == SimpleGround.objects.count()
    assert generalise_ground() == 0
    Water.objects.update(name="大湖")
    assert generalise_ground() == SimpleGround.objects.filter(layer="water").count() < made
    assert SimpleGround.objects.filter(name="大湖").exists()


def test_forms_of_a_past_that_somebody_changed_meanwhile_are_never_drawn(
    ground: KnownChanges, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody commits after the shapes were read and before their simple forms are committed."""
    from geodata.actions import generalise_ground as action

    real = action.SimpleGroundState.objects.update_or_create

    def late(**told: Any) -> Any:
        if told["layer"] == "water":
            other = connection.copy()
            with other.cursor() as cursor:
                cursor.execute("UPDATE geodata_water SET name = 'x'")
            other.close()
        return real(**told)

    with monkeypatch.context() as patched:
        patched.setattr(action.SimpleGroundState.objects, "update_or_create", late)
        assert action.generalise_ground() > 0
    assert not ground_state(GroundLayer.WATER).simple
    assert ground_state(GroundLayer.ROADS).simple
    assert drawn("water") == [8]
    assert generalise_ground() > 0
    assert drawn("water") == [5]


def test_what_is_rolled_back_leaves_simple_forms_as_they_were(ground: KnownChanges) -> None:
    generalise_ground()
    version = DataVersion.objects.get(kind="landcover").version
    with transaction.atomic():
        LandCover.objects.update(kind="grass")
        transaction.set_rollback(True)
    assert DataVersion.objects.get(kind="landcover").version == version
    assert drawn("landcover") == [5]


def test_the_command_simplifies_and_says_how_much(
    ground: KnownChanges, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("refresh_generalised")
    said = capsys.readouterr().out
    assert f"{SimpleGround.objects.count()} 个简化地物" in said
    assert drawn("roads") == [2]


def test_shapes_are_never_simplified_from_close_by(simplified: Town, client: Any) -> None:
    spot = LandCover.objects.filter(kind="mixed")[0]
    size = Tile(14, 0, 0).size_m
    middle = spot.web.centroid
    x, y = int((middle.x + 20037508.34) / size), int((20037508.34 - middle.y) / size)
    body = client.get(f"/layers/landcover/14/{x}/{y}.mvt", headers={"accept-encoding": "identity"}).content
    shown = {one["id"]: one for one in mapbox_vector_tile.decode(body)["landcover"]["features"]}
    ring = np.array(shown[spot.pk]["geometry"]["coordinates"][0])
    assert len(ring) > len(forms("landcover", FAR)[spot.pk].exterior.coords)
