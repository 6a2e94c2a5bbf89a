"""Why a place cannot be divided inside the band, in Chinese and English."""

from geodata.analysis.suggest_counts import Reason

REASON_WORDS: dict[Reason, tuple[str, str]] = {
    Reason.TOO_FEW: ("总户数低于下限", "its households in all are below the band"),
    Reason.CUT_OFF: ("与其余部分不相连，且户数低于下限", "a piece cut off from the rest, below the band"),
    Reason.NO_COUNT: ("任何网格数的平均户数都不在范围内", "no number of grids has a mean in the band"),
    Reason.HEAVY_BLOCK: ("有街块本身超过上限", "one block alone is above the band"),
    Reason.FEW_BLOCKS: ("街块太少，不够划分", "too few blocks to divide"),
    Reason.NUMBER_ASKED: (
        "指定的网格总数使平均户数超出范围",
        "the number of grids asked for leaves the band",
    ),
    Reason.NOT_FOUND: ("没有找到全部在范围内的划分", "no division with every grid in the band was found"),
}
