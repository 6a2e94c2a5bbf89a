"""The people in care: pseudonymous, placed by building, with categories and risk."""

from dataclasses import dataclass

import numpy as np

from geodata.rules.care import CareCategory, Risk
from geodata.town.ground.tables import Buildings
from geodata.town.identity import stream

SUBJECTS_PER_HOUSEHOLD = 12_000 / 480_000  # door-knocking plan: 12,000 subjects
RISKS = (Risk.NORMAL, Risk.HIGH, Risk.ALARMED)
_RISK_SHARES = (0.86, 0.125, 0.015)
_RATE = {  # subjects per household and fabric, before scaling to the total
    "court": 0.060,
    "slab": 0.042,
    "village": 0.045,
    "shop_house": 0.028,
    "midrise": 0.018,
    "urban_village": 0.015,
    "tower": 0.012,
}
_OTHER_RATE = 0.015
_SETS = (  # categories of one person, share of all subjects
    ((CareCategory.LIVING_ALONE_ELDERLY,), 0.44),
    ((CareCategory.LIVING_ALONE_ELDERLY, CareCategory.DISABLED), 0.06),
    ((CareCategory.LIVING_ALONE_ELDERLY, CareCategory.LOW_INCOME), 0.05),
    ((CareCategory.DISABLED,), 0.17),
    ((CareCategory.DISABLED, CareCategory.LOW_INCOME), 0.06),
    ((CareCategory.LOW_INCOME,), 0.15),
    ((CareCategory.CHILD_IN_DIFFICULTY,), 0.05),
    ((CareCategory.CHILD_IN_DIFFICULTY, CareCategory.LOW_INCOME), 0.02),
)


@dataclass(frozen=True)
class Care:
    """Subjects: building row (n,), categories (list of tuples), risk as index into RISKS (n,)."""

    building: np.ndarray
    categories: list[tuple[CareCategory, ...]]
    risk: np.ndarray


def make_care(buildings: Buildings, seed: int) -> Care:
    """The people in care, drawn by household and fabric; their number is exact."""
    rng = stream(seed, "care")
    rate = np.array([_RATE.get(fabric, _OTHER_RATE) for fabric in buildings.fabric])
    weight = buildings.households * rate * rng.lognormal(0.0, 0.35, len(rate))
    count = round(int(buildings.households.sum()) * SUBJECTS_PER_HOUSEHOLD)
    building = np.sort(rng.choice(len(weight), size=count, p=weight / weight.sum()))
    sets = rng.choice(len(_SETS), size=count, p=[share for _, share in _SETS])
    risk = rng.choice(len(RISKS), size=count, p=_RISK_SHARES)
    return Care(building, [_SETS[index][0] for index in sets], risk)
