"""The staff's addresses as OpenAPI paths: heat, alarms, plans and coverage, each with the roles that get an answer."""

import re
from typing import Any

from .json_addresses import json_addresses
from .staff_addresses import GROUPS, Told
from .staff_fields import field_of

_IN_PATH = re.compile(r"\{(\w+)\}")
_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_REFUSALS = {
    "302": "没有登录 · sign in first",
    "400": "参数不对 · a parameter that is not of the accepted form",
    "404": "没有，或者您的账号不能查看 · unknown, or not for your role",
}


def staff_paths() -> dict[str, Any]:
    """Path → its operations, for those who sign in."""
    roles = json_addresses()
    return {
        path: {verb: _operation(path, verb, group, told, roles.get(path, ())) for verb, told in verbs.items()}
        for group, paths in GROUPS.items()
        for path, verbs in paths.items()
    }


def _operation(path: str, verb: str, group: str, told: Told, roles: tuple[str, ...]) -> dict[str, Any]:
    """One operation; x-roles: who gets an answer, where the address says so itself."""
    in_path = [_parameter("path", name, name, {"type": "string"}) for name in _IN_PATH.findall(path)]
    in_query = [_parameter("query", name, *field_of(name, group)) for name in told.query]
    made: dict[str, Any] = {
        "operationId": f"{verb}_{re.sub('[^a-z]+', '_', path).strip('_')}",
        "summary": told.zh,
        "description": told.en,
        "tags": [group],
        "security": [{"session": []}],
        "parameters": in_path + in_query,
        "responses": _responses(told),
    }
    if told.body:
        made["requestBody"] = {"content": {told.sent_as: {"schema": _body(told, group)}}}
    return made | ({"x-roles": list(roles)} if roles else {})


def _parameter(place: str, name: str, text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": place, "required": place == "path", "description": text, "schema": schema}


def _body(told: Told, group: str) -> dict[str, Any]:
    fields = {name: field_of(name, group) for name in told.body}
    return {
        "type": "object",
        "properties": {name: {**schema, "description": text} for name, (text, schema) in fields.items()},
    }


def _responses(told: Told) -> dict[str, Any]:
    schema = {"type": "object" if told.media.endswith("json") else "string"}
    good: dict[str, Any] = {"description": told.en}
    if told.status != 204:
        good["content"] = {told.media: {"schema": schema}}
    refused = {status: {"description": text, "content": _PROBLEM} for status, text in _REFUSALS.items()}
    return {str(told.status): good} | refused
