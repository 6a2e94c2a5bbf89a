"""What is said when nobody told the datum of a file."""

import numpy as np
from numpy.typing import NDArray

from .coordinates import assumed_datum
from .report import Problem


def shift_notices(lonlat: NDArray[np.float64]) -> list[Problem]:
    """The notice that WGS 84 was assumed, for WGS 84 lon, lat (n, 2) of a file in China."""
    return assumed_datum(lonlat)
