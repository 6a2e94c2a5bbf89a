"""Work out the divisions of a suggestion and keep them; the work of a process of its own."""

import json
import logging
from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from uuid import UUID

import numpy as np
import shapely
from django.utils import timezone

from geodata.actions.start_plan_suggestion import UNDER_WAY
from geodata.actions.take_suggestion import take_suggestion
from geodata.analysis.plan_preview import Preview, preview_of
from geodata.analysis.plan_tradeoffs import tradeoffs
from geodata.analysis.suggest import ALTERNATIVES
from geodata.analysis.suggest_plan import PlanDivision, suggest_for_plan
from geodata.errors import GeodataError, NotFound
from geodata.models import PlanAlternative, PlanSuggestion
from geodata.queries.plan_ground import PlanPart, Scope, part_outlines, plan_part, scope_of
from geodata.rules.levels import Level
from geodata.rules.plan_suggestions import reason_text
from geodata.rules.viewer import Role, Viewer

_log = logging.getLogger(__name__)
_BROKEN = {"zh": "程序出错，没有结果；错误已记入日志。", "en": "The program failed; the log has the details."}
# Degrees within which a corner may go in the preview: a community is drawn as it is, the district to about 6 m.
_TOLERANCE = {Level.COMMUNITY: 0.0, Level.SUBDISTRICT: 3e-5, Level.DISTRICT: 6e-5}
_DIGITS = {Level.COMMUNITY: 7, Level.SUBDISTRICT: 6, Level.DISTRICT: 6}


class Stopped(Exception):
    """The search was told to stop."""


def find_plan_divisions(uuid: UUID) -> PlanSuggestion:
    """The suggestion with its alternatives, or why there are none; progress is told in its row as the work goes on."""
    one = PlanSuggestion.objects.filter(uuid=uuid).select_related("plan").first()
    if one is None:
        raise NotFound("没有这次建议。", "There is no such suggestion.")
    try:
        _tell(one, "reading", 0.0)
        _work(one)
    except Stopped:
        _log.info("the search was stopped")
    except GeodataError as refusal:
        _end(one, "refused", refusal={"zh": refusal.zh, "en": refusal.en})
    except Exception:
        _log.exception("the search for divisions broke off")
        _end(one, "refused", refusal=_BROKEN)
    one.refresh_from_db()
    return one


def _tell(one: PlanSuggestion, step: str, share: float) -> None:
    """Note how far it is; raises Stopped where somebody stopped it."""
    found = PlanSuggestion.objects.filter(pk=one.pk, state__in=UNDER_WAY)
    if not found.update(state="working", step=step, share_done=share, changed_at=timezone.now()):
        raise Stopped


def _end(one: PlanSuggestion, state: str, **told: Any) -> None:
    found = PlanSuggestion.objects.filter(pk=one.pk, state="working")
    found.update(state=state, share_done=1.0, changed_at=timezone.now(), **told)


def _work(one: PlanSuggestion) -> None:
    scope = scope_of(one.scope)
    part = plan_part(one.plan, scope)
    keys = part.ground.keys
    PlanSuggestion.objects.filter(pk=one.pk).update(
        blocks=part.ids.tolist(),
        before=keys.tolist(),
        result={"now": _figures(scope, part, PlanDivision(keys, ()))},
    )
    block = part_outlines(one.plan, scope)
    wanted = {name: wishes for name, wishes in ALTERNATIVES.items() if one.wanted in ("", name)}
    known: list[np.ndarray] = [keys]
    for place, (name, wishes) in enumerate(wanted.items()):
        found = suggest_for_plan(
            part.ground, wishes, told=_share_of(one, name, place / len(wanted), 0.9 / len(wanted))
        )
        if any(np.array_equal(found.keys, other) for other in known):
            continue
        known.append(found.keys)
        drawn = preview_of(block, keys, found.keys, _TOLERANCE[Level(scope.area.level)])
        PlanAlternative.objects.create(
            suggestion=one,
            name=name,
            keys=found.keys.tolist(),
            figures=_figures(scope, part, found),
            shapes=_shapes(drawn, part, found.keys, _DIGITS[Level(scope.area.level)]),
        )
    if one.wanted and len(known) > 1:
        _tell(one, "taking", 0.95)
        _take(one)
    _end(one, "done")


def _share_of(one: PlanSuggestion, name: str, before: float, share: float) -> Callable[[int, int], None]:
    def told(done: int, parts: int) -> None:
        _tell(one, name, before + share * done / parts)

    return told


def _take(one: PlanSuggestion) -> None:
    """What bulk subdivision ends with, in the name of who asked for it."""
    viewer = Viewer(Role.PLANNER)
    take_suggestion(one.plan.uuid, one.uuid, one.wanted, viewer, user_id=one.by_id or 0, now=timezone.now())


def _figures(scope: Scope, part: PlanPart, found: PlanDivision) -> dict[str, Any]:
    """The trade-offs of a division, with the places where the band cannot be met."""
    told = asdict(tradeoffs(part.ground, found.keys))
    for name, digits in (("mad", 4), ("polsby_popper", 3), ("cut_m", 0), ("followed", 3), ("balance", 3)):
        told[name] = None if told[name] is None else round(told[name], digits)
    return told | {"infeasible": [*_infeasible(scope, part, found), *_locked(scope, part)]}


def _infeasible(scope: Scope, part: PlanPart, found: PlanDivision) -> list[dict[str, Any]]:
    places = []
    for one in found.infeasible:
        band = part.ground.bands[int(part.ground.keys[one.blocks[0]])]
        assert band is not None
        area = scope.communities[int(part.community[one.parent])]
        zh, en = reason_text(one.reason.value, one.households, band.low, band.high)
        told = {"code": area.code, "name": area.name, "reason": one.reason.value, "outside": one.outside}
        places.append(told | {"zh": zh, "en": en})
    return places


def _locked(scope: Scope, part: PlanPart) -> list[dict[str, Any]]:
    """Locked grids outside their band."""
    places = []
    for key in sorted(part.ground.locks.grids):
        band = part.ground.bands[key]
        households = float(part.ground.graph.households[part.ground.keys == key].sum())
        if band is not None and not band.holds(households):
            area = scope.communities[part.grids[key]["community"]]
            zh, en = reason_text("locked", households, band.low, band.high)
            told = {"code": area.code, "name": area.name, "reason": "locked", "outside": 1}
            places.append(told | {"zh": zh, "en": en})
    return places


def _shapes(drawn: Preview, part: PlanPart, keys: np.ndarray, digits: int) -> dict[str, Any]:
    """Ground by what becomes of it and the grids after, as two GeoJSON collections in degrees."""
    _, place = np.unique(keys, return_inverse=True)
    households = np.bincount(place.reshape(-1), part.ground.graph.households)
    changes = zip(
        drawn.change, drawn.before.tolist(), drawn.after.tolist(), _geojson(drawn.shape, digits), strict=True
    )
    grids = zip(drawn.key.tolist(), households.tolist(), _geojson(drawn.grid, digits), strict=True)
    return {
        "changes": _collection(
            ({"change": change.value, "before": old, "after": new}, shape)
            for change, old, new, shape in changes
        ),
        "grids": _collection(
            ({"key": key, "households": round(count), "code": part.grids.get(key, {}).get("code", "")}, shape)
            for key, count, shape in grids
        ),
    }


def _collection(features: Any) -> dict[str, Any]:
    told = [
        {"type": "Feature", "properties": properties, "geometry": shape} for properties, shape in features
    ]
    return {"type": "FeatureCollection", "features": told}


def _geojson(shapes: np.ndarray, digits: int) -> list[dict[str, Any]]:
    """GeoJSON geometries with coordinates of so many digits."""
    rounded = shapely.transform(shapes, lambda points: np.round(points, digits))
    return [json.loads(text) for text in shapely.to_geojson(rounded)]
