"""The addresses of the site that answer programs, as OpenAPI writes them, and those that are nobody's contract."""

import re
from typing import Any

from django.urls import URLPattern, get_resolver

_CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")
_DESCRIPTIONS = {"/api/openapi.json", "/api/nearby/openapi.json"}
_ONE_PAGE = "一个页面自己的数据，随页面一起改。"
_ONE_PAGE_EN = "Data of one page, which changes together with it."
_IMPORT = "导入向导各步的数据，随向导一起改；程序请用 import_ 命令。"
_IMPORT_EN = "Steps of the import assistant, which change with it; programs use the import_ commands."
# path → why no program should rely on it, in both languages.
INTERNAL: dict[str, tuple[str, str]] = {
    **dict.fromkeys(
        (
            "/command/figures.json",
            "/command/alarms.json",
            "/command/area.json",
            "/care/figures.json",
            "/planner/{uuid}/sheet.json",
        ),
        (_ONE_PAGE, _ONE_PAGE_EN),
    ),
    **dict.fromkeys(
        ("/import/{uuid}/state.json", "/import/{uuid}/map.json", "/import/{uuid}/report.json"),
        (_IMPORT, _IMPORT_EN),
    ),
}


def json_addresses() -> dict[str, tuple[str, ...]]:
    """Path → roles that get an answer (none where the address does not say so), of all below /api/ and all *.json."""
    found: dict[str, tuple[str, ...]] = {}
    for one in get_resolver().url_patterns:
        path = "/" + _CONVERTER.sub(r"{\1}", str(one.pattern))
        answers = path.startswith("/api/") or path.endswith(".json")
        if isinstance(one, URLPattern) and answers and path not in _DESCRIPTIONS:
            found[path] = tuple(sorted(map(str, getattr(one.callback, "audience", ()))))
    return found


def internal_addresses() -> list[dict[str, Any]]:
    """The addresses nobody should rely on, each with the reason."""
    return [{"path": path, "reason": zh, "reason_en": en} for path, (zh, en) in INTERNAL.items()]
