"""Look for the best sites of a scenario and keep what they change; the work of a process of its own."""

import logging
from typing import Any
from uuid import UUID

import numpy as np
import shapely
from django.utils import timezone

from geodata.actions.start_walk_scenario import UNDER_WAY, SitingAsk
from geodata.analysis.siting_cover import Sites, best_cover
from geodata.analysis.siting_demand import DemandPlaces, candidate_sites, demand_places
from geodata.analysis.siting_median import best_median
from geodata.analysis.walking_costs import walk_costs
from geodata.analysis.walking_edges import WalkNetwork
from geodata.analysis.walking_nearest import nearest_targets
from geodata.analysis.walking_places import to_lonlat, to_metres
from geodata.analysis.walking_snap import Snaps
from geodata.errors import GeodataError, ImportRefused
from geodata.models import WalkScenario
from geodata.queries.walking import Walking, kept_points, kept_walking, walk_state
from geodata.queries.walking_change import NO_NETWORK, WhatIf, differences_told, what_if
from geodata.queries.walking_homes import Homes, kept_homes
from geodata.queries.walking_scenarios import NO_SCENARIO
from geodata.rules.levels import Level
from geodata.rules.viewer import Role, Viewer
from geodata.rules.walking import Pace
from geodata.rules.walking_sites import (
    LONGEST_MINUTES,
    MOST_CANDIDATES,
    MOST_PLACES,
    SOLVER_SECONDS,
    SiteMethod,
)

_log = logging.getLogger(__name__)
_PLANNER = Viewer(Role.PLANNER)
_TELL_EVERY = 10
_WALKS_SHARE = 0.6
_BROKEN = {"zh": "程序出错，没有结果；错误已记入日志。", "en": "The program failed; the log has the details."}
_NOBODY = ImportRefused(
    "范围内没有能走到步行网络的住户，无法选址。", "Nobody in the area lives near the walking network."
)


class Stopped(Exception):
    """The search was told to stop."""


def find_walk_sites(uuid: UUID) -> WalkScenario:
    """The scenario with its result, or why there is none; progress is told in its row as the work goes on."""
    scenario = WalkScenario.objects.filter(uuid=uuid).first()
    if scenario is None:
        raise NO_SCENARIO
    try:
        _tell(scenario, "reading", 0.0)
        result = _solve(scenario, _ask(scenario.asked))
        _end(scenario, "done", result=result)
    except Stopped:
        _log.info("the search was stopped")
    except GeodataError as refusal:
        _end(scenario, "refused", refusal={"zh": refusal.zh, "en": refusal.en})
    except Exception:
        _log.exception("the search for sites broke off")
        _end(scenario, "refused", refusal=_BROKEN)
    scenario.refresh_from_db()
    return scenario


def _ask(asked: dict[str, Any]) -> SitingAsk:
    places = tuple((lon, lat) for lon, lat in asked["candidates"])
    told = {"method": SiteMethod(asked["method"]), "pace": Pace(asked["pace"]), "candidates": places}
    return SitingAsk(**(asked | told))


def _tell(scenario: WalkScenario, step: str, share: float) -> None:
    """Note how far it is; raises Stopped where somebody stopped it."""
    found = WalkScenario.objects.filter(pk=scenario.pk, state__in=UNDER_WAY)
    if not found.update(state="working", step=step, share_done=share, changed_at=timezone.now()):
        raise Stopped


def _end(scenario: WalkScenario, state: str, **told: Any) -> None:
    found = WalkScenario.objects.filter(pk=scenario.pk, state="working")
    found.update(state=state, share_done=1.0, changed_at=timezone.now(), **told)


def _solve(scenario: WalkScenario, ask: SitingAsk) -> dict[str, Any]:
    state = walk_state()
    walking = kept_walking(state)
    if walking is None:
        raise NO_NETWORK
    homes = _on_network(kept_homes(state).below(ask.below))
    points = kept_points(walking, state)
    paced = walking.paced[ask.pace]
    now = nearest_targets(paced, homes.snaps, points.snaps.take(points.kind == ask.kind)).seconds
    xy = _on_road(walking.network, homes.snaps)
    places = demand_places(xy, homes.persons, MOST_PLACES)
    site_xy, sites = _candidates(walking, ask, places, xy, now)
    cost = _costs(scenario, walking, ask, sites, homes.snaps.take(places.home))
    _tell(scenario, "solving", _WALKS_SHARE)
    found = _best(scenario, ask, cost, places.people, now[places.home])
    return _told(ask, walking, found, site_xy, places)


def _on_network(homes: Homes) -> Homes:
    near = homes.snaps.edge >= 0
    if not near.any():
        raise _NOBODY
    return Homes(homes.id[near], homes.people[near], homes.code[near], homes.snaps.take(near))


def _on_road(network: WalkNetwork, snaps: Snaps) -> np.ndarray:
    """Where places meet the network, metres of MEASURE (n, 2)."""
    spot = shapely.line_interpolate_point(network.lines()[snaps.edge], snaps.along)
    return np.asarray(shapely.get_coordinates(spot))


def _candidates(
    walking: Walking, ask: SitingAsk, places: DemandPlaces, xy: np.ndarray, now: np.ndarray
) -> tuple[np.ndarray, Snaps]:
    """Places for sites and how they meet the network: those named, else where people without the service live."""
    if ask.candidates:
        site_xy = to_metres(np.array(ask.candidates))
    else:
        late = np.minimum(now[places.home], LONGEST_MINUTES * 60.0)
        unserved = places.people * (late > ask.minutes * 60.0)
        weight = unserved if ask.method is SiteMethod.MCLP and unserved.any() else places.people * late
        site_xy = xy[places.home[candidate_sites(xy[places.home], weight, MOST_CANDIDATES)]]
    snaps = walking.snapper.snap(site_xy)
    near = snaps.edge >= 0
    if not near.any():
        raise _NOBODY
    return site_xy[near], snaps.take(near)


def _costs(
    scenario: WalkScenario, walking: Walking, ask: SitingAsk, sites: Snaps, places: Snaps
) -> np.ndarray:
    """Seconds from demand places (rows) to candidates (columns), cut off at LONGEST_MINUTES."""

    def told(column: int) -> None:
        if column % _TELL_EVERY == 0:
            _tell(scenario, "walks", _WALKS_SHARE * column / len(sites))

    longest = LONGEST_MINUTES * 60.0
    return np.minimum(walk_costs(walking.paced[ask.pace], places, sites, longest, told), longest)


def _best(
    scenario: WalkScenario, ask: SitingAsk, cost: np.ndarray, people: np.ndarray, now: np.ndarray
) -> Sites:
    limit = ask.minutes * 60.0
    if ask.method is SiteMethod.MCLP:
        return best_cover(cost <= limit, people * (now > limit), ask.count, SOLVER_SECONDS)

    def told(share: float) -> None:
        if round(share * 100) % _TELL_EVERY == 0:
            _tell(scenario, "solving", _WALKS_SHARE + 0.3 * share)

    return best_median(cost, people, ask.count, now=now, told=told)


def _told(
    ask: SitingAsk, walking: Walking, found: Sites, site_xy: np.ndarray, places: DemandPlaces
) -> dict[str, Any]:
    """The result as it is kept: sites, how good, and what they change by area."""
    lonlat = to_lonlat(site_xy[list(found.site)])
    opened = tuple((lon, lat) for lon, lat in lonlat)
    change = what_if(_PLANNER, WhatIf(ask.kind, (), opened), Level.SUBDISTRICT, ask.below)
    return {
        "sites": [{"lon": lon, "lat": lat} for lon, lat in opened],
        "value": round(found.value, 3),
        "bound": round(found.bound, 3),
        "gap": round(found.gap, 5),
        "candidates": len(site_xy),
        "places": len(places.home),
        "cell_m": round(places.cell_m, 1),
        "whole": differences_told(change.whole),
        "areas": {code: differences_told(one) for code, one in change.areas.items()},
        "network_as_of": walking.made_at.isoformat(),
    }
