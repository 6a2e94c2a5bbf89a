"""Labels of the town: villages, hills, waters, station, and what the blocks are called."""

import numpy as np
import shapely

from geodata.town.ground.hills import FOREST_HEIGHTS_M, Terrain
from geodata.town.ground.names.areas_and_places import PlaceBook, block_labels
from geodata.town.ground.names.words import WordBook, pinyin
from geodata.town.ground.tables import Places

HILL_GAP_M = 1900.0
HILLS = 9


def make_places(base, words: WordBook, rng: np.random.Generator) -> tuple[Places, np.ndarray]:
    """The labels, and the name of each street block ('' where it has none)."""
    book = PlaceBook()
    for outline in base.villages:
        word = words.word()
        book.add(shapely.point_on_surface(outline), word + "村", f"{pinyin(word)} Village", "village")
    for point in _hill_tops(base.terrain):
        word = words.word()
        book.add(point, word + "山", f"Mount {pinyin(word)}", "hill")
    book.add(shapely.point_on_surface(base.bones.lake), "南湖", "Nanhu Lake", "lake")
    middle = base.bones.river_line[len(base.bones.river_line) // 2]
    book.add(shapely.Point(middle), "澜溪", "Lanxi River", "river")
    if base.plan.large:
        book.add(shapely.Point(base.bones.station), "澜溪站", "Lanxi Railway Station", "station")
    names = block_labels(book, base.streets.polygon, base.use, words, rng)
    return book.table(), names


def _hill_tops(terrain: Terrain) -> list:
    """The highest cells, apart from each other."""
    rows, columns = np.nonzero(terrain.inside & (terrain.height > FOREST_HEIGHTS_M[1]))
    order = np.argsort(-terrain.height[rows, columns], kind="stable")
    taken: list[tuple[float, float]] = []
    for index in order:
        x, y = float(terrain.x[columns[index]]), float(terrain.y[rows[index]])
        if all(np.hypot(x - a, y - b) > HILL_GAP_M for a, b in taken):
            taken.append((x, y))
        if len(taken) == HILLS:
            break
    return [shapely.Point(place) for place in taken]
