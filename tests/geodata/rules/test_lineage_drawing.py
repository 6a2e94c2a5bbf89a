"""Where the households stand in the drawing of what grids became."""

from geodata.rules.lineage_drawing import BOX_WIDTH, COLUMN, draw_lineage


def link(old: str, new: str, households: int) -> dict[str, object]:
    """What went from one grid to another."""
    return {"old_code": old, "new_code": new, "households": households}


def test_counts_of_a_split_stand_at_the_parts_and_do_not_meet() -> None:
    found = draw_lineage([[link("001", "001", 1_500), link("001", "002", 600)]])
    assert [(line.text, line.anchor) for line in found.lines] == [("1,500", "end"), ("600", "end")]
    assert all(BOX_WIDTH < line.x < COLUMN for line in found.lines)
    assert len({line.y for line in found.lines}) == 2


def test_counts_of_a_merger_stand_at_the_grids_that_were() -> None:
    found = draw_lineage([[link("001", "001", 300), link("002", "001", 200)]])
    assert [line.anchor for line in found.lines] == ["start", "start"]
    assert len({line.y for line in found.lines}) == 2


def test_the_outermost_boxes_have_room_for_their_strokes() -> None:
    found = draw_lineage([[link("001", "001", 300)], [link("001", "001", 300)]])
    assert found.width > max(box.x for box in found.boxes) + BOX_WIDTH
    assert found.heads == (0, COLUMN, 2 * COLUMN)
