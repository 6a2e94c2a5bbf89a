"""Give a row of the unlocated list its place, once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import shapely
from django.contrib.gis.geos import Point
from django.db import transaction
from django.utils import timezone

from geodata.actions.decide_unlocated import lock_unlocated
from geodata.crs import LONLAT, MEASURE
from geodata.errors import BadParameter, Forbidden
from geodata.models import PlaceAlias, UnlocatedRow
from geodata.queries.district_box import district_box
from geodata.rules.import_flow import UnlocatedState
from geodata.rules.unlocated import LONGEST_NAME
from geodata.rules.viewer import Viewer

Store = Callable[[UnlocatedRow, shapely.Point], None]


class OutsideDistrict(Forbidden):
    """The place lies outside the district's box; it is taken only when that is meant."""

    code = "outside_district"


@dataclass(frozen=True)
class Spot:
    """Where a row is put, degrees WGS 84; outside_meant: it may lie outside the district."""

    lon: float
    lat: float
    outside_meant: bool = False


@transaction.atomic
def place_unlocated(
    uuid: str,
    spot: Spot,
    viewer: Viewer,
    *,
    user_id: int | None,
    now: datetime,
    store: Store,
    alias: tuple[str, str] | None = None,
) -> UnlocatedRow | None:
    """The row, placed by store(row, point in MEASURE); None where it was decided before, which changes nothing.

    alias: (other name, name) to be remembered for later addresses. Raises NotFound for an unknown row or a kind
    the viewer may not import, BadParameter for no place on earth, OutsideDistrict unless that is meant.
    """
    row = lock_unlocated(uuid, viewer)
    if row.state != UnlocatedState.OPEN:
        return None
    store(row, _measured(spot, now))
    row.state, row.decided_by_id, row.decided_at = UnlocatedState.PLACED.value, user_id, now
    row.save(update_fields=["state", "decided_by", "decided_at"])
    if alias:
        _learn(*alias)
    return row


def _measured(spot: Spot, now: datetime) -> shapely.Point:
    """The spot in MEASURE to the centimetre."""
    if not (-180 <= spot.lon <= 180 and -85 <= spot.lat <= 85):
        raise BadParameter(
            f"经度 {spot.lon}、纬度 {spot.lat} 不在地球上；经度应在 -180 到 180，纬度应在 -85 到 85。",
            f"longitude {spot.lon}, latitude {spot.lat} is no place; expected -180..180 and -85..85.",
        )
    point = Point(spot.lon, spot.lat, srid=LONLAT)
    point.transform(MEASURE)
    box = district_box(timezone.localdate(now))
    if box and not spot.outside_meant and not (box[0] <= point.x <= box[2] and box[1] <= point.y <= box[3]):
        raise OutsideDistrict(
            "这个位置在本区范围以外。请核对经纬度；确实在区外的，勾选“确认在区外”再保存。",
            "This place lies outside the district. Check it; if it is meant, tick that it lies outside and save again.",
        )
    return shapely.Point(round(point.x, 2), round(point.y, 2))


def _learn(other: str, name: str) -> None:
    other, name = other.strip(), name.strip()
    if other and name and other != name and max(len(other), len(name)) <= LONGEST_NAME:
        PlaceAlias.objects.update_or_create(alias=other, defaults={"name": name})
