"""A site of django-vectortiles over the peers' tables, as its documentation shows; PEER_DB_* name the database."""

import os

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="only-for-benchmarks",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.gis", "vectortiles"],
    DATABASES={
        "default": {
            "ENGINE": "django.contrib.gis.db.backends.postgis",
            "HOST": os.environ["PEER_DB_HOST"],
            "NAME": os.environ["PEER_DB_NAME"],
            "USER": "owner",
            "PASSWORD": os.environ["PEER_DB_PASSWORD"],
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    },
)
django.setup()

from django.contrib.gis.db import models  # noqa: E402 - models need the settings
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402
from vectortiles import VectorLayer  # noqa: E402
from vectortiles.views import MVTView  # noqa: E402


class Building(models.Model):
    """A building of the peers' table."""

    use = models.TextField()
    floors = models.IntegerField()
    geom = models.PolygonField(srid=3857)

    class Meta:
        app_label = "peer"
        managed = False
        db_table = "peer_buildings"


class StoredBuilding(models.Model):
    """A building as a Django project stores it, in metres; the library transforms each row."""

    use = models.TextField()
    floors = models.IntegerField()
    geom = models.PolygonField(srid=int(os.environ["PEER_DB_SRID"]))

    class Meta:
        app_label = "peer"
        managed = False
        db_table = "geodata_building"


class Buildings(VectorLayer):
    """The layer over the column in web mercator."""

    model = Building
    id = "buildings"
    tile_fields = ("id", "use", "floors")


class StoredBuildings(Buildings):
    """The layer over the stored column."""

    model = StoredBuilding


class BuildingTiles(MVTView):
    """Tiles of the column in web mercator."""

    layer_classes = [Buildings]
    prefix_url = "buildings"


class StoredBuildingTiles(MVTView):
    """Tiles of the stored column."""

    layer_classes = [StoredBuildings]
    prefix_url = "stored"


def ready(_: HttpRequest) -> HttpResponse:
    """Tells that the site is up."""
    return HttpResponse("ok")


urlpatterns = [path("", ready), BuildingTiles.get_url(), StoredBuildingTiles.get_url()]
application = get_wsgi_application()
