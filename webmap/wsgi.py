"""The Django application as WSGI."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "webmap.settings.dev")

application = get_wsgi_application()
