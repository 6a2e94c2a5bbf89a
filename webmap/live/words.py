"""What goes over the line: server-sent events with ids, kinds, versions and cells, never data."""

import json
from collections.abc import Mapping
from functools import lru_cache

from geodata.queries.live_changes import Change

RETRY_MS = 2000
BEAT = b"event: beat\ndata:\n\n"


def opening() -> bytes:
    """How long a browser waits before it comes back by itself.

    >>> opening()
    b'retry: 2000\\n\\n'
    """
    return f"retry: {RETRY_MS}\n\n".encode()


@lru_cache(maxsize=1024)
def change_words(change: Change) -> bytes:
    """A change as every screen that may hear of it gets it.

    >>> change_words(Change(7, "roads", 3, None))
    b'id: 7\\nevent: change\\ndata: {"kind":"roads","version":3,"cells":null}\\n\\n'
    """
    body = {"kind": change.kind, "version": change.version, "cells": change.cells}
    return _event("change", change.id, body)


def versions_words(name: str, last: int, versions: Mapping[str, int]) -> bytes:
    """The state of things, as a greeting (`hello`) or where the log no longer tells the way there (`reset`)."""
    return _event(name, last, {"versions": dict(versions)})


def _event(name: str, number: int, body: object) -> bytes:
    text = json.dumps(body, separators=(",", ":"))
    return f"id: {number}\nevent: {name}\ndata: {text}\n\n".encode()
