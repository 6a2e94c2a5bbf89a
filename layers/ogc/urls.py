"""Addresses of OGC API – Features; who may see a collection stands in its layer's declaration."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.landing, name="ogc"),
    path("api", views.api, name="ogc_api"),
    path("conformance", views.conformance, name="ogc_conformance"),
    path("collections", views.collections, name="ogc_collections"),
    path("collections/<slug:name>", views.collection, name="ogc_collection"),
    path("collections/<slug:name>/queryables", views.queryables, name="ogc_queryables"),
    path("collections/<slug:name>/items", views.items, name="ogc_items"),
    path("collections/<slug:name>/items/<str:feature>", views.item, name="ogc_item"),
]
