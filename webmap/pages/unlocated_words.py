"""The unlocated list in words, in the language of the page, and as data for its map."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from geodata.queries.unlocated import Asked, UnlocatedList
from geodata.queries.unlocated_row import Choice, Open
from geodata.rules.import_flow import UnlocatedState
from geodata.rules.import_kinds import KIND_TITLES, KindName, kinds_for
from geodata.rules.unlocated import DISMISS_REASON_NAMES, DismissReason, alias_pair
from geodata.rules.viewer import Viewer

from .point_cards import english
from .unlocated_form import OWN, Chosen

_DECIMALS = 7


@dataclass(frozen=True)
class ChoiceRow:
    """A candidate: its number on map and keyboard, its radio's value, why it is one, and what may be learned."""

    number: int
    key: str
    name: str
    percent: int
    precision: str
    uncertainty_m: int
    why: str
    alias: tuple[str, str] | None
    alias_key: str
    checked: bool
    lon: float
    lat: float


@dataclass(frozen=True)
class Option:
    """A value to narrow the list to, with how many rows it has."""

    value: str
    words: str
    count: int
    chosen: bool


def page_link(base: str, asked: Asked, **more: str) -> str:
    """The address of the list under the same filters."""
    state = "" if asked.state is UnlocatedState.OPEN else asked.state.value
    told = {"state": state, "kind": asked.kind, "file": asked.file, **more}
    query = urlencode({name: value for name, value in told.items() if value})
    return f"{base}?{query}" if query else base


def state_words(state: UnlocatedState) -> str:
    """The word beside a state's shape."""
    return {
        UnlocatedState.OPEN: _("待定位"),
        UnlocatedState.PLACED: _("已定位"),
        UnlocatedState.DISMISSED: _("已排除"),
    }[state]


def kind_words(kind: str) -> str:
    """The name of a kind."""
    title = KIND_TITLES[KindName(kind)]
    return title.en if english() else title.zh


def reason_words(reason: DismissReason) -> str:
    """Why a row was put aside."""
    zh, en = DISMISS_REASON_NAMES[reason]
    return en if english() else zh


def filter_options(found: UnlocatedList, asked: Asked, viewer: Viewer) -> dict[str, list[Option]]:
    """The values of the three filters, those without rows left out unless chosen."""
    states = [
        Option(one.value, state_words(one), found.states.get(one.value, 0), one is asked.state)
        for one in UnlocatedState
    ]
    kinds = [
        Option(kind.value, kind_words(kind), found.kinds.get(kind.value, 0), kind.value == asked.kind)
        for kind in kinds_for(viewer)
        if kind.value in found.kinds or kind.value == asked.kind
    ]
    files = [Option(run, name, count, run == asked.file) for run, (name, count) in found.files.items()]
    return {"states": states, "kinds": kinds, "files": files}


def opened_words(opened: Open) -> dict[str, Any]:
    """The opened row as it is read."""
    when = timezone.localtime(opened.reported_at) if opened.reported_at else None
    decided = timezone.localtime(opened.decided_at) if opened.decided_at else None
    return {
        "uuid": opened.uuid,
        "kind": kind_words(opened.kind),
        "row": opened.row,
        "file": opened.file_name,
        "address": opened.address,
        "name": opened.name,
        "category": opened.category[english()],
        "time": f"{when:%Y-%m-%d %H:%M}" if when else "",
        "state": opened.state.value,
        "state_words": state_words(opened.state),
        "reason": reason_words(DismissReason(opened.reason)) if opened.reason else "",
        "decided_by": opened.decided_by,
        "decided_at": f"{decided:%Y-%m-%d %H:%M}" if decided else "",
    }


def choice_rows(choices: tuple[Choice, ...], address: str, chosen: Chosen | None) -> list[ChoiceRow]:
    """Candidates with their numbers; the best is chosen unless the person chose otherwise."""
    rows = []
    for number, one in enumerate(choices, 1):
        key = f"{one.lon:.{_DECIMALS}f},{one.lat:.{_DECIMALS}f}"
        pair = alias_pair(address, one.name)
        checked = key == chosen.key if chosen and chosen.key else number == 1
        rows.append(
            ChoiceRow(
                number, key, one.name, round(one.score * 100), precision_words(one.precision), one.uncertainty_m,
                one.why_en if english() else one.why_zh, pair, "|".join((key, *pair)) if pair else "", checked,
                one.lon, one.lat,
            )
        )  # fmt: skip
    return rows


def precision_words(precision: str) -> str:
    """What kind of place a candidate is."""
    return {
        "building": _("楼栋"),
        "door_interpolated": _("按相邻门牌推算"),
        "point": _("服务点"),
        "estate": _("小区或地标"),
        "crossing": _("路口"),
        "road": _("整条道路"),
        "area": _("整个区域"),
    }.get(precision, precision)


def map_data(opened: Open | None, rows: list[ChoiceRow], chosen: Chosen | None) -> dict[str, Any]:
    """What the map draws, and its words; candidates of a decided row would be taken for its place."""
    may_place = bool(opened and opened.state is UnlocatedState.OPEN)
    return {
        "row": opened.uuid if opened else "",
        "may_place": may_place,
        "own": OWN if chosen and chosen.key == OWN else "",
        "choices": [
            {
                "number": row.number,
                "key": row.key,
                "name": row.name,
                "lon": row.lon,
                "lat": row.lat,
                "uncertainty_m": row.uncertainty_m,
            }
            for row in rows
            if may_place
        ],
        "words": {"handle": _("要保存的位置，可以拖动")},
    }
