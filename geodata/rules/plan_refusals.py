"""What a refused plan operation tells the planner, in Chinese and English."""

REFUSALS = {
    "nothing": (
        "这些街块已经在这个网格里，没有变化。",
        "These blocks are in this grid already; nothing changes.",
    ),
    "other_community": (
        "有 {n} 个街块属于别的社区，网格不能跨社区。请只选本社区的街块。",
        "{n} blocks lie in another community; a grid stays in its own. Choose blocks of this community only.",
    ),
    "locked_grid": (
        "网格已锁定，不能改动。请先解锁，或换一个网格。",
        "The grid is locked and cannot change. Unlock it first or take another one.",
    ),
    "locked_border": (
        "这条边界已锁定，街块不能越过。请先解锁这条边界。",
        "This border is locked; no block may cross it. Unlock it first.",
    ),
    "breaks": (
        "这样会把网格断开：有 {n} 个街块与其余部分不再相连（图上标出）。请把它们一起移走，或换一处。",
        "This would cut the grid: {n} blocks lose their connection (marked on the map). Move them too, or elsewhere.",
    ),
    "empties": (
        "这样网格就一个街块也不剩了。要撤掉这个网格，请用“合并”。",
        "The grid would lose its last block. To give it up, merge it.",
    ),
    "apart": (
        "两个网格不相邻，或划过的街块没有贴着边界。请从共同边界开始。",
        "The grids do not touch, or what was swept does not reach the border. Begin at the shared border.",
    ),
    "line_misses": (
        "这条线没有把网格分成两部分。请让线穿过网格。",
        "The line does not divide the grid. Draw it through the grid.",
    ),
    "cut_misses": (
        "这条线没有把街块切成两块。请让线穿过街块。",
        "The line does not cut the block in two. Draw it across the block.",
    ),
    "cut_sliver": (
        "这样会切出不到 1 平方米的碎块。请离边角远一些再画。",
        "A piece of less than 1 m² would be left. Draw further from corners and edges.",
    ),
    "cut_breaks": (
        "沿这条线切会动到旁边的街块。请把线的两端挪一挪。",
        "This line would change blocks beside it. Move its ends a little.",
    ),
    "too_few_blocks": (
        "网格的街块不够分成这么多份。请少分几份，或先切分街块。",
        "The grid has too few blocks for so many parts. Ask for fewer, or cut blocks first.",
    ),
}


def refusal_text(why: str, blocks: int) -> tuple[str, str]:
    """The reason in Chinese and English; blocks: how many are in the way.

    >>> refusal_text("breaks", 3)[0][:16]
    '这样会把网格断开：有 3 个街块'
    """
    zh, en = REFUSALS[why]
    return zh.format(n=blocks), en.format(n=blocks)
