"""An area's names in an answer."""

from collections.abc import Mapping

from geodata.queries.areas import AreaName


def name_of(code: str, names: Mapping[str, AreaName]) -> dict[str, str]:
    """name and name_en of a code; empty for one outside every area.

    >>> name_of("", {})
    {'name': '', 'name_en': ''}
    """
    found = names.get(code)
    return {"name": found.name if found else "", "name_en": found.name_en if found else ""}
