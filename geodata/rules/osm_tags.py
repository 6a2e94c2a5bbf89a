"""What an OpenStreetMap object is for us, told from its tags alone: building, road, water, land cover, service point.

Tags are a mapping of key to value as mapped. An object may be several things at once (a hospital is a building, a
service point and a piece of ground). Source of the keys: the OpenStreetMap wiki's pages Key:building, Key:highway,
Key:natural, Key:landuse, Key:leisure, Key:amenity and Key:healthcare.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .service_points import ServiceKind
from .service_words import kind_of_class

Tags = Mapping[str, str]
_NO = frozenset(("no", "none", "false", "0"))
_CLOSED_TO_WALKERS = frozenset(
    ("no", "private", "use_sidepath", "discouraged", "agricultural", "forestry", "delivery")
)
_OPEN_TO_WALKERS = frozenset(
    ("yes", "designated", "permissive", "official", "destination", "customers", "public")
)
# The wiki's page Key:layer: levels from -5 to 5.
HIGHEST_LEVEL = 5
_SIDEWALKS = frozenset(("both", "left", "right", "yes", "separate"))

_ROADS = {
    "motorway": "expressway", "motorway_link": "expressway",
    "trunk": "arterial", "trunk_link": "arterial", "primary": "arterial", "primary_link": "arterial",
    "secondary": "secondary", "secondary_link": "secondary",
    "tertiary": "local", "tertiary_link": "local", "residential": "local", "unclassified": "local", "road": "local",
    "living_street": "lane", "service": "lane", "track": "lane", "busway": "lane",
    "pedestrian": "path", "footway": "path", "path": "path", "steps": "path", "cycleway": "path", "bridleway": "path",
    "corridor": "path",
}  # fmt: skip
_RAILS = frozenset(("rail", "light_rail", "subway", "tram", "narrow_gauge", "monorail"))
# Walked only where a tag says so.
_NOT_FOR_WALKERS = frozenset(("motorway", "motorway_link", "trunk", "trunk_link", "cycleway", "busway"))

_WATER = {
    "river": "river", "canal": "river", "riverbank": "river", "rapids": "river",
    "stream": "stream", "ditch": "stream", "drain": "stream", "stream_pool": "stream",
    "lake": "lake", "lagoon": "lake", "oxbow": "lake", "reservoir": "lake", "cove": "lake",
    "pond": "pond", "basin": "pond", "fishpond": "pond", "wastewater": "pond", "moat": "pond", "reflecting_pool": "pond",
}  # fmt: skip
_WATERWAYS = frozenset(("riverbank", "dock"))
_LANDUSE_WATER = {"reservoir": "lake", "basin": "pond", "pond": "pond", "aquaculture": "pond"}

_LANDCOVER = {
    "amenity": {
        "university": "campus", "college": "campus", "school": "school", "kindergarten": "school", "hospital": "hospital",
    },
    "leisure": {"park": "park", "garden": "garden", "track": "track", "common": "grass", "golf_course": "grass"},
    "place": {"square": "square"},
    "highway": {"pedestrian": "square"},
    "landuse": {
        "forest": "forest_mid", "farmland": "field", "farm": "field", "orchard": "field", "vineyard": "field",
        "plant_nursery": "field", "greenhouse_horticulture": "field", "allotments": "garden", "farmyard": "yard",
        "meadow": "grass", "grass": "grass", "village_green": "grass", "greenfield": "grass", "flowerbed": "garden",
        "recreation_ground": "park", "residential": "mixed", "commercial": "commercial", "retail": "commercial",
        "industrial": "industry", "quarry": "industry", "depot": "industry", "port": "industry", "garages": "yard",
        "construction": "yard", "brownfield": "yard", "education": "school", "cemetery": "grass",
    },
    "natural": {"wood": "forest_mid", "scrub": "forest_low", "heath": "forest_low", "grassland": "grass"},
}  # fmt: skip

_SERVICES = {
    "clinic": ServiceKind.CLINIC, "doctors": ServiceKind.CLINIC, "dentist": ServiceKind.CLINIC,
    "hospital": ServiceKind.HOSPITAL, "pharmacy": ServiceKind.OTHER, "canteen": ServiceKind.CANTEEN,
    "community_centre": ServiceKind.OTHER, "social_centre": ServiceKind.OTHER, "social_facility": ServiceKind.OTHER,
    "nursing_home": ServiceKind.OTHER, "townhall": ServiceKind.OTHER,
}  # fmt: skip
_HEALTHCARE = {
    "clinic": ServiceKind.CLINIC, "doctor": ServiceKind.CLINIC, "centre": ServiceKind.CLINIC, "dentist": ServiceKind.CLINIC,
    "hospital": ServiceKind.HOSPITAL, "pharmacy": ServiceKind.OTHER,
}  # fmt: skip
_MEALS = frozenset(("soup_kitchen", "food_bank", "dairy_kitchen"))
# Places a community runs: what kind they are only their name tells (党群服务中心, 老年食堂 ...).
_NAMED = frozenset(("community_centre", "social_centre", "social_facility", "nursing_home", "townhall"))


@dataclass(frozen=True)
class RoadFacts:
    """A road's class (ground_kinds.ROAD_CLASSES), whether people may walk there, whether it is stairs."""

    road_class: str
    walkable: bool
    stairs: bool


def is_building(tags: Tags) -> bool:
    """Whether an area is a building; parts of buildings are not.

    >>> is_building({"building": "yes"}), is_building({"building": "no"}), is_building({"building:part": "yes"})
    (True, False, False)
    """
    return tags.get("building", "no") not in _NO


def road_facts(tags: Tags) -> RoadFacts | None:
    """What a line is as a road or railway; None where it is neither (or only planned or under construction).

    >>> road_facts({"highway": "steps"})
    RoadFacts(road_class='path', walkable=True, stairs=True)
    >>> road_facts({"highway": "motorway"}), road_facts({"highway": "construction"})
    (RoadFacts(road_class='expressway', walkable=False, stairs=False), None)
    """
    highway = tags.get("highway", "")
    if highway in _ROADS:
        return RoadFacts(_ROADS[highway], is_walkable(tags), highway == "steps")
    if tags.get("railway") in _RAILS:
        return RoadFacts("rail", False, False)
    return None


def road_level(tags: Tags) -> int:
    """The level a road runs on: the first of its key layer, else 1 for a bridge, -1 for a tunnel, 0 on the ground.

    >>> road_level({"bridge": "yes"}), road_level({"tunnel": "yes", "layer": "-2"}), road_level({"layer": "x"})
    (1, -2, 0)
    """
    told = tags.get("layer", "").split(";")[0].strip()
    if (
        told.removeprefix("-").isascii()
        and told.removeprefix("-").isdigit()
        and abs(int(told[:4])) <= HIGHEST_LEVEL
    ):
        return int(told)
    if tags.get("bridge", "no") not in _NO:
        return 1
    return -1 if tags.get("tunnel", "no") not in _NO else 0


def is_walkable(tags: Tags) -> bool:
    """Whether people may walk along a road: foot decides, else access, else the class and its sidewalk.

    >>> is_walkable({"highway": "service", "access": "private"}), is_walkable({"highway": "trunk", "foot": "yes"})
    (False, True)
    """
    foot, access = tags.get("foot", ""), tags.get("access", "")
    if foot in _OPEN_TO_WALKERS:
        return True
    if foot in _CLOSED_TO_WALKERS or access in _CLOSED_TO_WALKERS or tags.get("motorroad") == "yes":
        return False
    sidewalks = (
        tags.get("sidewalk"),
        tags.get("sidewalk:both"),
        tags.get("sidewalk:left"),
        tags.get("sidewalk:right"),
    )
    return tags.get("highway") not in _NOT_FOR_WALKERS or any(one in _SIDEWALKS for one in sidewalks)


def water_kind(tags: Tags) -> str | None:
    """The kind of a water area (ground_kinds.WATER_KINDS); None where it is none. Unspecified water is a lake.

    >>> water_kind({"natural": "water", "water": "pond"}), water_kind({"waterway": "riverbank"}), water_kind({})
    ('pond', 'river', None)
    """
    if tags.get("natural") == "water":
        return _WATER.get(tags.get("water", ""), "lake")
    if tags.get("waterway") in _WATERWAYS:
        return _WATER.get(tags["waterway"], "pond")
    return _LANDUSE_WATER.get(tags.get("landuse", ""))


def landcover_kind(tags: Tags) -> str | None:
    """The kind of land an area is (ground_kinds.LANDCOVER_KINDS), the more special key first; None where unknown.

    >>> landcover_kind({"landuse": "residential", "amenity": "school"}), landcover_kind({"natural": "wood"})
    ('school', 'forest_mid')
    """
    if tags.get("indoor") == "yes" or is_building(tags):
        return None
    for key, kinds in _LANDCOVER.items():
        kind = kinds.get(tags.get(key, ""))
        if kind is not None:
            return kind
    return None


def service_kind(tags: Tags) -> ServiceKind | None:
    """The kind of service point a place is; None where it is none. Its name decides for what communities run.

    >>> service_kind({"amenity": "community_centre", "name": "联盟街道党群服务中心"})
    <ServiceKind.PARTY_SERVICE_CENTRE: 'party_service_centre'>
    >>> service_kind({"amenity": "restaurant"}) is None
    True
    """
    amenity = tags.get("amenity", "")
    kind = _SERVICES.get(amenity) or _HEALTHCARE.get(tags.get("healthcare", ""))
    if kind is None or _is_gone(tags):
        return None
    if amenity in _NAMED:
        if tags.get("social_facility") in _MEALS:
            return ServiceKind.CANTEEN
        return kind_of_class(tags.get("name", "")) or kind
    return kind


def _is_gone(tags: Tags) -> bool:
    return any(tags.get(key, "no") not in _NO for key in ("disused", "abandoned", "demolished"))
