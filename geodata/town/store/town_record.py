"""What a loaded town was made from and up to when: its row among the import runs."""

import hashlib
import json
from dataclasses import asdict
from datetime import date, datetime

from django.utils import timezone

from geodata.crs import MEASURE
from geodata.models import ImportRun
from geodata.town.setting import TownSetting

KIND = "town"


def record_town(setting: TownSetting, loaded: dict[str, int]) -> ImportRun:
    """The new record of a town that has no events yet; loaded: number of rows by kind."""
    options = asdict(setting) | {"since": setting.since.isoformat()}
    return ImportRun.objects.create(
        kind=KIND,
        file_name="make_town",
        sha256=hashlib.sha256(json.dumps(options, sort_keys=True).encode()).hexdigest(),
        datum="wgs84",
        srid=MEASURE,
        options=options,
        report=loaded,
        started_at=timezone.now(),
    )


def find_record() -> ImportRun | None:
    """The record of the loaded town, None where none is loaded."""
    return ImportRun.objects.filter(kind=KIND).order_by("id").last()


def setting_of(record: ImportRun) -> TownSetting:
    """What the recorded town was made from."""
    options = record.options
    return TownSetting(
        options["seed"], options["scale"], date.fromisoformat(options["since"]), options["per_year"]
    )


def loaded_until(record: ImportRun) -> datetime | None:
    """The moment that events and visits are loaded up to."""
    text = record.report.get("as_of")
    return datetime.fromisoformat(text) if text else None


def mark_loaded(record: ImportRun, as_of: datetime) -> None:
    """Remember the moment that the town is now loaded up to."""
    record.report = record.report | {"as_of": as_of.isoformat()}
    record.save(update_fields=["report"])
