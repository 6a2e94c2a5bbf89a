"""A thin ASGI front to the WSGI application: few threads that keep their database connection.

Bodies are spooled before a thread is taken and large answers are spooled behind it, so a slow client never
holds one. Everything that must be asynchronous (the live stream) stays outside.
"""

from .dispatcher import Dispatcher, Upload

__all__ = ["Dispatcher", "Upload"]
