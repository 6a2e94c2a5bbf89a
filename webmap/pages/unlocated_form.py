"""What the unlocated list's address and form say, read into values or refused with the form they should have."""

from dataclasses import dataclass
from math import isfinite
from uuid import UUID

from django.http import QueryDict

from geodata.actions.place_unlocated import Spot
from geodata.errors import BadParameter
from geodata.queries.unlocated import Asked
from geodata.rules.import_flow import UnlocatedState
from geodata.rules.import_kinds import kinds_for
from geodata.rules.unlocated import DismissReason
from geodata.rules.viewer import Viewer

OWN = "own"


@dataclass(frozen=True)
class Chosen:
    """What was filled in: the radio's value, both number fields as text, the spot, and the alias to learn."""

    key: str
    lon: str
    lat: str
    spot: Spot
    alias: tuple[str, str] | None


def read_asked(query: QueryDict, viewer: Viewer) -> Asked:
    """The filters; raises BadParameter for a state, kind or file that is none."""
    state, kind, file = (query.get(name, "") for name in ("state", "kind", "file"))
    try:
        asked = Asked(UnlocatedState(state or UnlocatedState.OPEN), kind, str(UUID(file)) if file else "")
    except ValueError:
        asked = None
    if asked is None or (kind and kind not in kinds_for(viewer)):
        raise BadParameter(
            "筛选条件不能识别，请回到待定位清单重新选状态、数据和文件。",
            "The filters are not understood; go back to the list and choose state, data and file again.",
        )
    return asked


def read_page(query: QueryDict) -> int:
    """The page number, 1 where none is told."""
    told = query.get("page", "")
    if told and not (told.isdecimal() and told.isascii() and len(told) <= 6):
        raise BadParameter("page 应是从 1 起的页码。", "page: a number from 1.")
    return max(1, int(told or 1))


def reason_of(form: QueryDict) -> DismissReason:
    """Why a row is put aside."""
    told = form.get("reason", "")
    if told not in set(DismissReason):
        raise BadParameter("请选排除的原因。", "choose the reason for putting the row aside.")
    return DismissReason(told)


def chosen_of(form: QueryDict, *, strict: bool = True) -> Chosen:
    """The place chosen in the form: a candidate's radio, else the two number fields.

    Raises BadParameter without a place, unless strict is off: then the spot is 0, 0.
    """
    key, lon, lat = form.get("spot", ""), form.get("lon", "").strip(), form.get("lat", "").strip()
    # A radio nobody changed does not overrule numbers typed without scripts.
    typed = key in ("", OWN)
    told = (lon, lat) if typed else tuple(key.split(",", 1))
    numbers = [_number(one) for one in told]
    if len(numbers) != 2 or None in numbers:
        if strict:
            raise BadParameter(
                "还没有位置：请选一个候选，或点地图，或填经度和纬度（度，例如 102.712345 和 25.041234）。",
                "there is no place yet: choose a candidate, click the map, or fill in longitude and latitude in degrees.",
            )
        numbers = [0.0, 0.0]
    spot = Spot(numbers[0] or 0.0, numbers[1] or 0.0, outside_meant=form.get("outside") == "yes")
    return Chosen(key or (OWN if lon or lat else ""), lon, lat, spot, None if typed else _alias(form, key))


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if isfinite(found) else None


def _alias(form: QueryDict, key: str) -> tuple[str, str] | None:
    """The alias ticked under the chosen candidate."""
    for told in form.getlist("alias"):
        parts = told.split("|")
        if len(parts) == 3 and parts[0] == key:
            return parts[1], parts[2]
    return None
