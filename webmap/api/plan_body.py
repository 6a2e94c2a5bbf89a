"""What a browser sends about a plan, read into an operation or refused with the form it should have."""

import json
from math import isfinite
from typing import Any

from geodata.actions.spot_on_earth import measured_spot
from geodata.errors import BadParameter
from geodata.rules.plan_verbs import MOST_PARTS, WIDE, Asked, PlanVerb

MOST_BLOCKS = 50_000
MOST_CORNERS = 200
FORM = BadParameter(
    '请发送 JSON：{"revision": 版本号, "verb": "操作", "community": "12 位代码", …}，其余项见 /api/openapi.json。',
    'Send JSON: {"revision": number, "verb": operation, "community": 12 digits, …}; see /api/openapi.json.',
)


def read_body(body: bytes) -> dict[str, Any]:
    """The JSON object of a body; BadParameter for anything else."""
    try:
        told = json.loads(body or b"{}")
        if not isinstance(told, dict):
            raise ValueError
    except (ValueError, RecursionError):
        raise FORM from None
    return told


def read_operation(body: bytes) -> tuple[Asked, int]:
    """The operation and the revision it was drawn on; BadParameter where a part is not of its form."""
    told = read_body(body)
    try:
        verb = PlanVerb(told["verb"])
        if verb in WIDE:
            raise ValueError
        asked = Asked(
            verb=verb,
            community=_text(told["community"]),
            blocks=_numbers(told.get("blocks", [])),
            grid=_number(told.get("grid", 0)),
            other=_number(told.get("other", 0)),
            line=_line(told.get("line", [])),
            parts=_number(told.get("parts", 0)),
            keys=_numbers(told.get("keys", []), least=-MOST_BLOCKS),
        )
        revision = _number(told["revision"])
    except (KeyError, ValueError, TypeError):
        raise FORM from None
    _complete(asked)
    return asked, revision


_NEEDS_GRID = {PlanVerb.ASSIGN, PlanVerb.PUSH, PlanVerb.MERGE, PlanVerb.SPLIT_LINE, PlanVerb.SPLIT_PARTS}
_NEEDS_OTHER = {PlanVerb.PUSH, PlanVerb.MERGE, PlanVerb.LOCK_BORDER, PlanVerb.UNLOCK_BORDER}


def _complete(asked: Asked) -> None:
    """Refuses an operation without the parts its verb needs."""
    sound = (
        (asked.verb not in _NEEDS_GRID or asked.grid > 0)
        and (asked.verb not in _NEEDS_OTHER or asked.other > 0)
        and (asked.verb not in {PlanVerb.SPLIT_LINE, PlanVerb.CUT} or len(asked.line) > 1)
        and (asked.verb is not PlanVerb.CUT or len(asked.blocks) == 1)
        and (asked.verb is not PlanVerb.SPLIT_PARTS or 2 <= asked.parts <= MOST_PARTS)
        and (asked.verb is not PlanVerb.REDRAW or len(asked.keys) == len(asked.blocks))
    )
    if not sound:
        raise FORM


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > 20 or "\0" in value:
        raise ValueError
    return value


def _number(value: object, least: int = 0) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value < 2**31:
        raise ValueError
    return value


def _numbers(value: object, least: int = 0) -> tuple[int, ...]:
    if not isinstance(value, list) or len(value) > MOST_BLOCKS:
        raise ValueError
    return tuple(_number(one, least) for one in value)


def _line(value: object) -> tuple[tuple[float, float], ...]:
    """Corners [lon, lat] in degrees as metres of MEASURE, each other than the one before."""
    if not isinstance(value, list) or len(value) > MOST_CORNERS:
        raise ValueError
    corners = []
    for lon, lat in value:
        if not all(
            isinstance(one, int | float) and not isinstance(one, bool) and isfinite(one) for one in (lon, lat)
        ):
            raise ValueError
        spot = measured_spot(lon, lat)
        if not corners or corners[-1] != (spot.x, spot.y):
            corners.append((spot.x, spot.y))
    return tuple(corners)
