"""What a DXF says of itself before its shapes are read: layers, hidden ones, units, and how its blocks nest.

A block may insert blocks; a loop never ends and ten levels of ten inserts are ten thousand million shapes. Both are told
from this outline, which costs one pass over the lines.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from geodata.errors import ImportRefused

MOST_INSERTED = 2_000_000
_LONGEST_LINE = 1 << 16
_NAME, _LAYER, _COLOUR, _PAPER, _FLAGS, _COLUMNS, _ROWS = "2", "8", "62", "67", "70", "70", "71"
_FROZEN = 1
_UNITS = {
    "1": ("英寸", "inches"), "2": ("英尺", "feet"), "4": ("毫米", "millimetres"), "5": ("厘米", "centimetres"),
    "6": ("米", "metres"), "7": ("千米", "kilometres"),
}  # fmt: skip
# Parts of a polyline or an insert, no shapes of their own.
_PARTS = frozenset(("VERTEX", "SEQEND", "ATTRIB", "ENDBLK", "BLOCK"))


@dataclass
class Block:
    """A block: how many shapes are in it and which blocks it inserts how often."""

    shapes: int = 0
    inserts: Counter[str] = field(default_factory=Counter)


@dataclass
class Outline:
    """layers: drawing layer → shapes on it; hidden: frozen or switched off; paper: shapes on a layout, not the map."""

    layers: Counter[str] = field(default_factory=Counter)
    hidden: set[str] = field(default_factory=set)
    paper: int = 0
    units: str = ""
    blocks: dict[str, Block] = field(default_factory=dict)
    drawing: Block = field(default_factory=Block)

    @property
    def units_text(self) -> tuple[str, str]:
        """The drawing unit in Chinese and English; empty where it is not told."""
        return _UNITS.get(self.units, ("", ""))


def read_outline(path: Path) -> Outline:
    """The outline of a text DXF in UTF-8; raises ImportRefused for loops and for too many inserted shapes."""
    outline = Outline()
    section = ""
    with path.open(encoding="utf-8", errors="replace", newline=None) as file:
        block = outline.drawing
        for kind, codes in _items(file):
            if kind in ("SECTION", "ENDSEC"):
                section = codes.get(_NAME, "")
            elif kind == "$INSUNITS":
                outline.units = codes.get(_FLAGS, "")
            elif kind == "LAYER":
                _note_layer(outline, codes)
            elif kind == "BLOCK":
                block = outline.blocks.setdefault(codes.get(_NAME, ""), Block())
            elif section in ("BLOCKS", "ENTITIES") and kind not in _PARTS:
                _note_shape(outline, block if section == "BLOCKS" else outline.drawing, kind, codes)
    _refuse_endless(outline)
    return outline


def _items(file: IO[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each thing of the file (what follows a 0, and header variables) with the first value of each of its codes."""
    kind, codes = "", {}
    while code := file.readline(_LONGEST_LINE):
        value = file.readline(_LONGEST_LINE).strip()
        code = code.strip()
        if code in ("0", "9"):
            yield kind, codes
            kind, codes = value, {}
        elif code not in codes:
            codes[code] = value
    yield kind, codes


def _note_layer(outline: Outline, codes: dict[str, str]) -> None:
    frozen = _whole(codes.get(_FLAGS)) & _FROZEN
    if frozen or codes.get(_COLOUR, "").startswith("-"):
        outline.hidden.add(codes.get(_NAME, ""))


def _note_shape(outline: Outline, block: Block, kind: str, codes: dict[str, str]) -> None:
    if block is outline.drawing:
        on_paper = codes.get(_PAPER) == "1"
        outline.paper += on_paper
        outline.layers[codes.get(_LAYER, "0")] += not on_paper
    if kind == "INSERT":
        times = max(_whole(codes.get(_COLUMNS)), 1) * max(_whole(codes.get(_ROWS)), 1)
        block.inserts[codes.get(_NAME, "")] += times
    else:
        block.shapes += 1


def _whole(text: str | None) -> int:
    try:
        return int(text or 0)
    except ValueError:
        return 0


def _refuse_endless(outline: Outline) -> None:
    """Raise ImportRefused where blocks insert each other in a loop, or too many shapes come of it."""
    sizes: dict[str, int] = {}
    for name in outline.blocks:
        _size(name, outline, sizes)
    total = _sum(outline.drawing, sizes)
    if total > MOST_INSERTED:
        raise ImportRefused(
            f"图块层层插入后有 {total:,} 个图形，上限 {MOST_INSERTED:,}，请分解或精简图块。",
            f"its inserted blocks come to {total:,} shapes, over the limit of {MOST_INSERTED:,}; simplify the blocks.",
        )


def _size(name: str, outline: Outline, sizes: dict[str, int]) -> None:
    """Work out the shapes of a block and of all it inserts, without recursion: a chain may be long."""
    way, entered = [name], set()
    while way:
        one = way[-1]
        block = outline.blocks.get(one, Block())
        waiting = [inner for inner in block.inserts if inner not in sizes and inner in outline.blocks]
        if one in sizes:
            way.pop()
        elif waiting and one in entered:
            raise ImportRefused(
                f"图块“{one[:60]}”与其他图块互相插入，没有尽头，请在 CAD 中修正图块。",
                f"the block {one[:60]} and others insert each other without end; mend the blocks in the CAD program.",
            )
        elif waiting:
            entered.add(one)
            way.extend(waiting)
        else:
            sizes[one] = _sum(block, sizes)
            way.pop()


def _sum(block: Block, sizes: dict[str, int]) -> int:
    return block.shapes + sum(times * sizes.get(name, 0) for name, times in block.inserts.items())
