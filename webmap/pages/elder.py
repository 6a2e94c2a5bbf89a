"""Elder mode: chosen by ?elder=1, its letter size by ?size=, both remembered in cookies."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

# Source: MIIT's rules for elder mode, text from 24 px, adjustable to 40.
SIZES = (24, 28, 32, 36, 40)
COOKIE, SIZE_COOKIE = "elder", "elder_size"
_YEAR_S = 365 * 24 * 3600


@dataclass(frozen=True)
class ElderMode:
    """Whether the page is in elder mode, and its letter size in CSS px."""

    on: bool
    size: int

    @property
    def larger(self) -> int | None:
        """The next larger size; None at the largest."""
        return next((size for size in SIZES if size > self.size), None)

    @property
    def smaller(self) -> int | None:
        """The next smaller size; None at the smallest."""
        return next((size for size in reversed(SIZES) if size < self.size), None)


def elder_mode(request: HttpRequest) -> ElderMode:
    """The mode asked for in the address, else the remembered one; odd values count as not given."""
    asked = request.GET.get("elder")
    on = asked == "1" if asked in {"0", "1"} else request.COOKIES.get(COOKIE) == "1"
    given = (request.GET.get("size"), request.COOKIES.get(SIZE_COOKIE))
    size = next((int(text) for text in given if text in map(str, SIZES)), SIZES[0])
    return ElderMode(on, size)


def remember(response: HttpResponse, mode: ElderMode) -> HttpResponse:
    """The response with the mode in its cookies."""
    options = {"max_age": _YEAR_S, "samesite": "Lax", "httponly": True}
    if mode.on:
        response.set_cookie(COOKIE, "1", **options)
        response.set_cookie(SIZE_COOKIE, str(mode.size), **options)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
