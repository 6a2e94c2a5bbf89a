"""The walking addresses described as OpenAPI 3.0."""

from typing import Any

from geodata.rules.service_points import ServiceKind
from geodata.rules.walking import Pace

from .nearby_ask import LONGEST_MINUTES, MOST_POINTS, USUAL_MINUTES, USUAL_POINTS


def description() -> dict[str, Any]:
    """The OpenAPI document."""
    return {
        "openapi": "3.0.3",
        "info": {"title": "GridAtlas 步行服务 · walking", "version": "1"},
        "paths": {
            "/api/nearby": _both(
                "nearest", "最近的服务点 · nearest service points on foot", _NEARBY, _ANSWER
            ),
            "/api/reach": _both("reach", "步行可达范围 · ground reached on foot", _REACH, _FEATURE),
        },
    }


def _both(name: str, summary: str, own: list[dict[str, Any]], answer: dict[str, Any]) -> dict[str, Any]:
    """The same question by GET and by POST, where the place stays out of the address."""
    fields = [*_PLACE, *own]
    body = {"type": "object", "properties": {one["name"]: one["schema"] for one in fields}}
    content = {kind: {"schema": body} for kind in ("application/json", "application/x-www-form-urlencoded")}
    responses = {
        "200": {"description": "OK", "content": {"application/json": {"schema": answer}}},
        **{
            status: {
                "description": text,
                "content": {"application/problem+json": {"schema": {"type": "object"}}},
            }
            for status, text in (("400", "参数不对 · bad parameter"), ("404", "没有这个区域 · no such area"))
        },
    }
    return {
        "get": {
            "operationId": f"{name}_get",
            "summary": summary,
            "parameters": [{"in": "query", "required": False, **one} for one in fields],
            "responses": responses,
        },
        "post": {
            "operationId": f"{name}_post",
            "summary": summary,
            "requestBody": {"required": True, "content": content},
            "responses": responses,
        },
    }


def _field(name: str, text: str, **schema: Any) -> dict[str, Any]:
    return {"name": name, "description": text, "schema": schema}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


_TEXT: dict[str, Any] = {"type": "string"}
_NUMBER: dict[str, Any] = {"type": "number"}
_MOMENT: dict[str, Any] = {"type": "string", "format": "date-time", "nullable": True}

_PLACE = [
    _field("lon", "经度 · longitude, WGS 84", type="number", minimum=-180, maximum=180),
    _field("lat", "纬度 · latitude, WGS 84", type="number", minimum=-90, maximum=90),
    _field("place", "区域代码或 uuid，代替 lon、lat · code or uuid of an area instead", type="string"),
]
_PACE = _field("pace", "步速 · whose pace", type="string", enum=[*Pace], default=Pace.ADULT.value)
_NEARBY = [
    _field("category", f"类别，逗号分隔 · some of {', '.join(ServiceKind)}", type="string"),
    _PACE,
    _field("open", "只看开放的或全部 · open now or any", type="string", enum=["now", "any"], default="now"),
    _field("limit", "个数 · how many", type="integer", minimum=1, maximum=MOST_POINTS, default=USUAL_POINTS),
    _field("point", "只看这一个服务点 · only this service point", type="string", format="uuid"),
    _field("path", "是否给出路线 · with the way as a line", type="string", enum=["0", "1"], default="0"),
]
_MINUTES = {"type": "number", "minimum": 1, "maximum": LONGEST_MINUTES, "default": USUAL_MINUTES}
_REACH = [_field("minutes", "分钟 · minutes", **_MINUTES), _PACE]

_WALK = {
    **_object(
        metres=_NUMBER,
        minutes_adult=_NUMBER,
        minutes_elderly=_NUMBER,
        path={"type": "object"},
        corners=_NUMBER,
        stairs_m=_NUMBER,
    ),
    "nullable": True,
    "description": "步行走不到时为空 · null where it is not reached on foot; straight_m is then all there is",
}
_OPENING = _object(state=_TEXT, open={"type": "boolean"}, changes_at=_MOMENT, hours=_TEXT)
_POINT = _object(
    uuid=_TEXT,
    kind={"type": "string", "enum": [*ServiceKind]},
    name=_TEXT,
    name_en=_TEXT,
    address=_TEXT,
    phone=_TEXT,
    accessibility={"type": "array", "items": _TEXT},
    checked_on={"type": "string", "format": "date", "nullable": True},
    lon=_NUMBER,
    lat=_NUMBER,
    opening=_OPENING,
    straight_m={"type": "integer", "nullable": True},
    walk=_WALK,
)
_ANSWER = _object(
    points={"type": "array", "items": _POINT},
    nearest_closed={**_POINT, "nullable": True},
    pace=_TEXT,
    open=_TEXT,
    as_of=_MOMENT,
    network={"type": "string", "enum": ["current", "stale", "none"]},
    network_as_of=_MOMENT,
)
_FEATURE = _object(
    type={"type": "string", "enum": ["Feature"]},
    geometry={"type": "object", "nullable": True},
    properties=_object(minutes=_NUMBER, pace=_TEXT, road_m=_NUMBER, area_km2=_NUMBER, network_as_of=_MOMENT),
)
