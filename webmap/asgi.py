"""The whole site as ASGI: Django on a few threads behind the dispatcher."""

from .dispatcher import Dispatcher
from .wsgi import application as django_application

application = Dispatcher(django_application)
