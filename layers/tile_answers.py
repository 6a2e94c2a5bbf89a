"""A tile as an answer over HTTP: from memory without any SQL where it is known, built once where it is not."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.db import connections
from django.utils import timezone

from geodata.errors import NotFound
from geodata.rules.viewer import Viewer

from . import sql
from .base import Question
from .boundary_version import boundary_version, draws_borders_only, held_version
from .known_changes import KNOWN
from .layer_set import LayerSet, find_set
from .questions import read_question
from .tile_grid import Tile
from .tile_memory import StoredTile, TileMemory, stored
from .tiles import build_tile
from .versions import version_marks

MVT = "application/vnd.mapbox-vector-tile"
PUBLIC_CACHE = "public, max-age=300, stale-while-revalidate=600"
STAFF_CACHE = "private, no-cache"
IMMUTABLE_CACHE = "public, max-age=31536000, immutable"
MOST_PLANS = 4096

MEMORY = TileMemory(settings.TILE_CACHE_MB * 1_000_000)


@dataclass(frozen=True)
class Asked:
    """A request for a tile: layers with commas between, the place, the raw query, what the asker holds and takes."""

    names: str
    tile: Tile
    query: str = ""
    none_match: str = ""
    gzip_taken: bool = True


@dataclass(frozen=True)
class Answer:
    """What is sent; headers are lower case."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""


@dataclass(frozen=True)
class _Plan:
    """A query understood: which layers, which question, which versions the answer must have; part of a tile's key."""

    layers: LayerSet
    question: Question
    key: Hashable
    wanted: tuple[int, ...]
    boundary: str


_plans: dict[Hashable, tuple[int, _Plan]] = {}


def remembered_answer(asked: Asked, viewer: Viewer) -> Answer | None:
    """The answer where it is known to be fresh without asking the database; None otherwise. Never waits."""
    if not KNOWN.hearing:
        return None
    today = timezone.localdate()
    held = _plans.get((asked.names, asked.query, viewer, today))
    if held is None or held[0] != _question_version(held[1].layers):
        return None
    plan = held[1]
    if plan.layers.sensitive or _ahead(plan) or (plan.boundary and not _boundary_held(plan, today)):
        return None
    tile = MEMORY.find(_key(plan, asked.tile, KNOWN.stamp(plan.layers.kinds, asked.tile)))
    return _answer(asked, tile, _cache_rule(plan, today)) if tile is not None else None


def tile_answer(asked: Asked, viewer: Viewer) -> Answer:
    """The answer to a request for a tile; raises NotFound and BadParameter. May wait for another who builds it."""
    plan = _plan(asked, viewer)
    layers = plan.layers.at(asked.tile.z)
    if not asked.tile.exists or not layers:
        raise NotFound(
            f"没有这个瓦片：{asked.names[:40]} 的层级为 {plan.layers.zooms[0]}–{plan.layers.zooms[1]}。",
            f"No such tile: {asked.names[:40]} has zooms {plan.layers.zooms[0]}-{plan.layers.zooms[1]}.",
        )

    def build() -> bytes:
        return build_tile(layers, asked.tile, plan.question)

    if plan.layers.sensitive:
        return _whole(asked, stored(build()), "no-store")
    # What an open transaction sees is nobody else's.
    if connections[sql.ALIAS].in_atomic_block:
        return _answer(asked, stored(build()), _cache_rule(plan, plan.question.today))
    if KNOWN.hearing and _ahead(plan):
        KNOWN.catch_up()
    rule = "no-store" if KNOWN.hearing and _ahead(plan) else _cache_rule(plan, plan.question.today)
    return _answer(asked, MEMORY.find_or_build(_key(plan, asked.tile, _stamp(plan, asked.tile)), build), rule)


def _plan(asked: Asked, viewer: Viewer) -> _Plan:
    """The query, understood; remembered while nothing changes that its meaning depends on."""
    layers = find_set(asked.names, viewer)
    version = _question_version(layers)
    query = dict(parse_qsl(asked.query, keep_blank_values=True))
    question = read_question(layers.filters, query, viewer)
    filters = tuple((name, _frozen(value)) for name, value in sorted(question.filters.items()))
    key = (layers.name, layers.privilege(viewer), question.today, filters)
    boundary = query.get("b", "") if draws_borders_only(layers.kinds) else ""
    plan = _Plan(layers, question, key, _numbers(query.get("v", "")), boundary)
    # What is late depends on the minute: such a plan is made anew each time.
    if KNOWN.hearing and "late_at" not in question.filters:
        if plan.boundary:
            # Known from now on to those who may not ask the database.
            boundary_version(layers.kinds, question.today)
        if len(_plans) >= MOST_PLANS:
            _plans.clear()
        _plans[(asked.names, asked.query, viewer, question.today)] = (version, plan)
    return plan


def _question_version(layers: LayerSet) -> int:
    """What the meaning of a query stands at: the period that events open on follows the newest event."""
    return KNOWN.version("events") if "from" in layers.filters else 0


def _frozen(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, list) else value


def _numbers(text: str) -> tuple[int, ...]:
    """The versions in '12' or '12.3', one for each kind; nothing where it says nothing sensible."""
    parts = text.split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() and len(part) < 19 for part in parts) else ()


def _ahead(plan: _Plan) -> bool:
    """Whether the asker knows of a version that this process has not heard of."""
    return any(
        wanted > KNOWN.version(kind) for kind, wanted in zip(plan.layers.kinds, plan.wanted, strict=False)
    )


def _boundary_held(plan: _Plan, today: date) -> bool:
    """Whether it is known without the database which boundaries are in force."""
    return held_version(plan.layers.kinds, today) is not None


def _stamp(plan: _Plan, tile: Tile) -> Hashable:
    """What the tile stands at: as heard, or as the database says where nobody hears."""
    if KNOWN.hearing:
        return KNOWN.stamp(plan.layers.kinds, tile)
    return ("read", *version_marks(plan.layers.kinds))


def _key(plan: _Plan, tile: Tile, stamp: Hashable) -> Hashable:
    return plan.key, tile.z, tile.x, tile.y, stamp


def _cache_rule(plan: _Plan, today: date) -> str:
    if not plan.layers.public:
        return STAFF_CACHE
    if plan.boundary and plan.boundary == boundary_version(plan.layers.kinds, today):
        return IMMUTABLE_CACHE
    return PUBLIC_CACHE


def _answer(asked: Asked, tile: StoredTile, rule: str) -> Answer:
    """Not modified, where the asker holds these very bytes, or the tile."""
    if rule == "no-store":
        return _whole(asked, tile, rule)
    tag = tile.tag(asked.gzip_taken)
    headers = (("cache-control", rule), ("etag", tag), ("vary", _vary(rule)))
    if asked.none_match and _holds(asked.none_match, tag):
        return Answer(304, headers)
    return _whole(asked, tile, rule, headers)


def _whole(asked: Asked, tile: StoredTile, rule: str, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    body = tile.body(asked.gzip_taken)
    headers = headers or (("cache-control", rule), ("vary", _vary(rule)))
    headers = (("content-type", MVT), ("content-length", str(len(body))), *headers)
    if tile.zipped and asked.gzip_taken:
        headers = (*headers, ("content-encoding", "gzip"))
    return Answer(200, headers, body)


def _vary(rule: str) -> str:
    return "Accept-Encoding" if rule.startswith("public") else "Accept-Encoding, Cookie"


def _holds(none_match: str, tag: str) -> bool:
    """Whether an If-None-Match names a tag."""
    return none_match == tag or any(
        part.strip().removeprefix("W/") in {tag, "*"} for part in none_match.split(",")
    )
