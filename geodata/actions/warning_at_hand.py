"""The warning somebody does something with, and who does it."""

from uuid import UUID

from geodata.errors import Forbidden, NotFound
from geodata.models import EmergingWarning, Staff
from geodata.rules.viewer import COMMAND, Viewer


def warning_at_hand(uuid: str | UUID, viewer: Viewer) -> EmergingWarning:
    """The warning, locked until the transaction ends; NotFound for an unknown one or a role that sees none."""
    warning = EmergingWarning.objects.select_for_update().filter(uuid=uuid).first()
    if warning is None or viewer.role not in COMMAND:
        raise NotFound("没有这条预警。", "There is no such warning.")
    return warning


def person_of(user_id: int) -> Staff:
    """The member of staff behind a login; Forbidden where there is none."""
    person = Staff.objects.filter(user_id=user_id).first()
    if person is None:
        raise Forbidden(
            "这个账号没有对应的工作人员，不能处理预警。", "This login belongs to no member of staff."
        )
    return person
