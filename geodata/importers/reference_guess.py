"""What a file's coordinates refer to: proposals with reasons, ranked; a person decides wherever they are not sure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from geodata import crs
from geodata.queries.reference_ground import ReferenceGround, reference_ground
from geodata.rules.axis_order import Swap, looks_swapped
from geodata.rules.datums import Datum, in_china, typical_shift_m

from .coordinates import OUTLIER_REACH_DEGREES, Pairs, Reference, accuracy_notice, to_lonlat
from .epsg import accuracy_of, can_be_shifted
from .files.contents import CrsFound, Reason
from .reference_candidates import Candidate, candidates, title_of, told_fits
from .reference_fit import Verdict, fit_sample, judge, lay_out
from .reference_notices import (
    Offsets,
    compared,
    contradicted,
    exchanged,
    forgotten,
    notice,
    outside_district,
    suspect,
    unknown_system,
)
from .reference_words import datum_hints
from .report import Problem

MOST_SAMPLED = 2_000
# Fewer of the sampled places in the district than this, and the file is of another place.
_FEW_INSIDE = 0.05
_MOST_INSIDE = 0.5


@dataclass(frozen=True)
class CoordinateFacts:
    """What is known of a file's coordinates: a sample (n, 2) as in the file (x, y), what the file says of them, the
    names of all columns and of the two chosen for the place, the format and kind of geometry (point, line, polygon).
    """

    sample: Pairs
    said: CrsFound | None = None
    columns: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    format: str = ""
    kind: str = ""


@dataclass(frozen=True)
class CrsOption:
    """A coordinate system the file may be in. accuracy_m: how exactly it comes to WGS 84, None unknown."""

    srid: int
    zh: str
    en: str
    sure: bool
    reasons: tuple[Reason, ...]
    offset_m: float | None = None
    accuracy_m: float | None = None
    shift_m: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class DatumOption:
    """A datum the file may be in; offset_m: median distance to the loaded ground if it is (under the first system)."""

    datum: Datum
    sure: bool
    reasons: tuple[Reason, ...]
    offset_m: float | None = None


@dataclass(frozen=True)
class ReferenceGuess:
    """Ranked proposals; crs is empty where nothing known fits. swapped: x and y have to be exchanged first."""

    crs: tuple[CrsOption, ...]
    datums: tuple[DatumOption, ...]
    swap: Swap
    warnings: tuple[Problem, ...]

    @property
    def swapped(self) -> bool:
        """Whether the two coordinates are exchanged throughout the file."""
        return self.swap.column

    @property
    def best(self) -> Reference | None:
        """The first proposals together; None where there is none."""
        if not self.crs:
            return None
        return Reference(self.crs[0].srid, self.datums[0].datum, self.crs[0].shift_m)

    @property
    def sure(self) -> bool:
        """Whether nobody needs to be asked."""
        return bool(self.crs) and self.crs[0].sure and self.datums[0].sure


def spread_sample(parts: Iterable[Pairs], most: int = MOST_SAMPLED) -> Pairs:
    """At most `most` coordinates (n, 2) spread over the whole of a file that comes in parts (n, 2)."""
    kept: list[Pairs] = []
    step, seen = 1, 0
    for part in parts:
        usable = part[np.isfinite(part).all(axis=1)]
        kept.append(usable[(-seen) % step :: step])
        seen += len(usable)
        while sum(map(len, kept)) > 2 * most:
            kept, step = [np.vstack(kept)[::2]], step * 2
    together = np.vstack(kept) if kept else np.empty((0, 2))
    return together[:: max(1, -(-len(together) // most))]


def load_ground(facts: CoordinateFacts, day: date) -> ReferenceGround:
    """The loaded ground near everywhere the file may lie on a local day (3 statements)."""
    reading = _read(facts)
    places = lay_out(fit_sample(reading.pairs), [known for _, known in reading.readings])
    return reference_ground(places.reshape(-1, 2), day)


@dataclass(frozen=True)
class _Reading:
    """The numbers the right way round, and every system and datum they may be in."""

    pairs: Pairs
    swap: Swap
    found: list[Candidate]
    readings: list[tuple[int, Reference]]


def _read(facts: CoordinateFacts) -> _Reading:
    meridian = crs.central_meridian(crs.MEASURE)
    reach = OUTLIER_REACH_DEGREES
    small = (np.abs(facts.sample) <= 180).all(axis=1)
    here = (meridian - reach, -84.0, meridian + reach, 84.0) if small.sum() * 2 > len(small) else None
    swap = looks_swapped(facts.sample[:, 0], facts.sample[:, 1], here)
    pairs = facts.sample[:, ::-1] if swap.column else facts.sample
    found = (
        candidates(facts.said, " ".join(facts.columns), pairs) if np.isfinite(pairs).all(axis=1).any() else []
    )
    fitted = [(place, one) for place, one in enumerate(found) if not one.offered]
    readings = [(place, one.reference(datum)) for place, one in fitted for datum in _datums(one, pairs)]
    return _Reading(pairs, swap, found, readings)


def _datums(candidate: Candidate, pairs: Pairs) -> tuple[Datum, ...]:
    """The datums numbers may be in under a candidate: shifted ones only in China, on systems that can be shifted."""
    shifted = can_be_shifted(candidate.srid) and in_china(to_lonlat(pairs, candidate.reference()))
    return tuple(Datum) if shifted else (Datum.WGS84,)


def guess_reference(facts: CoordinateFacts, ground: ReferenceGround | None = None) -> ReferenceGuess:
    """What the file's coordinates refer to, ranked; ground: what load_ground found, None without a database."""
    reading = _read(facts)
    if not reading.found:
        return ReferenceGuess(
            (), (DatumOption(Datum.WGS84, False, ()),), reading.swap, tuple(_warn_of_numbers(facts, reading))
        )
    verdict = Verdict([None] * len(reading.readings), [None] * len(reading.readings))
    if ground is not None:
        metres = lay_out(fit_sample(reading.pairs), [known for _, known in reading.readings])
        verdict = judge(metres, ground)
    order = _order(reading, verdict)
    systems = _crs_options(reading, verdict, order)
    datums = _datum_options(facts, reading, verdict, order[0])
    warnings = [*_warn_of_numbers(facts, reading), *_warn_of_fit(reading, verdict, order[0], datums)]
    return ReferenceGuess(systems, datums, reading.swap, tuple(warnings))


def _order(reading: _Reading, verdict: Verdict) -> list[int]:
    """The candidates by place, the likely one first, those that put the file elsewhere last."""
    best = None if verdict.likely is None else reading.readings[verdict.likely][0]
    most = [0.0] * len(reading.found)
    for (place, _), share in zip(reading.readings, verdict.inside, strict=True):
        most[place] = max(most[place], share or 0.0)
    elsewhere = [share < _FEW_INSIDE and max(most) >= _MOST_INSIDE for share in most]
    return sorted(range(len(most)), key=lambda i: (i != best, elsewhere[i], reading.found[i].offered, i))


def _of_candidate(reading: _Reading, verdict: Verdict, place: int) -> dict[Datum, int]:
    """The readings of a candidate by datum, the likely one first."""
    mine = [i for i, (one, _) in enumerate(reading.readings) if one == place]
    return {reading.readings[i][1].datum: i for i in sorted(mine, key=lambda i: i != verdict.likely)}


def _crs_options(reading: _Reading, verdict: Verdict, order: list[int]) -> tuple[CrsOption, ...]:
    return tuple(_crs_option(reading, verdict, place, first=place == order[0]) for place in order)


def _crs_option(reading: _Reading, verdict: Verdict, place: int, *, first: bool) -> CrsOption:
    one = reading.found[place]
    mine = _of_candidate(reading, verdict, place)
    index = next(iter(mine.values()), None)
    share = None if index is None else verdict.inside[index]
    right = index is not None and index == verdict.best
    reasons = list(one.reasons)
    if share is not None:
        reasons.append(
            Reason(f"样本 {share:.0%} 落在已载入的区内", f"{share:.0%} of the sample lies in the district")
        )
    by_itself = (one.told or one.srid == crs.LONLAT) and (share is None or share >= _FEW_INSIDE)
    offset = None if index is None else verdict.offset_m[index]
    sure = first and (right or by_itself)
    return CrsOption(
        one.srid, *title_of(one), sure, tuple(reasons), offset, accuracy_of(one.srid), one.shift_m
    )


def _datum_options(
    facts: CoordinateFacts, reading: _Reading, verdict: Verdict, place: int
) -> tuple[DatumOption, ...]:
    """The datums under the first system: the likely one, else what the words name, else WGS 84 first."""
    mine = _of_candidate(reading, verdict, place)
    if len(mine) < 2:
        zh, en = (
            "这里没有偏移坐标（GCJ-02、BD-09）的问题",
            "shifted datums (GCJ-02, BD-09) are not in use here",
        )
        return (
            DatumOption(
                Datum.WGS84, True, (Reason(zh, en),), verdict.offset_m[mine[Datum.WGS84]] if mine else None
            ),
        )
    likely = next((datum for datum, i in mine.items() if i == verdict.likely), None)
    hints = datum_hints(facts.columns, facts.chosen, facts.format)
    named = next((hint.datum for hint in hints if hint.strong), Datum.WGS84)
    first = likely or named
    reasons = {datum: [hint.reason for hint in hints if hint.datum == datum] for datum in Datum}
    lonlat = to_lonlat(fit_sample(reading.pairs), reading.found[place].reference())
    reasons[Datum.WGS84].append(forgotten({one: typical_shift_m(lonlat, one) for one in Datum}))
    offsets = _offsets(mine, verdict)
    if verdict.kind:
        reasons[first].insert(0, Reason(*compared(offsets, verdict.kind)))
    ranked = sorted(Datum, key=lambda datum: datum != first)
    return tuple(
        DatumOption(one, mine[one] == verdict.best, tuple(reasons[one]), offsets[one]) for one in ranked
    )


def _offsets(mine: dict[Datum, int], verdict: Verdict) -> Offsets:
    return {datum: verdict.offset_m[mine[datum]] for datum in Datum if datum in mine}


def _warn_of_numbers(facts: CoordinateFacts, reading: _Reading) -> list[Problem]:
    found = exchanged(reading.swap)
    if facts.said is not None and told_fits(facts.said, reading.pairs) is False:
        found.append(contradicted(facts.said, reading.pairs))
    if not reading.found and np.isfinite(reading.pairs).all(axis=1).any():
        found.append(unknown_system())
    return found


def _warn_of_fit(
    reading: _Reading, verdict: Verdict, place: int, datums: tuple[DatumOption, ...]
) -> list[Problem]:
    mine = _of_candidate(reading, verdict, place)
    found = accuracy_notice(reading.found[place].reference())
    first = next(iter(mine.values()), None)
    share = None if first is None else verdict.inside[first]
    if share is not None and share < _FEW_INSIDE:
        found.append(outside_district(share))
    if verdict.kind and first == verdict.likely and datums[0].datum != Datum.WGS84:
        found.append(suspect(datums[0].datum, _offsets(mine, verdict), verdict.kind))
    return found


def shift_warning(lonlat: Pairs, ground: ReferenceGround | None = None) -> Problem | None:
    """The notice when no datum was given, for a sample of WGS 84 places (n, 2) as read; None outside China.

    It always says by how much a forgotten datum shifts everything here; with loaded ground also what was measured,
    with the code datum_suspect where another datum clearly lies better. ground: what load_ground found.
    """
    if not in_china(lonlat):
        return None
    shifts = {datum: typical_shift_m(lonlat, datum) for datum in Datum}
    said = forgotten(shifts)
    readings = [Reference(crs.LONLAT, datum) for datum in Datum]
    zh, en = "没有给出 --datum，按 WGS 84（CGCS2000）读取", "no --datum was given: read as WGS 84 (CGCS2000)"
    if ground is not None and not ground.empty:
        verdict = judge(lay_out(fit_sample(lonlat), readings), ground)
        offsets = dict(zip(Datum, verdict.offset_m, strict=True))
        right = None if verdict.likely is None else readings[verdict.likely].datum
        if verdict.kind and right is not None and right != Datum.WGS84:
            return suspect(right, offsets, verdict.kind, said)
        if right is None:
            zh, en = f"{zh}；与已载入的数据比对分不出基准", f"{en}; the loaded data does not tell the datum"
        elif verdict.kind:
            measured_zh, measured_en = compared(offsets, verdict.kind)
            zh, en = f"{zh}；{measured_zh}，与 WGS 84 相符", f"{en}; {measured_en}: it agrees with WGS 84"
    return notice("datum_assumed", f"{zh}；{said.zh}", f"{en}; {said.en}", round(shifts[Datum.GCJ02], 1))
