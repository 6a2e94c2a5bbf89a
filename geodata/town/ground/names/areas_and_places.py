"""Names of areas and places: plainly fictional, Chinese first."""

import numpy as np
import shapely

from geodata.town.ground.names.words import WordBook, pinyin
from geodata.town.ground.tables import Places

DISTRICT_NAME, DISTRICT_NAME_EN = "澜溪区", "Lanxi District"
# Subdistricts by what they hold; the last ones are given out by place.
LANDMARK_NAMES = {"core": "鼓楼", "lake": "南湖", "centre": "新城", "station": "站前"}
# The rest by direction (east, north): the area that lies farthest that way takes the name.
FREE_NAMES = {
    "西屏": (-1, 0),
    "东郊": (1, 0),
    "河湾": (0, -1),
    "北园": (0, 1),
    "柳岸": (-1, -1),
    "金塘": (1, -1),
}
TOWN_NAMES = ("松岭", "云坪", "石泉")
ENGLISH = {
    "鼓楼": "Gulou", "南湖": "Nanhu", "新城": "Xincheng", "站前": "Zhanqian", "河湾": "Hewan", "西屏": "Xiping",
    "东郊": "Dongjiao", "北园": "Beiyuan", "柳岸": "Liu'an", "金塘": "Jintang", "松岭": "Songling",
    "云坪": "Yunping", "石泉": "Shiquan",
}  # fmt: skip
NUMBERS = "一二三四五六七八九"


def area_names(polygons, parent, kinds: list, base: np.ndarray, *, landmarks: dict, words: WordBook):
    """Chinese and English names of all areas, parents before children."""
    names, english = [DISTRICT_NAME], [DISTRICT_NAME_EN]
    for word, kind in zip(
        _subdistrict_words(polygons[base[1] : base[2]], kinds[1], landmarks), kinds[1], strict=True
    ):
        town = kind == "town"
        names.append(word + ("镇" if town else "街道"))
        english.append(f"{ENGLISH[word]} {'Town' if town else 'Subdistrict'}")
    for kind in kinds[2]:
        word = words.word()
        names.append(word + ("村" if kind == "village" else "社区"))
        english.append(f"{pinyin(word)} {'Village' if kind == 'village' else 'Community'}")
    count: dict[int, int] = {}
    for above in parent[base[3] :]:
        number = count.get(above, 0)
        count[above] = number + 1
        names.append(f"{names[above]}第{NUMBERS[number]}网格")
        english.append(f"{english[above]} Grid {number + 1}")
    return np.array(names, dtype="<U24"), np.array(english, dtype="<U48")


def _subdistrict_words(polygons: np.ndarray, kinds: np.ndarray, landmarks: dict) -> list[str]:
    words: list[str] = [""] * len(polygons)
    for row, word in zip(np.flatnonzero(kinds == "town"), TOWN_NAMES, strict=False):
        words[row] = word
    for landmark, word in LANDMARK_NAMES.items():
        for row in np.flatnonzero(shapely.intersects(polygons, landmarks[landmark]))[:1]:
            words[row] = words[row] or word
    at = shapely.get_coordinates(shapely.centroid(polygons))
    way = at - at.mean(axis=0)
    way /= np.maximum(np.hypot(way[:, 0], way[:, 1]), 1.0)[:, None]
    while "" in words:
        empty = [row for row, name in enumerate(words) if not name]
        free = [name for name in FREE_NAMES if name not in words]
        row, word = max(
            ((row, name) for row in empty for name in free),
            key=lambda pair: float(way[pair[0]] @ FREE_NAMES[pair[1]]) / np.hypot(*FREE_NAMES[pair[1]]),
        )
        words[row] = word
    return words


class PlaceBook:
    """Growing table of labels."""

    def __init__(self) -> None:
        self._rows: list[tuple] = []

    def add(self, point, name: str, name_en: str, kind: str) -> None:
        """Takes one label."""
        self._rows.append((point, name, name_en, kind))

    def table(self) -> Places:
        """The labels as columns."""
        points, names, english, kinds = zip(*self._rows, strict=True)
        return Places(np.array(points, object), np.array(names), np.array(english), np.array(kinds))


ESTATE_ENDINGS = {
    "estate_old": (("小区", "Estate"), ("新村", "New Village"), ("家属院", "Court")),
    "estate_modern": (
        ("花园", "Garden"),
        ("苑", "Yuan"),
        ("府", "Mansion"),
        ("城", "City"),
        ("华庭", "Huating"),
    ),
    "park": (("公园", "Park"),),
    "school": (("小学", "Primary School"), ("中学", "Middle School")),
    "hospital": (("医院", "Hospital"),),
    "urban_village": (("村", "Village"),),
    "square": (("广场", "Square"),),
}
PLACE_KIND = {"estate_old": "estate", "estate_modern": "estate", "urban_village": "village", "square": "park"}
LABEL_M2 = {"park": 15_000.0, "urban_village": 40_000.0, "estate_old": 16_000.0}


def block_labels(
    book: PlaceBook, blocks: np.ndarray, use: np.ndarray, words: WordBook, rng: np.random.Generator
) -> np.ndarray:
    """Adds labels of estates, parks, schools and hospitals; names per block, (n,) str, '' where none."""
    names = np.full(len(blocks), "", dtype="<U12")
    area, point = shapely.area(blocks), shapely.point_on_surface(blocks)
    for index in np.flatnonzero(np.isin(use, tuple(ESTATE_ENDINGS))):
        word = str(use[index])
        if area[index] < LABEL_M2.get(word, 0.0):
            continue
        endings = ESTATE_ENDINGS[word]
        ending, english = endings[rng.integers(len(endings))]
        stem = words.word()
        names[index] = stem + ending
        book.add(point[index], stem + ending, f"{pinyin(stem)} {english}", PLACE_KIND.get(word, word))
    return names
