"""Suggested divisions in words: the alternatives, the steps of the search, and why a place cannot be in the band."""

# A search nobody has heard of for so long has ended without a word.
SILENT_MINUTES = 5

# name → zh, en, what it is good at (zh, en).
ALTERNATIVE_NAMES = {
    "even": ("均衡", "Even", "各网格户数最接近", "households as equal as can be"),
    "compact": ("紧凑", "Compact", "形状规整、边界短", "compact shapes, short borders"),
    "steady": ("少变动", "Steady", "尽量不跨原网格", "few households cross present borders"),
}
# What bulk subdivision takes: every grid in its band comes before shape and before staying together.
SUBDIVISION = "even"

STEP_NAMES = {
    "reading": ("读取街块", "Reading blocks"),
    "even": ("计算“均衡”", "Working out “even”"),
    "compact": ("计算“紧凑”", "Working out “compact”"),
    "steady": ("计算“少变动”", "Working out “steady”"),
    "drawing": ("绘制预览", "Drawing the preview"),
    "taking": ("写入方案", "Writing the plan"),
}

# Reasons of geodata.analysis.suggest_counts, and `locked` for a grid that nobody may change.
REASON_TEXTS = {
    "too_few_households": ("全部只有 {households} 户，不够一个网格", "only {households} households in all, too few for a grid"),
    "piece_with_too_few_households": (
        "有一片与其余部分不相连，只有 {households} 户",
        "a piece that touches no other has only {households} households",
    ),
    "no_number_of_grids_fits": (
        "{households} 户分成几格都不在 {low}–{high} 户之间",
        "{households} households cannot be parted into grids of {low}–{high}",
    ),
    "block_above_the_band": ("有一个街块单独就超过 {high} 户", "a single block has more than {high} households"),
    "too_few_blocks": ("街块太少，分不出这么多网格", "too few blocks for so many grids"),
    "number_of_grids_asked_for": ("指定的网格数使户数超出范围", "the number of grids asked for does not fit the band"),
    "none_found": ("没有找到每格都在范围内的分法", "no division with every grid in its band was found"),
    "locked": ("网格已锁定，保持 {households} 户", "the grid is locked and keeps its {households} households"),
}  # fmt: skip


def reason_text(reason: str, households: float, low: float, high: float) -> tuple[str, str]:
    """Why a place cannot be in the band, in Chinese and English.

    >>> reason_text("no_number_of_grids_fits", 550, 300, 500)[0]
    '550 户分成几格都不在 300–500 户之间'
    """
    zh, en = REASON_TEXTS[reason]
    values = {"households": f"{households:.0f}", "low": f"{low:.0f}", "high": f"{high:.0f}"}
    return zh.format(**values), en.format(**values)
