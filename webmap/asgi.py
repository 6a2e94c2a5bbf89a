"""The whole site as ASGI: Django on a few threads behind the dispatcher, the live stream beside it."""

from .dispatcher import Dispatcher, Upload
from .importing.arrival import MOST_BYTES
from .importing.uploaders import may_upload
from .live import LiveSite
from .wsgi import application as django_application

FORM_BYTES = 1024**2

application = LiveSite(
    Dispatcher(django_application, uploads={"/import/": Upload(MOST_BYTES + FORM_BYTES, may_upload)})
)
