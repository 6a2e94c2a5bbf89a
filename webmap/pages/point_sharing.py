"""The link of a service point's page, and the same as a QR code for paper and other people's phones."""

from functools import lru_cache

import segno
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe


def point_link(request: HttpRequest, uuid: object) -> str:
    """The whole address of the page, without anything of how it was reached."""
    return request.build_absolute_uri(reverse("point", args=[uuid]))


@lru_cache(maxsize=2048)
def qr_code(link: str) -> SafeString:
    """A link as an SVG drawing to stand in a page, dark on white with the margin scanners need."""
    code = segno.make(link, error="m", micro=False)
    drawn = code.svg_inline(omitsize=True, svgclass="qr", lineclass=None, border=4, light="#fff")
    # The link stands beside it in words.
    drawn = drawn.replace("<svg ", '<svg aria-hidden="true" ', 1)
    return mark_safe(drawn)  # drawn by the library from squares, holds no text of anybody
