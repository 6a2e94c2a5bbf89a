"""The whole site on one page; each line ends with its audience."""

from django.contrib import admin
from django.urls import include, path

from .pages import health

handler404 = "webmap.errors.page_not_found"

urlpatterns = [
    path("layers/", include("layers.urls")),  # each layer's own audience
    path("i18n/", include("django.conf.urls.i18n")),  # everyone
    path("health/", health.live, name="health_live"),  # everyone
    path("health/ready/", health.ready, name="health_ready"),  # everyone
    path("admin/", admin.site.urls),  # superusers and staff accounts
]
