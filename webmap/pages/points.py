"""A service point's own page: open now, hours of the week, access, address, phone, a small map."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page

from geodata.queries.areas import area_names
from geodata.queries.point_reports import waiting_reports
from geodata.queries.service_points import Origin, ServicePointCard, service_point
from geodata.rules.levels import CODE_LENGTH, Level
from geodata.rules.opening_week import OpeningWeek, SpecialHours, WeekdayGroup, opening_week
from geodata.rules.viewer import EVERYONE
from geodata.rules.work_calendar import china
from webmap.access import audience, viewer_of
from webmap.map_setup import map_setup

from .asked_place import asked_from_place, posted_place
from .elder import elder_mode, remember
from .home_search import read_search
from .matters import matters_done
from .offline import kept_offline
from .opening_text import WEEKDAYS, hours_text, moment_text, month_day, weekday
from .point_cards import area_label, english, open_state, point_card
from .point_sharing import point_link, qr_code
from .point_way import Way, way_to
from .script_words import script_words

# A change further off than this is told by its time only, not counted down.
COUNTDOWN_MINUTES = 120


@dataclass(frozen=True)
class HoursRow:
    """A line of the hours table; today's line stands out."""

    days: str
    hours: str
    today: bool = False


@asked_from_place
@audience(*EVERYONE)
@gzip_page
@kept_offline
def detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The page of one service point, with the way there when it is asked from a place; an unknown one is a 404."""
    now = timezone.localtime()
    point = service_point(uuid)
    mode = elder_mode(request)
    link = point_link(request, uuid)
    areas = area_names(_codes(point.area_code))
    asked = read_search(posted_place(request))
    here = asked.place
    week = opening_week(point.opening_hours, now.date(), china()) if point.opening_hours else None
    way = way_to(point.pk, here, now, mode.on) if here else None
    context = {
        "card": point_card(1, point, now, areas, elder=mode.on),
        "point": point,
        "elder": mode,
        "area": " ".join(filter(None, (area_label(areas.get(code)) for code in _codes(point.area_code)))),
        "minutes_left": _minutes_left(point, now),
        "hours": list(_rows(week, now.date())) if week else [],
        "calendar_until": china().known_until,
        "reports": waiting_reports(viewer_of(request), uuid),
        "link": link,
        "qr": qr_code(link),
        "matters": matters_done(point.kind),
        "as_of": moment_text(now),
        "map_setup": map_setup(viewer_of(request)),
        "words": script_words(),
        "here": here,
        "place_from": asked.place_from if asked.place_from == "map" else "",
        "accuracy_m": asked.accuracy_m,
        "way": way,
        "map_data": _map_data(point, here, way),
    }
    return remember(render(request, "points/detail.html", context), mode)


def _map_data(point: ServicePointCard, here: Origin | None, way: Way | None) -> dict[str, Any]:
    """What the map draws: the point, and from where one comes on which way."""
    place = asdict(here) if here else None
    return {"lon": point.lon, "lat": point.lat, "place": place, "way": way.line if way else None}


def _codes(area_code: str) -> list[str]:
    """The codes of the subdistrict and community an area code lies in."""
    levels = (Level.SUBDISTRICT, Level.COMMUNITY)
    return [area_code[: CODE_LENGTH[level]] for level in levels if len(area_code) >= CODE_LENGTH[level]]


def _minutes_left(point: ServicePointCard, now: datetime) -> int | None:
    """Minutes until an open place closes, where that is soon enough to count."""
    opening = open_state(point, now)
    if not opening.is_open or opening.changes_at is None:
        return None
    minutes = int((opening.changes_at - now).total_seconds() // 60)
    return minutes if minutes <= COUNTDOWN_MINUTES else None


def _rows(week: OpeningWeek, today: date) -> Iterator[HoursRow]:
    """Today first, then the ordinary week, holidays, the next season, and the special days of the next month."""
    yield HoursRow(_("今天 %(day)s") % {"day": weekday(today)}, hours_text(week.today), today=True)
    for group in week.groups:
        yield HoursRow(_group_days(group), hours_text(group.spans))
    yield HoursRow(_("法定节假日"), hours_text(week.holiday))
    if week.season:
        since = _("%(day)s起") % {"day": month_day(week.season.first)}
        for group in week.season.groups:
            yield HoursRow(f"{since} {_group_days(group)}", hours_text(group.spans))
    for run in week.ahead:
        yield HoursRow(_special_days(run), hours_text(run.spans))


def _group_days(group: WeekdayGroup) -> str:
    """E.g. 周一至周五, 周六, 每天."""
    if (group.first, group.last) == (0, 6):
        return _("每天")
    first, last = _(WEEKDAYS[group.first]), _(WEEKDAYS[group.last])
    return first if group.first == group.last else _("%(first)s至%(last)s") % {"first": first, "last": last}


def _special_days(run: SpecialHours) -> str:
    """E.g. 10月1日至10月7日 国庆节, 10月10日 国庆节调休上班."""
    first, last = month_day(run.first.day), month_day(run.last.day)
    days = first if first == last else _("%(first)s至%(last)s") % {"first": first, "last": last}
    name = run.first.name_en if english() else run.first.name
    return (
        f"{days} {name}" if run.first.off else _("%(days)s %(name)s调休上班") % {"days": days, "name": name}
    )
