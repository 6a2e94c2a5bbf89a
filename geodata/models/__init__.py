"""What is true on the ground, one model a file."""

from .alarm import Alarm
from .area import Area
from .block import Block, BlockBorder, BlockVersion
from .block_cut import BlockCut, PlanCut
from .block_figures import BlockFigures
from .boundary import BoundaryVersion
from .boundary_plan import (
    BoundaryPlan,
    GridLineage,
    PlanBlock,
    PlanGrid,
    PlanLock,
    PlanOperation,
    PlanSignature,
)
from .building import Building
from .business import Business
from .care_subject import CareSubject
from .data_feed import DataFeed
from .data_version import DataVersion
from .department import Department
from .device import Device
from .dwelling import Dwelling
from .event import Event
from .event_category import EventCategory
from .event_step import EventStep
from .generalised import Generalised
from .grid_type import GridType
from .heat_block import HeatBlock, HeatKind, HeatPatch
from .heat_count import HeatCount, HeatDue, HeatSum
from .heat_refresh import HeatRefresh
from .hotspot_cell import HotspotCell
from .hotspot_grid import HotspotGrid
from .import_change import ImportChange
from .import_job import ImportJob
from .import_run import ImportRun
from .landcover import LandCover
from .live_change import LiveChange, LivePending
from .partner import Partner
from .party_branch import PartyBranch, PartyBranchArea
from .place_alias import PlaceAlias
from .place_name import PlaceName
from .plan_presence import PlanPresence
from .plan_suggestion import PlanAlternative, PlanSuggestion
from .plan_worker import PlanWorker
from .point_report import PointReport
from .ranking import RankedPlace, Ranking
from .repeat import Repeat, RepeatsDue
from .resource import Resource
from .road import Road
from .service_point import ServicePoint
from .simple_ground import SimpleGround, SimpleGroundState
from .staff import Staff, StaffArea
from .tile_count import BuildingCount, EventCount
from .unlocated_row import UnlocatedRow
from .walk_nearest import WalkNearest
from .walk_network import WalkAccess, WalkEdge, WalkMade
from .walk_scenario import WalkScenario
from .warning import EmergingWarning
from .warning_step import WarningStep
from .water import Water

__all__ = [
    "Alarm",
    "Area",
    "Block",
    "BlockBorder",
    "BlockCut",
    "BlockFigures",
    "BlockVersion",
    "BoundaryPlan",
    "BoundaryVersion",
    "Building",
    "BuildingCount",
    "Business",
    "CareSubject",
    "DataFeed",
    "DataVersion",
    "Department",
    "Device",
    "Dwelling",
    "EmergingWarning",
    "Event",
    "EventCategory",
    "EventCount",
    "EventStep",
    "Generalised",
    "GridLineage",
    "GridType",
    "HeatBlock",
    "HeatCount",
    "HeatDue",
    "HeatKind",
    "HeatPatch",
    "HeatRefresh",
    "HeatSum",
    "HotspotCell",
    "HotspotGrid",
    "ImportChange",
    "ImportJob",
    "ImportRun",
    "LandCover",
    "LiveChange",
    "LivePending",
    "Partner",
    "PartyBranch",
    "PartyBranchArea",
    "PlaceAlias",
    "PlaceName",
    "PlanAlternative",
    "PlanBlock",
    "PlanCut",
    "PlanGrid",
    "PlanLock",
    "PlanOperation",
    "PlanPresence",
    "PlanSignature",
    "PlanSuggestion",
    "PlanWorker",
    "PointReport",
    "RankedPlace",
    "Ranking",
    "Repeat",
    "RepeatsDue",
    "Resource",
    "Road",
    "ServicePoint",
    "SimpleGround",
    "SimpleGroundState",
    "Staff",
    "StaffArea",
    "UnlocatedRow",
    "WalkAccess",
    "WalkEdge",
    "WalkMade",
    "WalkNearest",
    "WalkScenario",
    "WarningStep",
    "Water",
]
