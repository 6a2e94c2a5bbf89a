"""The whole site as ASGI: tiles from memory, the live stream, and Django on a few threads behind the dispatcher."""

from .cold_tiles import ColdTiles
from .counting import counts
from .dispatcher import Dispatcher, Upload
from .importing.arrival import MOST_BYTES
from .importing.uploaders import may_upload
from .live import LiveSite
from .settled_memory import settle_memory
from .warm_tiles import WarmTiles
from .wsgi import application as django_application

FORM_BYTES = 1024**2

application = WarmTiles(
    LiveSite(
        Dispatcher(
            ColdTiles(django_application),
            uploads={"/import/": Upload(MOST_BYTES + FORM_BYTES, may_upload)},
            counts=counts,
        ),
        keep_simple_forms=True,
    )
)

settle_memory()
