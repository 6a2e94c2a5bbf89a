"""Reach follows the role."""

from geodata.rules.viewer import PUBLIC_VIEWER, Role, Viewer


def test_only_area_bound_roles_are_confined() -> None:
    assert Viewer(Role.OPERATOR, (1, 2)).area_scope is None
    assert Viewer(Role.GRID_WORKER, (1, 2)).area_scope == (1, 2)
    assert PUBLIC_VIEWER.area_scope is None


def test_a_worker_without_areas_reaches_nothing() -> None:
    assert Viewer(Role.GRID_WORKER).area_scope == ()
