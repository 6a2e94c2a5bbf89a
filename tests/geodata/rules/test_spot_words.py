"""What a spot is called: its community and the place or road that says most of where it is."""

from typing import Any

import pytest

from geodata.rules.spot_words import spot_name

HERE = {"community": "金桂社区", "community_en": "Jingui Community", "lon": 102.71234, "lat": 25.05678}


@pytest.mark.parametrize(
    ("around", "place", "place_en"),
    [
        ({}, "金桂社区", "Jingui Community"),
        ({"road": "春风路", "road_m": 300.0}, "金桂社区 · 近春风路", "Jingui Community · near 春风路"),
        (
            {"road": "春风路", "road_m": 5.0, "place": "柳园", "place_en": "Willow Park", "place_m": 150.0},
            "金桂社区 · 近柳园", "Jingui Community · near Willow Park",
        ),
        (
            {"road": "春风路", "road_m": 5.0, "place": "柳园", "place_en": "Willow Park", "place_m": 151.0},
            "金桂社区 · 近春风路", "Jingui Community · near 春风路",
        ),
        ({"place": "柳园", "place_en": None, "place_m": 399.0}, "金桂社区 · 近柳园", "Jingui Community · near 柳园"),
        ({"community": None, "community_en": None, "subdistrict": "方正街道"}, "方正街道", "方正街道"),
        ({"community_en": None}, "金桂社区", "金桂社区"),
        ({"community": None, "community_en": None, "road": "春风路", "road_m": 9.0}, "近春风路", "near 春风路"),
        ({"community": None, "community_en": None}, "102.7123, 25.0568", "102.7123, 25.0568"),
    ],
    ids=["area only", "road", "place at hand", "place too far", "no road", "subdistrict", "no English", "outside", "nothing"],
)  # fmt: skip
def test_a_spot_is_told_by_its_area_and_what_is_near(
    around: dict[str, Any], place: str, place_en: str
) -> None:
    made = spot_name(HERE | around)
    assert (made.place, made.place_en) == (place, place_en)
