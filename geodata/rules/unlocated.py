"""Rows without a place: why one is put aside, and what may be learned when one is found."""

from enum import StrEnum

from .address import Address, parse_address
from .address_names import name_key

LONGEST_NAME = 80


class DismissReason(StrEnum):
    """Why a row gets no place."""

    ELSEWHERE = "elsewhere"
    UNFINDABLE = "unfindable"
    REPEATED = "repeated"


DISMISS_REASON_NAMES = {
    DismissReason.ELSEWHERE: ("不是本区的", "Not in this district"),
    DismissReason.UNFINDABLE: ("无法定位", "Cannot be located"),
    DismissReason.REPEATED: ("重复的记录", "A repeated record"),
}


def alias_pair(asked: str, matched: str) -> tuple[str, str] | None:
    """The name an address used and the register's name for it, where they differ; None where nothing is learned.

    Parameters: asked, the address of a row; matched, the register's text of the place that was chosen for it.
    Returns: (other name, name), each at most LONGEST_NAME signs. Source: a road stands for a road only, an
    estate or landmark for what is not a road.

    >>> alias_pair("青连路 8 号", "青莲路8号"), alias_pair("青莲路八号", "青莲路8号")
    (('青连路', '青莲路'), None)
    """
    one, other = parse_address(asked), parse_address(matched)
    names = (one.road, other.road) if one.road and other.road else (_spot(one), _spot(other) or _bare(other))
    if not all(2 <= len(name) <= LONGEST_NAME for name in names) or name_key(names[0]) == name_key(names[1]):
        return None
    return names


def _spot(address: Address) -> str:
    return address.estate or address.landmark


def _bare(address: Address) -> str:
    """A name that is nothing else, such as a station's."""
    return "" if address.road else address.text
