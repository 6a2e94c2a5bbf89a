"""The app where people meet the map."""

from django.apps import AppConfig


class WebmapConfig(AppConfig):
    """webmap: pages, sign-in, API."""

    name = "webmap"

    def ready(self) -> None:
        """Register the deployment checks."""
        from . import checks  # noqa: F401
