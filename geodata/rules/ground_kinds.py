"""The words for what lies on the ground: classes of roads, kinds of water, land cover and place names."""

ROAD_CLASSES = ("expressway", "arterial", "secondary", "local", "lane", "path", "rail")

WATER_KINDS = ("river", "stream", "lake", "pond")

LANDCOVER_KINDS = (
    "forest_low",
    "forest_mid",
    "forest_high",
    "field",
    "field_strip",
    "grass",
    "park",
    "garden",
    "yard",
    "estate_old",
    "estate_modern",
    "mixed",
    "commercial",
    "old_core",
    "urban_village",
    "village",
    "industry",
    "campus",
    "school",
    "hospital",
    "square",
    "track",
)

PLACE_KINDS = ("village", "park", "lake", "river", "hill", "station", "hospital", "school", "estate", "other")
