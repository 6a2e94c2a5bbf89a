"""The service points residents of an area turn to: their grid's room, their community's station. Public data."""

from geodata.models import ServicePoint
from geodata.rules.levels import CODE_LENGTH, Level
from geodata.rules.service_points import ServiceKind

from .service_points import ServicePointCard, service_points

# What serves a place comes from near to far: the grid's own room, the community's station, the subdistrict's centre.
_NEAR = (ServiceKind.ROOM, ServiceKind.STATION)
_FAR = (ServiceKind.PARTY_SERVICE_CENTRE,)
MOST_POINTS = 4


def local_points(area_code: str) -> list[ServicePointCard]:
    """The rooms and stations of a grid's or community's people, the grid's own first (2 statements).

    Where the community has none: the centre of its subdistrict. Ordered without distances.
    """
    community = area_code[: CODE_LENGTH[Level.COMMUNITY]]
    subdistrict = area_code[: CODE_LENGTH[Level.SUBDISTRICT]]
    kinds = [kind.value for kind in (*_NEAR, *_FAR)]
    found = ServicePoint.objects.filter(area__code__startswith=subdistrict, kind__in=kinds)
    rows = sorted(
        found.values_list("pk", "kind", "name", "area__code"), key=lambda row: _order(row, area_code)
    )
    near = [row[0] for row in rows if row[1] in _NEAR and row[3].startswith(community)]
    return service_points((near or [row[0] for row in rows if row[1] in _FAR])[:MOST_POINTS])


def _order(row: tuple[int, str, str, str], area_code: str) -> tuple[bool, bool, str, int]:
    """The own grid's first, its room before all; of the others rooms last; then by name."""
    pk, kind, name, code = row
    other = code != area_code
    # A room of another grid is of less use than the community's station.
    return other, (kind == ServiceKind.ROOM) is other, name, pk
