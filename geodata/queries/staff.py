"""Who a login is."""

from geodata.models import Staff
from geodata.queries.areas import ids_below
from geodata.rules.viewer import AREA_BOUND, PUBLIC_VIEWER, Role, Viewer


def viewer_of_user(user_id: int) -> Viewer:
    """The viewer a user is; one without a staff row is the public (1 statement, 2 for area-bound roles)."""
    row = Staff.objects.filter(user_id=user_id).values_list("role", "department_id", "id").first()
    if row is None:
        return PUBLIC_VIEWER
    role = Role(row[0])
    area_ids = ids_below(staff_id=row[2]) if role in AREA_BOUND else ()
    return Viewer(role, area_ids, row[1])
