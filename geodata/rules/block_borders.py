"""What may run along the border of two blocks, how strongly it divides, and what cuts the ground into blocks."""

# From what divides least to what divides most; the words are those of stored borders.
BORDER_KINDS = ("plain", "path", "road", "main_road", "water", "rail")
# How strongly a border divides, 0 … 1: a grid is better bounded by a main road than crossed by it. The project's own.
BARRIER = {"plain": 0.0, "path": 0.1, "road": 0.4, "main_road": 0.8, "water": 1.0, "rail": 1.0}

KIND_OF_ROAD = {
    "expressway": "main_road",
    "arterial": "main_road",
    "secondary": "road",
    "local": "road",
    "lane": "path",
    "path": "path",
    "rail": "rail",
}
# Footpaths lead through yards and parks: they bound nothing.
CUTTING_ROADS = ("expressway", "arterial", "secondary", "local", "lane", "rail")
# Smaller ponds lie inside a block.
LEAST_WATER_M2 = 2_000.0
