"""Opening hours of the demo's service points in OSM syntax, local time."""

from geodata.rules.service_points import ServiceKind

# Each kind has a few weeks to choose from; PH = public holidays.
WEEKS = {
    ServiceKind.PARTY_SERVICE_CENTRE: (
        "Mo-Fr 08:30-12:00,13:30-18:00; Sa,Su 09:00-17:00; PH off",
        "Mo-Su 09:00-18:00; PH 10:00-16:00",
    ),
    ServiceKind.STATION: (
        "Mo-Fr 09:00-12:00,14:00-17:30; PH off",
        "Mo-Fr 08:30-12:00,13:30-17:30; Sa 09:00-12:00; PH off",
        "Mo-Fr 09:00-12:00,14:00-18:00; Sa,Su 10:00-16:00; PH off",
    ),
    ServiceKind.ROOM: (
        "Mo-Fr 08:30-12:00,13:30-17:30; PH off",
        "Mo-Fr 09:00-12:00,14:00-17:00; PH off",
        "Mo-Sa 09:00-12:00,14:30-19:00; PH off",
        "Tu-Sa 10:00-18:00; PH off",
    ),
    ServiceKind.CANTEEN: (
        "Mo-Su 06:30-08:30,11:00-13:00,17:00-18:30",
        "Mo-Sa 11:00-13:00,17:00-18:30; PH off",
        "Mo-Fr 10:45-13:00; PH off",
    ),
    ServiceKind.CLINIC: (
        "Mo-Su 08:00-12:00,14:00-17:30",
        "Mo-Fr 08:00-12:00,14:30-18:00; Sa 08:00-12:00; PH off",
        "Mo-Su 08:00-21:00",
    ),
    ServiceKind.POST: ("24/7", "Mo-Su 07:00-22:00", "Mo-Su 06:00-20:00"),
    ServiceKind.MOBILE_UNIT: (
        "Tu 09:00-11:30",
        "Th 14:00-16:30",
        "Mo,Fr 09:00-11:00; PH off",
        "Sa 09:30-11:30",
    ),
}
