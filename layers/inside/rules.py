"""Which layers are counted inside a shape, when a feature of theirs is inside, and by which field they are grouped."""

from dataclasses import dataclass

# A neighbour shares a border and nothing else: less than this share of the smaller shape is no overlap.
LEAST_OVERLAP = 0.001


@dataclass(frozen=True)
class Rule:
    """When a feature is inside: POINT, CENTRE or OVERLAP; group: the field it is counted by, empty for none."""

    test: str
    group: str = ""


POINT, CENTRE, OVERLAP = "point", "centre", "overlap"
TESTS = {
    POINT: "ST_Intersects(shape.geom, r.geom)",
    CENTRE: "ST_Intersects(shape.geom, ST_Centroid(r.geom))",
    OVERLAP: (
        "ST_Intersects(shape.geom, r.geom) AND ST_Area(ST_Intersection(shape.geom, r.geom))"
        " > %(least_overlap)s * least(ST_Area(r.geom), ST_Area(shape.geom))"
    ),
}

# In the order they are told. Care is left out on purpose: its smallest counts are those of the care map, and a shape
# drawn twice with one house between would tell the difference. Heat is counted as events; ground is no thing to list.
INSIDE: dict[str, Rule] = {
    "alarms": Rule(POINT, "kind"),
    "events": Rule(POINT, "category"),
    "service_points": Rule(POINT, "kind"),
    "party_branches": Rule(POINT, "kind"),
    "resources": Rule(POINT, "kind"),
    "devices": Rule(POINT, "kind"),
    "businesses": Rule(POINT, "category"),
    "buildings": Rule(CENTRE, "use"),
    "subdistricts": Rule(OVERLAP),
    "communities": Rule(OVERLAP),
    "grids": Rule(OVERLAP),
    "grid_types": Rule(OVERLAP, "grid_type"),
}
