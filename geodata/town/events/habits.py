"""Where, when and by whom each kind of event is reported in the demo town: the generator's weights."""

from dataclasses import dataclass

import numpy as np

from geodata.town.life.taxonomy import KIND_CODES

# What a building is to the generator, told from stored facts only (use, year, floors, footprint).
STOCKS = (
    "old_slab",
    "low_old",
    "self_built",
    "midrise",
    "tower",
    "shop",
    "office",
    "public",
    "works",
    "farm",
)

# Share of reports per local hour, 0 to 23.
HOURS = {
    "work": (1, 1, 1, 1, 1, 2, 5, 12, 22, 28, 27, 21, 12, 12, 20, 25, 24, 19, 12, 8, 6, 4, 2, 1),
    "evening": (2, 1, 1, 1, 1, 3, 8, 12, 11, 10, 10, 11, 10, 8, 8, 9, 12, 18, 26, 30, 27, 19, 10, 5),
    "night": (14, 9, 6, 4, 3, 4, 5, 7, 8, 8, 8, 8, 12, 12, 8, 7, 7, 8, 12, 18, 25, 32, 31, 23),
    "office": (0, 0, 0, 0, 0, 0, 1, 4, 20, 34, 33, 22, 6, 8, 26, 31, 26, 12, 3, 1, 1, 0, 0, 0),
}
# Factor per weekday, Monday first.
WEEKS = {
    "flat": (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
    "desk": (1.5, 1.3, 1.2, 1.15, 1.1, 0.25, 0.15),
    "leisure": (0.8, 0.8, 0.85, 0.9, 1.1, 1.35, 1.3),
}
# Share of resident, worker, device, visit.
SOURCES = {
    "residents": (0.80, 0.15, 0.00, 0.05),
    "patrol": (0.35, 0.58, 0.03, 0.04),
    "devices": (0.30, 0.18, 0.50, 0.02),
    "doors": (0.35, 0.30, 0.00, 0.35),
    "counter": (0.85, 0.05, 0.00, 0.10),
}


@dataclass(frozen=True)
class Habit:
    """How a category behaves: share of all base events, profiles, season, priorities and where it happens."""

    share: float
    hours: str
    week: str
    sources: str
    season: float  # relative swing over the year
    peak_month: int
    urgent: float
    cross: float  # cross-department
    jitter_m: float
    on_the_spot: float  # share settled where and when it was reported
    where: tuple[float, ...]  # factor per STOCKS


# fmt: off
_HABITS = {
    #                     share  hours      week       sources      season peak urgent cross jitter spot
    "job_guidance":      (0.020, "office",  "desk",    "counter",    0.20, 3,  0.00, 0.04, 3.0, 0.55),
    "social_insurance":  (0.030, "office",  "desk",    "counter",    0.25, 12, 0.00, 0.03, 3.0, 0.60),
    "parking":           (0.125, "evening", "flat",    "residents",  0.08, 1,  0.01, 0.10, 22., 0.06),
    "lift_retrofit":     (0.022, "office",  "desk",    "residents",  0.10, 5,  0.00, 0.35, 4.0, 0.05),
    "senior_meals":      (0.028, "work",    "flat",    "doors",      0.10, 1,  0.00, 0.06, 3.0, 0.30),
    "neighbour_dispute": (0.060, "evening", "leisure", "residents",  0.08, 2,  0.03, 0.06, 4.0, 0.25),
    "noise":             (0.120, "night",   "leisure", "residents",  0.35, 7,  0.04, 0.10, 14., 0.12),
    "help_call":         (0.020, "night",   "flat",    "devices",    0.25, 1,  1.00, 0.00, 2.0, 0.20),
    "outage":            (0.030, "evening", "flat",    "residents",  0.30, 7,  0.70, 0.05, 12., 0.05),
    "fire_hazard":       (0.060, "work",    "flat",    "patrol",     0.35, 12, 0.45, 0.12, 8.0, 0.12),
    "flying_wires":      (0.090, "evening", "flat",    "patrol",     0.18, 8,  0.25, 0.04, 9.0, 0.14),
    "group_rental":      (0.030, "evening", "leisure", "doors",      0.15, 3,  0.05, 0.25, 3.0, 0.05),
    "food_hygiene":      (0.020, "evening", "leisure", "residents",  0.25, 7,  0.15, 0.08, 6.0, 0.05),
    "garbage":           (0.140, "work",    "flat",    "patrol",     0.22, 7,  0.02, 0.05, 18., 0.15),
    "broken_bins":       (0.055, "work",    "flat",    "patrol",     0.10, 6,  0.02, 0.03, 16., 0.18),
    "street_vending":    (0.105, "work",    "leisure", "patrol",     0.20, 6,  0.02, 0.08, 24., 0.20),
    "illegal_building":  (0.045, "work",    "desk",    "patrol",     0.12, 4,  0.02, 0.30, 4.0, 0.03),
}
# Factor per stock: a household in a building of that stock against one anywhere.
_WHERE = {
    #                     slab low  self mid  tower shop office public works farm
    "job_guidance":      (1.0, 0.9, 1.6, 0.7, 0.5, 0.3, 0.3, 1.0, 1.0, 0.0),
    "social_insurance":  (1.3, 1.2, 0.7, 0.8, 0.6, 0.2, 0.2, 0.8, 0.2, 0.0),
    "parking":           (1.8, 0.7, 1.2, 0.9, 0.7, 1.2, 1.0, 1.6, 0.3, 0.0),
    "lift_retrofit":     (3.5, 0.0, 0.2, 0.1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    "senior_meals":      (2.2, 2.6, 0.5, 0.7, 0.3, 0.1, 0.0, 0.3, 0.0, 0.1),
    "neighbour_dispute": (1.5, 1.6, 1.3, 0.9, 0.7, 0.4, 0.1, 0.1, 0.1, 0.0),
    "noise":             (1.0, 1.0, 1.4, 0.9, 0.9, 1.8, 0.6, 0.6, 1.0, 0.0),
    "help_call":         (2.0, 2.5, 0.6, 0.7, 0.4, 0.1, 0.1, 0.2, 0.2, 0.1),
    "outage":            (1.5, 1.6, 1.5, 0.7, 0.5, 0.5, 0.3, 0.3, 0.4, 0.1),
    "fire_hazard":       (1.0, 1.8, 2.0, 0.6, 0.5, 1.6, 0.6, 0.5, 1.8, 0.1),
    "flying_wires":      (2.0, 1.4, 2.0, 0.5, 0.3, 0.7, 0.1, 0.2, 0.4, 0.0),
    "group_rental":      (0.8, 0.7, 2.2, 0.8, 1.3, 0.3, 0.0, 0.0, 0.2, 0.0),
    "food_hygiene":      (0.3, 0.4, 1.2, 0.2, 0.2, 3.0, 0.5, 0.5, 0.1, 0.0),
    "garbage":           (1.2, 1.5, 2.2, 0.7, 0.5, 1.2, 0.4, 0.5, 0.8, 0.5),
    "broken_bins":       (1.3, 0.9, 1.3, 1.0, 0.8, 0.9, 0.5, 0.6, 0.3, 0.1),
    "street_vending":    (0.6, 0.7, 1.5, 0.3, 0.3, 3.2, 1.2, 1.6, 0.2, 0.0),
    "illegal_building":  (0.8, 1.4, 2.4, 0.5, 0.6, 0.8, 0.2, 0.1, 0.6, 0.6),
}
# fmt: on

HABITS = tuple(Habit(*_HABITS[code], where=_WHERE[code]) for code in KIND_CODES)


def stock_of(use: np.ndarray, year: np.ndarray, floors: np.ndarray, footprint_m2: np.ndarray) -> np.ndarray:
    """Index into STOCKS of every building, from what the product stores about it."""
    home, mixed = use == "residential", use == "mixed"
    conditions = (
        use == "agricultural",
        use == "industry",
        np.isin(use, ("school", "hospital", "public")),
        use == "office",
        (use == "commercial") | (mixed & (floors >= 2)),
        home & (floors >= 17),
        home & (floors >= 8),
        home & (footprint_m2 < 330) & (floors >= 3) & (year >= 1985),
        (home | mixed) & (floors <= 3),
    )
    names = ("farm", "works", "public", "office", "shop", "tower", "midrise", "self_built", "low_old")
    order = [STOCKS.index(name) for name in names]
    return np.select(conditions, order, default=STOCKS.index("old_slab"))
