"""What is true on the ground, one model a file."""

from .area import Area
from .boundary import BoundaryVersion
from .building import Building
from .care_subject import CareSubject
from .data_version import DataVersion
from .department import Department
from .event import Event
from .event_category import EventCategory
from .event_step import EventStep
from .grid_type import GridType
from .import_run import ImportRun
from .landcover import LandCover
from .place_name import PlaceName
from .road import Road
from .service_point import ServicePoint
from .staff import Staff, StaffArea
from .water import Water

__all__ = [
    "Area",
    "BoundaryVersion",
    "Building",
    "CareSubject",
    "DataVersion",
    "Department",
    "Event",
    "EventCategory",
    "EventStep",
    "GridType",
    "ImportRun",
    "LandCover",
    "PlaceName",
    "Road",
    "ServicePoint",
    "Staff",
    "StaffArea",
    "Water",
]
