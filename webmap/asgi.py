"""The whole site as ASGI: Django on a few threads behind the dispatcher."""

from .dispatcher import Dispatcher
from .importing.arrival import MOST_BYTES
from .wsgi import application as django_application

FORM_BYTES = 1024**2

application = Dispatcher(django_application, larger={"/import/": MOST_BYTES + FORM_BYTES})
