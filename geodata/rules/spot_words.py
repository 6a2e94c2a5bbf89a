"""What a spot on the map is called: the area it lies in and what is known near it."""

from dataclasses import dataclass
from typing import Any

# A named place this near says where a spot is better than a road does; beyond it the road is told, if one is near.
AT_HAND_M = 150.0
# Farther names would mislead.
NEAR_M = 400.0


@dataclass(frozen=True)
class SpotName:
    """A spot in words, in Chinese and in English."""

    place: str
    place_en: str


def spot_name(around: dict[str, Any]) -> SpotName:
    """The words of a spot: its community (else its subdistrict) and what is near it; coordinates where nothing is known.

    Parameters
    ----------
    around : community, community_en, subdistrict, subdistrict_en, place, place_en, road (text or None), place_m, road_m
        (metres to them, or None), lon and lat (degrees).

    >>> spot_name({"community": "金桂社区", "community_en": "Jingui Community", "road": "春风路", "road_m": 40.0}).place
    '金桂社区 · 近春风路'
    >>> spot_name({"lon": 102.70004, "lat": 25.1}).place_en
    '102.7000, 25.1000'
    """
    near = _near(around)
    here = around.get("community") or around.get("subdistrict")
    here_en = around.get("community_en") or around.get("subdistrict_en") or here
    words = [name for name in (here, near and f"近{near[0]}") if name]
    words_en = [name for name in (here_en, near and f"near {near[1]}") if name]
    if not words:
        words = words_en = [f"{around['lon']:.4f}, {around['lat']:.4f}"]
    return SpotName(" · ".join(words), " · ".join(words_en))


def _near(around: dict[str, Any]) -> tuple[str, str] | None:
    """The Chinese and English name of what is near; None where nothing is."""
    place, road = around.get("place"), around.get("road")
    place_m, road_m = around.get("place_m") or 0.0, around.get("road_m") or 0.0
    if place and (not road or place_m <= max(AT_HAND_M, road_m)):
        return place, around.get("place_en") or place
    return (road, road) if road else None
