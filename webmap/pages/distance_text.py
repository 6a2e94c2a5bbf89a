"""Straight-line distances in words; walking times are not guessed from them."""

from django.utils.translation import gettext as _

_ROUND_M = 10
_KILOMETRES_FROM_M = 1000
# Beyond this nobody means the loaded district: the page says so and offers to choose a place by hand.
OUTSIDE_M = 30_000


def distance_text(distance_m: float, elder: bool = False) -> str:
    """A straight-line distance, said to be one, rounded to 10 m below a kilometre and 100 m above."""
    if distance_m < _KILOMETRES_FROM_M - _ROUND_M / 2:
        metres = max(_ROUND_M, round(distance_m / _ROUND_M) * _ROUND_M)
        return (_("直线距离大约 %(m)d 米") if elder else _("直线约 %(m)d 米")) % {"m": metres}
    kilometres = f"{distance_m / 1000:.1f}" if distance_m < 100_000 else f"{distance_m / 1000:.0f}"
    return (_("直线距离大约 %(km)s 公里") if elder else _("直线约 %(km)s 公里")) % {"km": kilometres}
