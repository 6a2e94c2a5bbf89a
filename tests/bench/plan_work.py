"""A planner's round through a community: every kind of operation, on blocks chosen from what the board shows."""

import random
from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .plan_client import PlanClient

MOST_BLOCKS = 200
KINDS = (
    "board",
    "assign ≤ 200 blocks",
    "push",
    "split by line",
    "split in parts",
    "merge",
    "lock",
    "undo",
    "redo",
)


class Board:
    """The blocks of a community: number, grid, a corner of each in degrees, and who touches whom."""

    def __init__(self, told: dict[str, Any]) -> None:
        found = told["shapes"]["features"]
        self.number = np.array([one["id"] for one in found])
        self.spot = np.array([one["geometry"]["coordinates"][0][0] for one in found])
        self.key = np.array([one["properties"]["key"] for one in found])
        self.where = {number: place for place, number in enumerate(self.number.tolist())}
        ends = [(self.where[one], self.where[other]) for one, other, length in told["borders"] if length > 0]
        self.one, self.other = np.array(ends).T

    def take(self, told: dict[str, Any]) -> None:
        """Follow what an operation moved."""
        for number, key in told["moved"]:
            self.key[self.where[number]] = key

    def middle(self, key: int) -> NDArray[np.float64]:
        """About the middle of a grid."""
        return np.asarray(self.spot[self.key == key].mean(axis=0))

    def pairs(self) -> list[tuple[int, int]]:
        """Grids side by side, those with most blocks between them first."""
        one, other = self.key[self.one], self.key[self.other]
        across = one != other
        low, high = np.minimum(one, other)[across].tolist(), np.maximum(one, other)[across].tolist()
        return [pair for pair, _ in Counter(zip(low, high, strict=True)).most_common()]

    def nearest(self, key: int, count: int, giving: int | None = None) -> list[int]:
        """The blocks of other grids (or one) nearest to the middle of a grid."""
        far = np.hypot(*(self.spot - self.middle(key)).T)
        far[(self.key == key) | ((self.key != giving) if giving else False)] = np.inf
        order = np.argsort(far)[:count]
        return self.number[order[np.isfinite(far[order])]].tolist()  # type: ignore[no-any-return]


def work(client: PlanClient, code: str, chance: random.Random) -> None:
    """One round; what the server refuses is asked for in a smaller form."""
    board = Board(client.read(f"communities/{code}/", "board"))
    taking, giving = chance.choice(board.pairs()[:4])
    _assign(client, board, code, taking)
    _push(client, board, code, taking, giving)
    sizes = Counter(board.key.tolist())
    largest = sizes.most_common(1)[0][0]
    _do(client, board, "split in parts", code, verb="split_parts", grid=largest, parts=chance.randint(2, 4))
    _split(client, board, code, largest)
    one, other = board.pairs()[0]
    _do(client, board, "merge", code, verb="merge", grid=one, other=other)
    _do(client, board, "lock", code, verb="lock_grid", grid=one)
    for kind in ("undo", "undo", "undo", "redo", "redo"):
        told = client.step(f"{kind}/", {}, kind)
        if told and told["community"] == code:
            board.take(told)
    client.step("undo/", {})


def _do(client: PlanClient, board: Board, kind: str, code: str, **asked: Any) -> bool:
    told = client.operate(kind, code, **asked)
    if told:
        board.take(told)
    return told is not None


def _assign(client: PlanClient, board: Board, code: str, taking: int) -> None:
    count = MOST_BLOCKS
    while count > 0:
        blocks = board.nearest(taking, count)
        if blocks and _do(client, board, KINDS[1], code, verb="assign", grid=taking, blocks=blocks):
            return
        count //= 2


def _push(client: PlanClient, board: Board, code: str, taking: int, giving: int) -> None:
    for one, other in ((taking, giving), (giving, taking)):
        swept = board.nearest(one, 12, other)
        if swept and _do(client, board, "push", code, verb="push", grid=one, other=other, blocks=swept):
            return


def _split(client: PlanClient, board: Board, code: str, grid: int) -> None:
    x, y = board.middle(grid)
    for line in ([[x, y - 0.02], [x, y + 0.02]], [[x - 0.02, y], [x + 0.02, y]]):
        if _do(client, board, "split by line", code, verb="split_line", grid=grid, line=line):
            return
