"""Places by name, code or address: areas and service points for everyone, doors for staff."""

from dataclasses import dataclass
from datetime import date

from django.contrib.gis.db.models.functions import Transform
from django.db.models import Q

from geodata.analysis.address_entries import BUILDING, PLACE, ROAD
from geodata.crs import LONLAT
from geodata.models import BoundaryVersion, ServicePoint
from geodata.queries.gazetteer import kept_address_index, locate_rows
from geodata.rules.levels import ORDER
from geodata.rules.viewer import STAFF, Viewer

MOST_OF_A_KIND = 6
LONGEST_TEXT = 80
_FOR_EVERYONE = frozenset({ROAD, PLACE})


@dataclass(frozen=True)
class Place:
    """A place, degrees WGS 84.

    kind: a level, a kind of service or how precise an address is; layer and id: the feature, empty for addresses.
    """

    kind: str
    name: str
    name_en: str
    note: str
    lon: float
    lat: float
    layer: str = ""
    id: str = ""


def find_places(text: str, viewer: Viewer, today: date) -> list[Place]:
    """The places a text names: areas from the largest, then service points, then addresses.

    4 statements once the index is kept.
    """
    words = " ".join(text.split())[:LONGEST_TEXT]
    if not words:
        return []
    return [*_areas(words, today), *_points(words), *_addresses(words, viewer)]


def _areas(text: str, today: date) -> list[Place]:
    named = Q(area__name__icontains=text) | Q(area__name_en__icontains=text)
    if text.isdigit() and len(text) >= 6:
        named |= Q(area__code__startswith=text)
    found = BoundaryVersion.objects.filter(named, status="published", valid__contains=today)
    columns = ("area__level", "area__name", "area__name_en", "area__code", "area__uuid", "lonlat")
    listed = found.annotate(lonlat=Transform("anchor", LONLAT)).order_by("area__code").values_list(*columns)
    rows = sorted(listed[: MOST_OF_A_KIND * 20], key=lambda row: (ORDER.index(row[0]), len(row[1])))
    return [
        Place(level, name, name_en, code, anchor.x, anchor.y, f"{level}s".replace("ys", "ies"), str(uuid))
        for level, name, name_en, code, uuid, anchor in rows[:MOST_OF_A_KIND]
    ]


def _points(text: str) -> list[Place]:
    named = Q(name__icontains=text) | Q(name_en__icontains=text)
    found = (
        ServicePoint.objects.filter(named).annotate(lonlat=Transform("geom", LONLAT)).order_by("name", "pk")
    )
    columns = ("kind", "name", "name_en", "address", "uuid", "lonlat")
    return [
        Place(kind, name, name_en, address, spot.x, spot.y, "service_points", str(uuid))
        for kind, name, name_en, address, uuid, spot in found.values_list(*columns)[:MOST_OF_A_KIND]
    ]


def _addresses(text: str, viewer: Viewer) -> list[Place]:
    """Doors, roads and named places; doors stand on the map of buildings, which is the staff's."""
    kept = kept_address_index()
    allowed = _FOR_EVERYONE | ({BUILDING} if viewer.role in STAFF else frozenset())
    (found,) = locate_rows([text], None, kept, most=MOST_OF_A_KIND * 2)
    listed = [one for one in found.candidates if str(kept.gazetteer.kind[one.entry]) in allowed][
        :MOST_OF_A_KIND
    ]
    return [
        Place(str(one.precision), one.matched, "", "", place["lon"], place["lat"])
        for one in listed
        for place in [one.as_dict()]
    ]
