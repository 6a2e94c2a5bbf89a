"""The product's own site that also tells how often it built which tile, at /bench/tiles."""

import json
from collections import Counter
from collections.abc import Callable, Hashable
from typing import Any

from layers.tile_memory import TileMemory
from webmap.asgi import application as site

ADDRESS = "/bench/tiles"
_builds: Counter[int] = Counter()
_build = TileMemory._build


def _counted(self: TileMemory, key: Hashable, build: Callable[[], bytes], own: Any) -> Any:
    _builds[hash(key)] += 1
    return _build(self, key, build, own)


TileMemory._build = _counted  # type: ignore[method-assign]


async def application(scope: Any, receive: Any, send: Any) -> None:
    """The site, and the two counts."""
    if scope["type"] != "http" or scope["path"] != ADDRESS:
        await site(scope, receive, send)
        return
    told = {"built": _builds.total(), "twice": sum(count > 1 for count in _builds.values())}
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": json.dumps(told).encode()})
