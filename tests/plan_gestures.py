"""Operations as two planners might ask for them on a plan as it stands: mostly sensible, often not."""

import random
from collections import defaultdict

import shapely

from geodata.models import Block, BlockBorder, BoundaryPlan
from geodata.rules.plan_verbs import Asked, PlanVerb
from tests.plan_oracle import PlanPicture

# Beyond so many grids in a community mergers are asked for more often than splits.
MANY = 12


class Gestures:
    """Random operations on one plan."""

    def __init__(self, plan: BoundaryPlan, chance: random.Random) -> None:
        self.chance = chance
        self.version = plan.version_id
        self.learn()

    def learn(self) -> None:
        """The blocks there are and who touches whom; cuts make more."""
        found = Block.objects.filter(version=self.version).select_related("community").order_by("number")
        self.code = {one.number: one.community.code for one in found}
        self.place = {one.number: (one.place.x, one.place.y) for one in found}
        self.near: dict[int, list[int]] = defaultdict(list)
        pairs = BlockBorder.objects.filter(version=self.version, length_m__gt=0)
        for one, other in pairs.values_list("one__number", "other__number"):
            if self.code[one] == self.code[other]:
                self.near[one].append(other)
                self.near[other].append(one)

    def beside(self, picture: PlanPicture, number: int) -> list[int]:
        """The blocks of a plan next to one of it."""
        return [two for two in self.near[number] if two in picture.keys]

    def any(self, picture: PlanPicture) -> Asked:
        """Any operation, on the picture somebody drew it on."""
        if not picture.keys.keys() <= self.code.keys():
            self.learn()
        verb = self.chance.choices(list(MAKERS), [OFTEN.get(verb, 1) for verb in MAKERS])[0]
        code = self.chance.choice(sorted(set(self.code.values())))
        keys = sorted({key for number, key in picture.keys.items() if self.code[number] == code})
        if len(keys) > MANY and verb in {PlanVerb.SPLIT_LINE, PlanVerb.SPLIT_PARTS, PlanVerb.REDRAW}:
            verb = PlanVerb.MERGE
        if len(keys) < 3 and verb is PlanVerb.MERGE:
            verb = PlanVerb.SPLIT_PARTS
        told = MAKERS[verb](self, picture, code, keys)
        return Asked(verb, code, **told)

    def clump(self, picture: PlanPicture, key: int, most: int) -> list[int]:
        """Blocks of a grid that hang together, from one of its outer ones on where there is one."""
        own = [number for number, grid in picture.keys.items() if grid == key]
        outer = [one for one in own if any(picture.keys[two] != key for two in self.beside(picture, one))]
        taken = [self.chance.choice(outer or own)]
        while len(taken) < most:
            rim = [two for one in taken for two in self.beside(picture, one) if picture.keys[two] == key]
            rim = [two for two in rim if two not in taken]
            if not rim:
                break
            taken.append(self.chance.choice(rim))
        return taken

    def neighbour(self, picture: PlanPicture, key: int, keys: list[int]) -> int:
        """A grid beside another one; now and then any grid."""
        beside = {
            picture.keys[two]
            for one, grid in picture.keys.items()
            if grid == key
            for two in self.beside(picture, one)
            if picture.keys[two] != key
        }
        return self.chance.choice(sorted(beside) if beside and self.chance.random() < 0.9 else keys)

    def assign(self, picture: PlanPicture, code: str, keys: list[int]) -> dict[str, object]:
        grid = self.chance.choice(keys)
        if self.chance.random() < 0.2:
            numbers = [number for number in picture.keys if self.code[number] == code]
            return {"grid": grid, "blocks": tuple(self.chance.sample(numbers, self.chance.randint(1, 6)))}
        giving = self.neighbour(picture, grid, keys)
        return {"grid": grid, "blocks": tuple(self.clump(picture, giving, self.chance.randint(1, 5)))}

    def push(self, picture: PlanPicture, code: str, keys: list[int]) -> dict[str, object]:
        taking = self.chance.choice(keys)
        giving = self.neighbour(picture, taking, keys)
        swept = self.clump(picture, giving, self.chance.randint(1, 8))
        return {"grid": taking, "other": giving, "blocks": tuple(swept)}

    def merge(self, picture: PlanPicture, code: str, keys: list[int]) -> dict[str, object]:
        grid = self.chance.choice(keys)
        return {"grid": grid, "other": self.neighbour(picture, grid, keys)}

    def line(self, picture: PlanPicture, grid: int) -> tuple[tuple[float, float], ...]:
        """A line of two or three corners over a grid."""
        places = [self.place[number] for number, key in picture.keys.items() if key == grid]
        west, south, east, north = shapely.MultiPoint(places).bounds
        corners = range(self.chance.randint(2, 3))
        return tuple((self.chance.uniform(west, east), self.chance.uniform(south, north)) for _ in corners)

    def split_line(self, picture: PlanPicture, code: str, keys: list[int]) -> dict[str, object]:
        grid = self.chance.choice(keys)
        return {"grid": grid, "line": self.line(picture, grid)}

    def split_parts(self, picture: PlanPicture, code: str, keys: list[int]) -> dict[str, object]:
        return {"grid": self.chance.choice(keys), "parts": self.chance.randint(2, 5)}

    def redraw(self, picture: PlanPicture, code: str, keys: list[int]) -> dict[str, object]:
        """Two grids divided anew by a straight line, one half perhaps a grid to be made."""
        grid = self.chance.choice(keys)
        pair = {grid, self.neighbour(picture, grid, keys)}
        blocks = [number for number, key in picture.keys.items() if key in pair]
        turn, shift = self.chance.uniform(-1, 1), self.chance.choice(blocks)
        x, y = self.place[shift]
        sides = [self.place[one][0] - x < turn * (self.place[one][1] - y) for one in blocks]
        first, second = grid, self.chance.choice([0, *sorted(pair)])
        return {"blocks": tuple(blocks), "keys": tuple(first if side else second for side in sides)}

    def cut(self, picture: PlanPicture, code: str, keys: list[int]) -> dict[str, object]:
        """A block cut straight through or near its middle."""
        number = self.chance.choice([one for one in picture.keys if self.code[one] == code])
        x, y = (one + self.chance.uniform(-5, 5) for one in self.place[number])
        across, along = self.chance.uniform(-1, 1) * 200, self.chance.uniform(-1, 1) * 200
        return {"blocks": (number,), "line": ((x - across, y - along), (x + across, y + along))}

    def lock_grid(self, picture: PlanPicture, code: str, keys: list[int]) -> dict[str, object]:
        """A grid; mostly one that is not locked where a good many are."""
        return {"grid": self.chance.choice(keys)}

    def unlock_grid(self, picture: PlanPicture, code: str, keys: list[int]) -> dict[str, object]:
        locked = [key for key in keys if picture.grids[key][1]]
        return {"grid": self.chance.choice(locked or keys)}

    def lock_border(self, picture: PlanPicture, code: str, keys: list[int]) -> dict[str, object]:
        grid = self.chance.choice(keys)
        return {"grid": grid, "other": self.neighbour(picture, grid, keys)}

    def unlock_border(self, picture: PlanPicture, code: str, keys: list[int]) -> dict[str, object]:
        own = [pair for pair in sorted(picture.borders) if pair[0] in keys]
        one, other = self.chance.choice(own) if own else (keys[0], keys[-1])
        return {"grid": other, "other": one}


MAKERS = {
    PlanVerb.ASSIGN: Gestures.assign,
    PlanVerb.PUSH: Gestures.push,
    PlanVerb.MERGE: Gestures.merge,
    PlanVerb.SPLIT_LINE: Gestures.split_line,
    PlanVerb.SPLIT_PARTS: Gestures.split_parts,
    PlanVerb.REDRAW: Gestures.redraw,
    PlanVerb.CUT: Gestures.cut,
    PlanVerb.LOCK_GRID: Gestures.lock_grid,
    PlanVerb.UNLOCK_GRID: Gestures.unlock_grid,
    PlanVerb.LOCK_BORDER: Gestures.lock_border,
    PlanVerb.UNLOCK_BORDER: Gestures.unlock_border,
}
# Blocks change hands more often than grids come and go; everything else is asked for once for each of these.
OFTEN = {PlanVerb.ASSIGN: 6, PlanVerb.PUSH: 6, PlanVerb.MERGE: 2, PlanVerb.REDRAW: 3, PlanVerb.UNLOCK_GRID: 2}
