"""Rows that an import wrote."""

from collections.abc import Sequence

from django.db import models


def count_outside_areas(model: type[models.Model], keys: Sequence[str]) -> int:
    """How many rows of a model with these external keys lie in no area (1 statement)."""
    return model._default_manager.filter(external_key__in=list(keys), area=None).count()
