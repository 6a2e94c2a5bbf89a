"""Which communities stand on the sheet that is signed, and on its appendix."""

import pytest

from webmap.pages.plan_pages import MOST_ROWS, ROWS_OF_HALF, rows_of_sheet


@pytest.mark.parametrize(
    ("count", "shown", "more", "halves"),
    [
        pytest.param(0, 0, 0, [], id="nothing changes"),
        pytest.param(MOST_ROWS, MOST_ROWS, 0, [], id="all beside the map"),
        pytest.param(MOST_ROWS + 1, MOST_ROWS, 1, [[MOST_ROWS + 1]], id="one too many"),
        pytest.param(
            2 * ROWS_OF_HALF + 1,
            MOST_ROWS,
            2 * ROWS_OF_HALF + 1 - MOST_ROWS,
            [[ROWS_OF_HALF, ROWS_OF_HALF], [1]],
            id="a second page",
        ),
    ],
)
def test_every_community_is_on_the_sheet_or_on_its_appendix(
    count: int, shown: int, more: int, halves: list[list[int]]
) -> None:
    found = rows_of_sheet([{"name": str(number)} for number in range(count)])
    assert (len(found["rows"]), found["more"]) == (shown, more)
    assert [[len(half) for half in page] for page in found["pages"]] == halves
    names = [row["name"] for page in found["pages"] or [[found["rows"]]] for half in page for row in half]
    assert names == [str(number) for number in range(count)]
