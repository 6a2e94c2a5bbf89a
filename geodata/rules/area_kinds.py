"""The kind of an area as its Chinese name tells it."""

from .levels import Level

_ENDINGS = {
    Level.SUBDISTRICT: (("街道", "street"), ("镇", "town"), ("乡", "township")),
    Level.COMMUNITY: (
        ("社区", "community"),
        ("村", "village"),
        ("居委会", "community"),
        ("村委会", "village"),
    ),
}


def kind_of_name(level: Level, name: str) -> str:
    """The area kind a name ends in, '' where it tells none.

    >>> kind_of_name(Level.SUBDISTRICT, "东山街道"), kind_of_name(Level.COMMUNITY, "安民村")
    ('street', 'village')
    """
    return next((kind for ending, kind in _ENDINGS.get(level, ()) if name.endswith(ending)), "")
