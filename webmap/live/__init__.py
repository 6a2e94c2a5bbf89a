"""The live stream: one listener on the database, many screens that are told what changed and where."""

from .site import LiveSite

__all__ = ["LiveSite"]
