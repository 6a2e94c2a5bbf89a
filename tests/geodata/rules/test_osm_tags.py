"""What OpenStreetMap's tags mean to the product, case by case."""

import doctest

import pytest

from geodata.rules import osm_tags
from geodata.rules.ground_kinds import LANDCOVER_KINDS, ROAD_CLASSES, WATER_KINDS
from geodata.rules.osm_tags import is_building, landcover_kind, road_facts, service_kind, water_kind


def tags(text: str) -> dict[str, str]:
    """Tags from "key=value key=value"; _ in values is a blank."""
    return dict(one.split("=", 1) for one in text.split())


ROADS = [
    ("highway=motorway", "expressway", False, False),
    ("highway=motorway foot=yes", "expressway", True, False),
    ("highway=trunk", "arterial", False, False),
    ("highway=trunk sidewalk=both", "arterial", True, False),
    ("highway=trunk sidewalk:left=yes", "arterial", True, False),
    ("highway=trunk motorroad=yes sidewalk=both", "arterial", False, False),
    ("highway=primary", "arterial", True, False),
    ("highway=primary foot=no", "arterial", False, False),
    ("highway=primary foot=use_sidepath", "arterial", False, False),
    ("highway=secondary_link", "secondary", True, False),
    ("highway=residential", "local", True, False),
    ("highway=service access=private", "lane", False, False),
    ("highway=service access=private foot=permissive", "lane", True, False),
    ("highway=living_street", "lane", True, False),
    ("highway=footway", "path", True, False),
    ("highway=steps", "path", True, True),
    ("highway=cycleway", "path", False, False),
    ("highway=cycleway foot=designated", "path", True, False),
    ("railway=rail", "rail", False, False),
    ("railway=tram highway=residential", "local", True, False),
]


@pytest.mark.parametrize(("text", "road_class", "walkable", "stairs"), ROADS, ids=[case[0] for case in ROADS])
def test_a_road_has_a_class_and_people_walk_it_or_not(
    text: str, road_class: str, walkable: bool, stairs: bool
):
    facts = road_facts(tags(text))
    assert facts is not None
    assert (facts.road_class, facts.walkable, facts.stairs) == (road_class, walkable, stairs)
    assert facts.road_class in ROAD_CLASSES


@pytest.mark.parametrize(
    "text",
    [
        "",
        "highway=construction",
        "highway=proposed",
        "highway=bus_stop",
        "railway=abandoned",
        "waterway=river",
    ],
)
def test_what_nobody_can_use_is_no_road(text: str):
    assert road_facts(tags(text)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("building=yes", True), ("building=apartments", True), ("building=no", False), ("", False),
        ("building:part=yes", False), ("amenity=school", False),
    ],
)  # fmt: skip
def test_a_building_says_that_it_is_one(text: str, expected: bool):
    assert is_building(tags(text)) is expected


WATERS = [
    ("natural=water water=river", "river"), ("natural=water water=canal", "river"), ("waterway=riverbank", "river"),
    ("natural=water water=pond", "pond"), ("natural=water", "lake"), ("natural=water water=unheard_of", "lake"),
    ("landuse=reservoir", "lake"), ("landuse=basin", "pond"), ("waterway=river", None), ("natural=wetland", None), ("", None),
    ("leisure=swimming_pool", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), WATERS, ids=[case[0] or "nothing" for case in WATERS])
def test_water_areas_have_a_kind(text: str, kind: str | None):
    assert water_kind(tags(text)) == kind
    assert kind is None or kind in WATER_KINDS


COVERS = [
    ("landuse=forest", "forest_mid"), ("natural=wood", "forest_mid"), ("natural=scrub", "forest_low"),
    ("landuse=farmland", "field"), ("landuse=meadow", "grass"), ("leisure=park", "park"), ("leisure=garden", "garden"),
    ("landuse=industrial", "industry"), ("landuse=retail", "commercial"), ("landuse=residential", "mixed"),
    ("landuse=residential amenity=school", "school"), ("amenity=university", "campus"), ("amenity=hospital", "hospital"),
    ("leisure=track", "track"), ("place=square", "square"), ("highway=pedestrian", "square"),
    ("amenity=school building=school", None), ("landuse=military", None), ("amenity=school indoor=yes", None), ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), COVERS, ids=[case[0] or "nothing" for case in COVERS])
def test_ground_has_a_kind_unless_it_is_a_building(text: str, kind: str | None):
    assert landcover_kind(tags(text)) == kind
    assert kind is None or kind in LANDCOVER_KINDS


SERVICES = [
    ("amenity=clinic", "clinic"), ("amenity=doctors", "clinic"), ("amenity=hospital", "hospital"),
    ("healthcare=centre", "clinic"), ("healthcare=hospital", "hospital"), ("amenity=pharmacy", "other"),
    ("amenity=community_centre", "other"), ("amenity=community_centre name=联盟街道党群服务中心", "party_service_centre"),
    ("amenity=social_facility name=和平社区老年食堂", "canteen"),
    ("amenity=social_facility social_facility=soup_kitchen", "canteen"),
    ("amenity=community_centre name=网格工作站", "station"), ("amenity=townhall", "other"), ("amenity=canteen", "canteen"),
    ("amenity=pharmacy name=人民医院药房", "other"), ("amenity=restaurant", None), ("amenity=clinic disused=yes", None),
    ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), SERVICES, ids=[case[0] or "nothing" for case in SERVICES])
def test_places_people_are_served_at_have_a_kind(text: str, kind: str | None):
    assert service_kind(tags(text)) == kind


def test_every_road_kind_the_table_names_is_one_of_the_products():
    assert set(osm_tags._ROADS.values()) <= set(ROAD_CLASSES)
    assert set(osm_tags._WATER.values()) | set(osm_tags._LANDUSE_WATER.values()) <= set(WATER_KINDS)
    assert {kind for kinds in osm_tags._LANDCOVER.values() for kind in kinds.values()} <= set(LANDCOVER_KINDS)


def test_the_examples_in_the_module_are_true():
    assert doctest.testmod(osm_tags).failed == 0


@pytest.mark.parametrize(
    ("tags", "level"),
    [({}, 0), ({"bridge": "yes"}, 1), ({"bridge": "no"}, 0), ({"tunnel": "building_passage"}, -1),
     ({"bridge": "yes", "layer": "2"}, 2), ({"tunnel": "yes", "layer": "-1;-2"}, -1), ({"layer": "99"}, 0),
     ({"layer": "-"}, 0), ({"layer": ""}, 0), ({"layer": "٢"}, 0), ({"layer": "1.5"}, 0), ({"bridge": "yes", "layer": "?"}, 1)],
)  # fmt: skip
def test_a_road_runs_on_the_level_its_tags_tell(tags: dict[str, str], level: int) -> None:
    assert osm_tags.road_level(tags) == level
