"""Areas an address or its row names: found by name, and whether a place lies in them."""

import re
from collections import defaultdict
from dataclasses import dataclass

import shapely

from geodata.analysis.address_entries import AREA, Gazetteer
from geodata.rules.address import Address
from geodata.rules.address_admin import cut_admin
from geodata.rules.address_names import name_key
from geodata.rules.address_text import normalise

# Borders run along the middle of roads; a door beyond one is still told of either side.
BORDER_M = 60.0
OUTSIDE, UNKNOWN_AREA, UNKNOWN_CONTEXT = 0.5, 0.9, 0.8
_TAIL = re.compile(
    r"(?:街道办事处|街道办|街道|社区居委会|居民委员会|居委会|村民委员会|村委会|行政村|社区|区|县|镇|乡|村)$"
)
_PARTS = re.compile(r"[/／;；、,，\s|]+")
_ZONES = ("高新", "经开", "开发", "度假", "新区", "保税", "园区")


@dataclass(frozen=True)
class Named:
    """One naming of areas: any of these entries will do; empty where the name is not known (factor tells)."""

    text: str
    entries: tuple[int, ...]
    unknown_factor: float


class AreaIndex:
    """Areas of a gazetteer by full and short name."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._by_name: defaultdict[str, list[int]] = defaultdict(list)
        self.has_districts = False
        for entry in (gazetteer.kind == AREA).nonzero()[0]:
            key = name_key(gazetteer.name[entry])
            for name in dict.fromkeys((key, _TAIL.sub("", key))):
                self._by_name[name].append(int(entry))
            self.has_districts |= gazetteer.level[entry] == "district"
            if gazetteer.shape[entry] is not None:
                shapely.prepare(gazetteer.shape[entry])
        self._contexts: dict[str, Named | None] = {}

    def find(self, name: str) -> tuple[int, ...]:
        """Areas of a name as written, with or without its ending."""
        key = name_key(name)
        return tuple(self._by_name.get(key) or self._by_name.get(_TAIL.sub("", key)) or ())

    def named(self, address: Address, context: str = "") -> list[Named]:
        """What the address and its row's context say about where the place lies, from large to small."""
        found = []
        if address.district and self.has_districts:
            zone = any(word in address.district for word in _ZONES)
            found.append(self._named(address.district, UNKNOWN_AREA if zone else OUTSIDE))
        if address.subdistrict:
            found.append(self._named(address.subdistrict, UNKNOWN_AREA))
        if address.community:
            found.append(self._named(address.community, UNKNOWN_AREA))
        if address.grid:
            found.append(self._named(address.community + address.grid, UNKNOWN_AREA))
        told = self._told(context)
        return [*found, told] if told else found

    def _named(self, name: str, unknown_factor: float) -> Named:
        return Named(name, self.find(name), unknown_factor)

    def _told(self, context: str) -> Named | None:
        """Areas of a context cell (官渡/盘龙等): any of them; None for an empty cell."""
        if context not in self._contexts:
            pieces = [normalise(piece).removesuffix("等") for piece in _PARTS.split(context)]
            entries = [entry for piece in pieces if piece for entry in self._finest(piece)]
            told = Named(context.strip(), tuple(entries), UNKNOWN_CONTEXT)
            self._contexts[context] = told if context.strip() else None
        return self._contexts[context]

    def _finest(self, piece: str) -> tuple[int, ...]:
        admin = cut_admin(piece)
        for name in (piece, admin.community + admin.grid, admin.community, admin.rest, admin.subdistrict):
            if name and self.find(name):
                return self.find(name)
        return self.find(admin.district) if admin.district else ()

    def holds(self, entries: tuple[int, ...], x_m: float, y_m: float) -> bool:
        """Whether a place (metres, MEASURE) lies in one of the areas or at its border."""
        point = shapely.Point(x_m, y_m)
        shapes = [self._gazetteer.shape[entry] for entry in entries]
        return any(shape is None or shapely.dwithin(shape, point, BORDER_M) for shape in shapes)

    def shape_of(self, named: list[Named]) -> shapely.Geometry | None:
        """The smallest area named, None where none is known."""
        shapes = [
            self._gazetteer.shape[entry]
            for one in named
            for entry in one.entries[:1]
            if len(one.entries) == 1
        ]
        known = [shape for shape in shapes if shape is not None]
        return min(known, key=shapely.area, default=None)
