"""Where a grid stands to the number of households it should have."""

from enum import StrEnum

from .household_limits import Band


class BandWord(StrEnum):
    """Below, inside or above the band; unjudged where the grid is measured by something else."""

    BELOW = "below"
    INSIDE = "inside"
    ABOVE = "above"
    UNJUDGED = "unjudged"


BAND_WORD_NAMES = {
    BandWord.BELOW: ("低", "Low"),
    BandWord.INSIDE: ("合适", "In band"),
    BandWord.ABOVE: ("高", "High"),
    BandWord.UNJUDGED: ("不按户数", "Not by households"),
}


def band_word(households: int, band: Band | None) -> BandWord:
    """Where a count stands to its band.

    >>> from .household_limits import URBAN
    >>> band_word(299, URBAN), band_word(500, URBAN), band_word(501, URBAN), band_word(0, None)
    (<BandWord.BELOW: 'below'>, <BandWord.INSIDE: 'inside'>, <BandWord.ABOVE: 'above'>, <BandWord.UNJUDGED: 'unjudged'>)
    """
    if band is None:
        return BandWord.UNJUDGED
    if band.holds(households):
        return BandWord.INSIDE
    return BandWord.BELOW if households < band.low else BandWord.ABOVE
