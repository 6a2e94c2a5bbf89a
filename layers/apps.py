"""The app of how that truth is drawn."""

from django.apps import AppConfig


class LayersConfig(AppConfig):
    """layers: each map layer's rows, audience, columns and colours."""

    name = "layers"
