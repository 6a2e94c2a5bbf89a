"""The kinds of service points and the access facts told about them."""

from enum import StrEnum


class ServiceKind(StrEnum):
    """What a service point is."""

    STATION = "station"
    ROOM = "room"
    POST = "post"
    MOBILE_UNIT = "mobile_unit"
    PARTY_SERVICE_CENTRE = "party_service_centre"
    CLINIC = "clinic"
    CANTEEN = "canteen"
    HOSPITAL = "hospital"
    OTHER = "other"


SERVICE_KIND_NAMES = {
    ServiceKind.STATION: ("工作站", "Grid station"),
    ServiceKind.ROOM: ("服务室", "Service room"),
    ServiceKind.POST: ("服务驿站", "Rest post"),
    ServiceKind.MOBILE_UNIT: ("流动服务车", "Mobile unit"),
    ServiceKind.PARTY_SERVICE_CENTRE: ("党群服务中心", "Party-masses service centre"),
    ServiceKind.CLINIC: ("卫生服务", "Clinic"),
    ServiceKind.CANTEEN: ("老年食堂", "Senior canteen"),
    ServiceKind.HOSPITAL: ("医院", "Hospital"),
    ServiceKind.OTHER: ("其他", "Other"),
}


ACCESS_FACTS = {
    "step_free": ("无台阶", "No steps"),
    "ramp": ("有坡道", "Ramp"),
    "one_step": ("入口 1 级台阶", "One step at the entrance"),
    "wheelchair": ("轮椅可进", "Wheelchair access"),
    "accessible_toilet": ("有无障碍厕所", "Accessible toilet"),
    "seats": ("有座位", "Seats"),
    "hearing_loop": ("有助听设备", "Hearing loop"),
    "large_print": ("有大字材料", "Large print"),
}
