"""Which basemaps of others the settings name, and the addresses their tiles have there."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

MOST_ZOOM = 18
# Tianditu: CGCS2000 in web mercator tiles (`_w`), so nothing is shifted; ground and names are layers of their own.
_TIANDITU = (
    ("tianditu_vec", "天地图 电子地图", "Tianditu streets", "vec"),
    ("tianditu_cva", "天地图 电子地图注记", "Tianditu street names", "cva"),
    ("tianditu_img", "天地图 影像", "Tianditu imagery", "img"),
    ("tianditu_cia", "天地图 影像注记", "Tianditu imagery names", "cia"),
)
_NAMES_OF = {"tianditu_vec": "tianditu_cva", "tianditu_img": "tianditu_cia"}


@dataclass(frozen=True)
class Source:
    """Tiles of somebody else; template holds {z} {x} {y} and maybe a key, and never leaves the server."""

    name: str
    title: str
    title_en: str
    template: str
    credit: str
    names: str = ""

    def address(self, z: int, x: int, y: int) -> str:
        """Where a tile lies; only whole numbers are put in."""
        return (
            self.template.replace("{z}", str(int(z))).replace("{x}", str(int(x))).replace("{y}", str(int(y)))
        )


def sources() -> dict[str, Source]:
    """The configured sources by name; none by default.

    Raises ImproperlyConfigured for a template that is no http(s) address with {z}, {x} and {y}.
    """
    return _read(settings.TIANDITU_KEY, settings.TIANDITU_URL, settings.TIANDITU_REVIEW, settings.BASEMAP_XYZ)


def offered() -> list[dict[str, Any]]:
    """What a page may know: name, titles, credit and the layer of names above; no address and no key."""
    found = sources()
    above = {one.names for one in found.values()}
    return [
        {
            "name": one.name,
            "title": one.title,
            "title_en": one.title_en,
            "credit": one.credit,
            "names": one.names,
        }
        for one in found.values()
        if one.name not in above
    ]


@lru_cache(maxsize=8)
def _read(key: str, host: str, review: str, xyz: str) -> dict[str, Source]:
    found = [*_tianditu(key, host, review)] if key else []
    found += [_xyz(number, line) for number, line in enumerate(_lines(xyz), start=1)]
    return {one.name: one for one in found}


def _tianditu(key: str, host: str, review: str) -> list[Source]:
    credit = "© 天地图" + (f" {review}" if review else "")
    return [
        Source(name, zh, en, _checked(f"{host}/DataServer?T={kind}_w&x={{x}}&y={{y}}&l={{z}}&tk={key}"), credit,
               _NAMES_OF.get(name, ""))
        for name, zh, en, kind in _TIANDITU
    ]  # fmt: skip


def _lines(text: str) -> list[str]:
    return [line.strip() for line in re.split(r"[;\n]", text) if line.strip()]


def _xyz(number: int, line: str) -> Source:
    """A source from 'title|template|credit'; title and credit may be left out."""
    parts = [part.strip() for part in line.split("|")]
    title, template, credit = (["", *parts, ""] if len(parts) == 1 else [*parts, ""])[:3]
    title = title or f"底图 {number}"
    return Source(f"xyz_{number}", title, title, _checked(template), credit)


def _checked(template: str) -> str:
    parts = urlsplit(template)
    if parts.scheme not in {"http", "https"} or not parts.hostname or "{" in parts.netloc:
        raise ImproperlyConfigured(
            f"BASEMAP_XYZ / TIANDITU_URL: {parts.netloc[:60]!r} is no host, or its address no http(s) one"
        )
    if any(part not in template for part in ("{z}", "{x}", "{y}")):
        raise ImproperlyConfigured(
            f"BASEMAP_XYZ: the address at {parts.hostname} lacks {{z}}, {{x}} or {{y}}"
        )
    return template
