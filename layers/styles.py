"""Colours of the server: the only place with hex values outside the style sheets."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Swatch:
    """How a legend line looks on dark and on light ground; pattern and letter carry it without colour."""

    dark: str
    light: str
    shape: str = "fill"
    pattern: str = ""
    letter: str = ""
    letter_en: str = ""


OUTLINE = Swatch("#E6F1FF", "#16202E", "line")
DISTRICT_LINE = Swatch("#E6F1FF", "#0B62B0", "line")
SUBDISTRICT_LINE = Swatch("#E6F1FF", "#16202E", "line")
COMMUNITY_LINE = Swatch("#9DB4CE", "#4A5A70", "line")
GRID_LINE = Swatch("#6F8FB3", "#8695AB", "line")
BLOCK_LINE = Swatch("#5C7494", "#9AA8BC", "line")

GRID_TYPES = {
    "urban_general": Swatch("#DDE6F0", "#4A5568", "fill", "dots", "综", "U"),
    "old_residential": Swatch("#B58CFF", "#7B4FD6", "fill", "diagonal", "老", "O"),
    "commercial_dense": Swatch("#FF8AC4", "#B0127B", "fill", "cross", "商", "C"),
    "agricultural": Swatch("#00B884", "#00795A", "fill", "horizontal", "农", "A"),
}

# One perceptual ramp, low to high; on light ground it runs the other way (HEAT ramp of the house style).
HEAT = (
    Swatch("#3B0F70", "#FCFDBF"),
    Swatch("#8C2981", "#FE9F6D"),
    Swatch("#DE4968", "#DE4968"),
    Swatch("#FE9F6D", "#8C2981"),
    Swatch("#FCFDBF", "#3B0F70"),
)

BUILDING_USES = {
    "residential": Swatch("#3B5578", "#D9CFC3"),
    "mixed": Swatch("#4C5F8A", "#D6C7B8"),
    "commercial": Swatch("#7D74B5", "#E0C3AE"),
    "office": Swatch("#6F9BD8", "#CFC6D8"),
    "school": Swatch("#5B5A86", "#CBC4DD"),
    "hospital": Swatch("#80647F", "#E6C3C3"),
    "industry": Swatch("#55617A", "#C9CBD3"),
    "public": Swatch("#5E86C0", "#C6C3DB"),
    "agricultural": Swatch("#4F6A5C", "#CFD8C4"),
    "unknown": Swatch("#4A5B74", "#D5D0C8"),
}

ROADS = {
    "expressway": Swatch("#C9A36A", "#F2B25C", "line"),
    "arterial": Swatch("#7F93B2", "#FBD58A", "line"),
    "secondary": Swatch("#64789A", "#FCE9B8", "line"),
    "local": Swatch("#4A5D7C", "#FFFFFF", "line"),
    "lane": Swatch("#3C4D69", "#FFFFFF", "line"),
    "path": Swatch("#3C4D69", "#C9B99C", "line", "dashed"),
    "rail": Swatch("#55657F", "#9AA3AF", "line", "dashed"),
}

WATER = {
    "river": Swatch("#123A5E", "#A9CFEA"),
    "stream": Swatch("#123A5E", "#A9CFEA"),
    "lake": Swatch("#123A5E", "#A9CFEA"),
    "pond": Swatch("#164468", "#B4D6EE"),
}

LANDCOVER = {
    "forest_low": Swatch("#0F2F28", "#D4E8CB"),
    "forest_mid": Swatch("#11382C", "#C5E0BA"),
    "forest_high": Swatch("#144031", "#B7D8AA"),
    "field": Swatch("#13291F", "#EAF0DA"),
    "field_strip": Swatch("#183424", "#DDE8C3"),
    "grass": Swatch("#133024", "#D9EBCD"),
    "park": Swatch("#123628", "#CBE5BC"),
    "garden": Swatch("#153A2B", "#C6DFB6"),
    "yard": Swatch("#16242F", "#EFEAE0"),
    "estate_old": Swatch("#152538", "#F1EBE1"),
    "estate_modern": Swatch("#132A35", "#ECEDE0"),
    "mixed": Swatch("#16263B", "#F0EAE2"),
    "commercial": Swatch("#1F1F38", "#F6E8DC"),
    "old_core": Swatch("#241F2F", "#F3E9DC"),
    "urban_village": Swatch("#201F30", "#F1E8DF"),
    "village": Swatch("#211F2B", "#F1E7D8"),
    "industry": Swatch("#1A2130", "#E9E8EC"),
    "campus": Swatch("#1B1F38", "#EBE6F1"),
    "school": Swatch("#1D2038", "#ECE6F0"),
    "hospital": Swatch("#271F31", "#F8E3E1"),
    "square": Swatch("#1C2836", "#EFEBE4"),
    "track": Swatch("#4A2C2B", "#E8A78C"),
}

PLACE = Swatch("#9DB4CE", "#4A5A70", "text")
SERVICE_POINT = Swatch("#2DD4A7", "#0B62B0", "point")
EVENT = Swatch("#35C4F0", "#0B62B0", "point")

# Marks with a sign inside: the outline tells the layer, the sign the kind, colour only helps.
BUSINESS = Swatch("#D9B98A", "#8A5A14", "dot")
PARTY_BRANCHES = {
    "own": Swatch("#E3A6F5", "#7A2A8C", "flag", letter="单", letter_en="O"),
    "joint": Swatch("#E3A6F5", "#7A2A8C", "flag", letter="联", letter_en="J"),
    "mobile": Swatch("#E3A6F5", "#7A2A8C", "flag", letter="流", letter_en="M"),
}
RESOURCES = {
    kind: Swatch("#2DD4A7", "#0B6B4F", "hexagon", letter=letter, letter_en=letter_en)
    for kind, letter, letter_en in (
        ("shelter", "避", "S"),
        ("warehouse", "仓", "W"),
        ("supplies", "物", "G"),
        ("fire_station", "消", "F"),
        ("rescue_team", "队", "T"),
        ("vehicle", "车", "V"),
        ("parking", "停", "P"),
        ("other", "资", "R"),
    )
}
DEVICES = {
    kind: Swatch("#C3D3E6", "#3A4A60", "rounded", letter=letter, letter_en=letter_en)
    for kind, letter, letter_en in (
        ("camera", "摄", "C"),
        ("smoke_sensor", "烟", "S"),
        ("gas_sensor", "气", "G"),
        ("water_level", "水", "W"),
        ("call_button", "呼", "B"),
        ("door_sensor", "门", "D"),
        ("bin_sensor", "满", "F"),
        ("other", "设", "O"),
    )
}
DEVICE_DOWN = Swatch("#C3D3E6", "#3A4A60", "rounded_hollow")

# Alarms take none of the colours of lateness: the brightest mark on the map, with a sign for the kind.
ALARMS = {
    kind: Swatch("#E6F1FF", "#16202E", "diamond", letter=letter, letter_en=letter_en)
    for kind, letter, letter_en in (
        ("event", "事", "E"),
        ("device", "备", "D"),
        ("care", "护", "C"),
        ("weather", "天", "W"),
    )
}
ALARM_NOTICED = Swatch("#E6F1FF", "#16202E", "diamond_hollow")

# Hot spots in the tones of the heat: what rises is brightest, what fades is darkest; pattern and sign tell the classes.
HOTSPOTS = {
    key: Swatch(dark, light, "fill", pattern, letter, letter_en)
    for key, dark, light, pattern, letter, letter_en in (
        ("new", "#FCFDBF", "#3B0F70", "", "新", "N"),
        ("consecutive", "#FCFDBF", "#3B0F70", "horizontal", "连", "C"),
        ("intensifying", "#FE9F6D", "#8C2981", "cross", "剧", "I"),
        ("persistent", "#FE9F6D", "#8C2981", "", "持", "P"),
        ("diminishing", "#DE4968", "#DE4968", "horizontal", "减", "D"),
        ("sporadic", "#DE4968", "#DE4968", "dots", "间", "S"),
        ("oscillating", "#DE4968", "#DE4968", "cross", "替", "O"),
        ("none", "#DE4968", "#DE4968", "", "？", "?"),
    )
}
TOO_FEW = Swatch("#9DB4CE", "#4A5A70", "fill", "diagonal")

# Warnings of something emerging: an arrow upwards, so that nobody takes them for alarms or lateness.
WARNING = Swatch("#E6F1FF", "#16202E", "arrow", letter="升", letter_en="W")
WARNING_NOTICED = Swatch("#E6F1FF", "#16202E", "arrow_hollow")

# Lateness has these three colours to itself; each has a shape of its own.
LATENESS = {
    "due_soon": Swatch("#E6F1FF", "#16202E", "dashed_circle"),
    "blue": Swatch("#5AA9FF", "#175CD3", "circle"),
    "yellow": Swatch("#FFD23F", "#E0A100", "triangle"),
    "red": Swatch("#FF5C5C", "#B42318", "octagon"),
}
DUE_TODAY = Swatch("#E6F1FF", "#16202E", "square")
