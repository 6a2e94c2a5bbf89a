"""The whole site as ASGI: Django on a few threads behind the dispatcher, the live stream beside it."""

from .dispatcher import Dispatcher
from .importing.arrival import MOST_BYTES
from .live import LiveSite
from .wsgi import application as django_application

FORM_BYTES = 1024**2

application = LiveSite(Dispatcher(django_application, larger={"/import/": MOST_BYTES + FORM_BYTES}))
