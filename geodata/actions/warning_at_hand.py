"""The warning somebody does something with."""

from uuid import UUID

from geodata.errors import NotFound
from geodata.models import EmergingWarning
from geodata.rules.viewer import COMMAND, Viewer


def warning_at_hand(uuid: str | UUID, viewer: Viewer) -> EmergingWarning:
    """The warning, locked until the transaction ends; NotFound for an unknown one or a role that sees none."""
    warning = EmergingWarning.objects.select_for_update().filter(uuid=uuid).first()
    if warning is None or viewer.role not in COMMAND:
        raise NotFound("没有这条预警。", "There is no such warning.")
    return warning
