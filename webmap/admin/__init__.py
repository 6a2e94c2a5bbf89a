"""Plain records: areas, staff, departments, categories, service points, buildings."""

from . import areas, buildings, categories, departments, service_points, staff  # noqa: F401
