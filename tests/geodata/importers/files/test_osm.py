"""OpenStreetMap extracts: every object of the XML that should be something is it, and nothing else is."""

import gzip
import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pyogrio.raw
import pytest
import shapely

from geodata.importers.files.contents import ReadOptions
from geodata.importers.files.osm import KINDS, open_osm
from geodata.importers.files.process import read_file
from geodata.rules.ground_kinds import LANDCOVER_KINDS, ROAD_CLASSES, WATER_KINDS
from geodata.rules.service_points import ServiceKind
from tests.geodata.importers.files.vector_reading import Whole, refusal_of, whole
from tests.reference import reference_file

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning:pyogrio", "ignore::UserWarning:pyogrio")
LIECHTENSTEIN = "osm/liechtenstein-2013-08-03.osm.pbf"


def read(path: Path, **options: Any) -> Whole:
    """The extract read to its end."""
    return whole(open_osm, path, **options)


@pytest.fixture(scope="module")
def monaco(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Monaco as XML."""
    path = tmp_path_factory.mktemp("osm") / "monaco.osm"
    with gzip.open(reference_file("osm/monaco.osm.gz")) as packed, path.open("wb") as out:
        shutil.copyfileobj(packed, out)
    return path


class Extract:
    """The objects of an OSM XML, read with nothing but an XML parser: (tags, node references) by id.

    lent: outer ways whose tags speak for a multipolygon without tags of its own.
    """

    def __init__(self, path: Path) -> None:
        self.places: dict[str, tuple[float, float]] = {}
        self.ways: dict[str, tuple[dict[str, str], list[str]]] = {}
        self.nodes: dict[str, dict[str, str]] = {}
        self.lent: set[str] = set()
        for _, one in ElementTree.iterparse(path):
            tags = {tag.get("k", ""): tag.get("v", "") for tag in one.findall("tag")}
            if one.tag == "node":
                self.places[one.get("id", "")] = (float(one.get("lon", 0)), float(one.get("lat", 0)))
                self.nodes[one.get("id", "")] = tags
            elif one.tag == "way":
                self.ways[one.get("id", "")] = (tags, [nd.get("ref", "") for nd in one.findall("nd")])
            elif one.tag == "relation" and tags == {"type": "multipolygon"}:
                self.lent |= {
                    way.get("ref", "") for way in one.findall("member") if way.get("role") == "outer"
                }

    def line(self, way: str) -> list[tuple[float, float]]:
        """The places of a way's nodes that are in the extract."""
        return [self.places[ref] for ref in self.ways[way][1] if ref in self.places]


def ids(found: Whole, osm_kind: str, word: str = "way") -> dict[str, int]:
    """Id → place in the result, of one kind and one sort of object."""
    told = zip(found.values["osm_id"], found.values["osm_kind"], strict=True)
    return {
        osm_id.removeprefix(f"{word}/"): place
        for place, (osm_id, kind) in enumerate(told)
        if kind == osm_kind and osm_id.startswith(f"{word}/")
    }


def test_the_buildings_of_monaco_are_its_closed_ways_with_that_tag(monaco: Path):
    extract, found = Extract(monaco), read(monaco)
    expected = {
        way
        for way, (tags, refs) in extract.ways.items()
        if tags.get("building", "no") != "no" and refs[0] == refs[-1] and len(refs) >= 4
    }
    mine = ids(found, "building")
    # A way that lends its tags comes as its multipolygon, or by itself where that has a broken hole; never as neither.
    assert expected - extract.lent <= set(mine) <= expected
    assert len(mine) > 900
    assert len(ids(found, "building", "relation")) >= len(expected - set(mine)) == 10
    area = np.array([shapely.Polygon(extract.line(way)).area for way in mine])
    assert shapely.area(found.geometry[list(mine.values())]) == pytest.approx(area, rel=1e-9)
    for way, place in mine.items():
        tags = extract.ways[way][0]
        assert (found.values["name"][place], found.values["building"][place]) == (
            tags.get("name"),
            tags["building"],
        )
        told = json.loads(found.values["tags"][place])
        assert told == {key: value for key, value in tags.items() if key in told}
        assert set(tags) - set(told) <= MAPPERS_OWN


# What mappers note for each other, which GDAL leaves out.
MAPPERS_OWN = {"FIXME", "fixme", "note", "note:fr", "source_ref"}
WALKED = {"residential", "living_street", "service", "footway", "pedestrian", "path", "steps", "primary", "secondary",
          "tertiary", "unclassified", "track"}  # fmt: skip
DRIVEN = {"motorway", "motorway_link", "trunk", "trunk_link", "primary_link", "secondary_link", "tertiary_link", "cycleway",
          "road", "bridleway", "corridor", "busway"}  # fmt: skip


def test_the_roads_of_monaco_are_its_ways_with_that_tag(monaco: Path):
    extract, found = Extract(monaco), read(monaco, layer="road")
    mine = ids(found, "road")
    expected = {way for way, (tags, _) in extract.ways.items() if tags.get("highway") in WALKED | DRIVEN}
    areas = {way for way in expected if extract.ways[way][1][0] == extract.ways[way][1][-1]} - set(mine)
    rails = {way for way in mine if "highway" not in extract.ways[way][0]}
    assert set(mine) - rails == expected - areas
    # closed ways are areas only where another key or area=yes says so
    for way in areas:
        tags = extract.ways[way][0]
        assert tags.get("area") == "yes" or {
            "leisure",
            "building",
            "amenity",
            "natural",
            "landuse",
            "tourism",
        } & set(tags)
    for way, place in mine.items():
        tags, line = extract.ways[way][0], extract.line(way)
        assert np.allclose(shapely.get_coordinates(found.geometry[place]), line)
        assert found.values["stairs"][place] == (tags.get("highway") == "steps")
        if tags.get("highway") in WALKED and not {"foot", "access", "motorroad"} & set(tags):
            assert found.values["walkable"][place] is True, tags


def test_the_places_of_monaco_are_its_nodes_with_that_tag(monaco: Path):
    extract, found = Extract(monaco), read(monaco, layer="service_point")
    words = {"clinic", "doctors", "dentist", "hospital", "pharmacy", "canteen", "community_centre", "social_centre",
             "social_facility", "nursing_home", "townhall"}  # fmt: skip
    expected = {node: tags for node, tags in extract.nodes.items() if tags.get("amenity") in words}
    mine = ids(found, "service_point", "node")
    assert set(mine) == set(expected)
    for node, place in mine.items():
        assert shapely.get_coordinates(found.geometry[place]).tolist() == [list(extract.places[node])]
        assert found.values["phone"][place] == expected[node].get("phone")
        assert found.values["opening_hours"][place] == expected[node].get("opening_hours")
    assert {shape.geom_type for shape in found.geometry} == {"Point"}


def test_liechtenstein_has_the_buildings_and_roads_that_gdal_counts():
    path = reference_file(LIECHTENSTEIN)
    found = read(path)
    count = Counter(found.values["osm_kind"])
    buildings = pyogrio.raw.read(
        path, layer="multipolygons", columns=["building"], where="building IS NOT NULL AND building <> 'no'"
    )
    assert count["building"] == len(buildings[2])
    lines = pyogrio.raw.read(path, layer="lines", columns=["highway"], where="highway IS NOT NULL")[3][0]
    left_out = {"construction", "proposed", "platform", "rest_area", "raceway", "elevator", "via_ferrata"}
    rails = sum(word == "rail" for word in found.values["kind"])
    assert count["road"] - rails == sum(word in WALKED | DRIVEN for word in lines)
    assert set(lines) - (WALKED | DRIVEN) <= left_out
    assert found.row == list(range(1, len(found.row) + 1))
    assert found.read == len(found.row)


def test_every_word_for_a_kind_is_one_of_the_products():
    found = read(reference_file(LIECHTENSTEIN))
    words = {kind: set() for kind in KINDS}
    for osm_kind, kind in zip(found.values["osm_kind"], found.values["kind"], strict=True):
        words[osm_kind].add(kind)
    assert words["road"] <= set(ROAD_CLASSES)
    assert words["water"] <= set(WATER_KINDS)
    assert words["landcover"] <= set(LANDCOVER_KINDS)
    assert words["service_point"] <= set(ServiceKind)
    assert all(words.values())


def test_each_layer_alone_is_its_part_of_the_whole(monaco: Path):
    count = Counter(read(monaco).values["osm_kind"])
    assert {kind: len(read(monaco, layer=kind).row) for kind in KINDS} == {
        kind: count[kind] for kind in KINDS
    }


def test_an_extract_is_read_by_the_confined_process():
    contents = read_file(ReadOptions(reference_file("osm/monaco.osm.gz")))
    assert (contents.format, contents.read, contents.crs.srid) == ("osm", 1867, 4326)  # type: ignore[union-attr]


def osm(*objects: str) -> str:
    """An OSM XML of a square of nodes 1 to 4 (and 5 to 8 inside) and these objects."""
    corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6)]
    nodes = "".join(
        f'<node id="{i}" lon="{102 + x}" lat="{25 + y}"/>' for i, (x, y) in enumerate(corners, start=1)
    )
    return f'<?xml version="1.0"?><osm version="0.6">{nodes}{"".join(objects)}</osm>'


def way(number: int, refs: list[int], **tags: str) -> str:
    """A way."""
    inside = "".join(f'<nd ref="{ref}"/>' for ref in refs) + tags_of(tags)
    return f'<way id="{number}">{inside}</way>'


def tags_of(tags: dict[str, str]) -> str:
    """Tags as XML; _ stands for : in keys."""
    return "".join(f'<tag k="{key.replace("_", ":")}" v="{value}"/>' for key, value in tags.items())


def test_a_hospital_is_a_building_a_place_and_a_hole_in_it_stays(tmp_path: Path):
    relation = (
        '<relation id="30"><member type="way" ref="10" role="outer"/><member type="way" ref="11" role="inner"/>'
        + tags_of(
            {
                "type": "multipolygon",
                "building": "hospital",
                "amenity": "hospital",
                "name": "盘龙区人民医院",
                "name_en": "H",
            }
        )
        + "</relation>"
    )
    path = tmp_path / "h.osm"
    path.write_text(osm(way(10, [1, 2, 3, 4, 1]), way(11, [5, 6, 7, 8, 5]), relation), encoding="utf-8")
    found = read(path)
    assert list(zip(found.values["osm_id"], found.values["osm_kind"], found.values["kind"], strict=True)) == [
        ("relation/30", "building", "hospital"),
        ("relation/30", "service_point", "hospital"),
    ]
    assert found.values["name:en"] == ["H", "H"]
    assert found.geometry[0].area == pytest.approx(0.96)
    assert found.geometry[0].contains(found.geometry[1])


def test_a_roundabout_is_a_road_and_a_square_is_ground(tmp_path: Path):
    path = tmp_path / "r.osm"
    ring = [1, 2, 3, 4, 1]
    path.write_text(
        osm(way(10, ring, highway="residential"), way(11, ring, highway="pedestrian", area="yes"))
    )
    found = read(path)
    kinds = zip(found.values["osm_id"], found.values["osm_kind"], found.values["kind"], strict=True)
    assert sorted(kinds) == [("way/10", "road", "local"), ("way/11", "landcover", "square")]


FOREIGN = {
    "change file": ("<osmChange><create/></osmChange>", "no OpenStreetMap extract"),
    "cut": (osm()[:-10], "cut or damaged"),
    "entities": ('<!DOCTYPE osm [<!ENTITY a "b">]>' + osm().partition("?>")[2], "entities"),
    "text": ("lon,lat\n1,2", "no OpenStreetMap extract"),
    "pointer": ("<OGRVRTDataSource/>", "no OpenStreetMap extract"),
}


@pytest.mark.parametrize(("content", "reason"), FOREIGN.values(), ids=FOREIGN.keys())
def test_what_is_no_whole_extract_is_refused(tmp_path: Path, content: str, reason: str):
    path = tmp_path / "x.osm"
    path.write_text(content)
    assert reason in refusal_of(open_osm, path)


@pytest.mark.parametrize("share", [0.05, 0.5, 0.99])
def test_half_a_packed_extract_is_refused(tmp_path: Path, share: float):
    whole_file = reference_file(LIECHTENSTEIN).read_bytes()
    path = tmp_path / "cut.osm.pbf"
    path.write_bytes(whole_file[: int(len(whole_file) * share)])
    assert "cut or damaged" in refusal_of(open_osm, path)


def test_a_layer_of_another_name_is_refused():
    assert "choose one of: building" in refusal_of(open_osm, reference_file(LIECHTENSTEIN), layer="树木")
