"""The app of what is true on the ground."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _install(using: str, **_: Any) -> None:
    from .install import install_sql

    install_sql(using)


class GeodataConfig(AppConfig):
    """geodata: areas, buildings, people in care, events, service points and the rules for changing them."""

    name = "geodata"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Re-apply sql/install after every migrate, so that triggers never lag behind tables."""
        post_migrate.connect(_install, sender=self)
