"""An index over the entries of a gazetteer: names of ways and places, and every door that is known on them."""

from collections import defaultdict
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geodata.analysis.address_areas import AreaIndex
from geodata.analysis.address_entries import AREA, BUILDING, PLACE, POINT, ROAD, Gazetteer
from geodata.analysis.name_index import NameIndex
from geodata.rules.address import Address, parse_address
from geodata.rules.address_names import name_key


class Door(NamedTuple):
    """Numbers of a door on a road or in an estate, '' where it has none."""

    lane: str = ""
    number: str = ""
    yard: bool = False
    phase: str = ""
    building: str = ""


def doors_of(address: Address) -> list[tuple[str, Door]]:
    """What an address hangs its numbers on, road first, with the door on it; names as written.

    Parameters: a parsed address. Returns: pairs of a name and a door, numbered or not.
    Source: in 青莲路18号翠林苑3栋 the number is the road's and the building the estate's.

    >>> doors_of(parse_address("青莲路18号翠林苑3栋"))[1]
    ('翠林苑', Door(lane='', number='', yard=False, phase='', building='3'))
    """
    whole = Door(address.lane, address.number, address.yard, address.phase, address.building)
    pairs = [(address.road, whole)] if address.road else []
    for name in (address.estate, address.landmark):
        if name:
            pairs.append(
                (name, Door("", "", False, address.phase, address.building) if address.road else whole)
            )
    return pairs


class AddressIndex:
    """Lookups over a gazetteer; build once, then match many texts (see address_match).

    Parameters: gazetteer. Raises: nothing. Memory: some 600 bytes an addressed building.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.doors: defaultdict[str, defaultdict[Door, list[int]]] = defaultdict(lambda: defaultdict(list))
        self.roads: defaultdict[str, list[int]] = defaultdict(list)
        self.spots: defaultdict[str, list[int]] = defaultdict(list)
        self._by_building: defaultdict[str, list[int]] = defaultdict(list)
        for kind in (BUILDING, POINT, ROAD, PLACE, AREA):
            for entry in np.flatnonzero(gazetteer.kind == kind):
                self._add(kind, int(entry))
        aliases = gazetteer.aliases
        self.way_names = NameIndex([*self.roads, *self.doors], aliases)
        self.spot_names = NameIndex(self.spots, aliases)
        self.areas = AreaIndex(gazetteer)
        self._numbers: dict[tuple[str, int], tuple[list[int], list[int]]] = {}

    def _add(self, kind: str, entry: int) -> None:
        name, address = self.gazetteer.name[entry], self.gazetteer.address[entry]
        if address:
            self._add_doors(kind, entry, parse_address(address))
        if name and kind == ROAD:
            self.roads[name_key(name)].append(entry)
        elif name and kind in (POINT, PLACE, AREA):
            self.spots[name_key(name)].append(entry)

    def _add_doors(self, kind: str, entry: int, address: Address) -> None:
        for name, door in doors_of(address):
            known = self.doors[name_key(name)][door]
            if kind == BUILDING or not known:  # a service point speaks for a door only where no building does
                known.append(entry)
            if kind == BUILDING and door.building:
                self._by_building[door.building].append(entry)

    def numbers(self, name: str, parity: int) -> tuple[list[int], list[int]]:
        """Plain house numbers known on a way, rising, of one parity, and their entries."""
        if (name, parity) not in self._numbers:
            found = sorted(
                (int(door.number), entries[0])
                for door, entries in self.doors.get(name, {}).items()
                if door == Door(number=door.number)
                and door.number.isdecimal()
                and int(door.number) % 2 == parity
            )
            self._numbers[name, parity] = ([number for number, _ in found], [entry for _, entry in found])
        return self._numbers[name, parity]

    def members(self, name: str, lane: str = "", number: str = "", phase: str = "") -> list[int]:
        """Entries of buildings inside a yard (number given) or an estate, of a phase if one is named."""
        return [
            entry
            for door, entries in self.doors.get(name, {}).items()
            if door.building
            and (door.lane, door.number) == (lane, number)
            and (not phase or door.phase == phase)
            for entry in entries
        ]

    def buildings_numbered(self, building: str) -> NDArray[np.int64]:
        """Entries of all buildings that are counted as this one in their yard or estate."""
        return np.array(self._by_building.get(building, []), dtype=np.int64)
