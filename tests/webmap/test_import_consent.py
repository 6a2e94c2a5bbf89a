"""Consents to mend findings that the page has no room for are neither lost nor unable to be taken back."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geodata.models import ImportJob
from geodata.rules.viewer import Role
from tests import factories
from webmap.pages.import_report import SHOWN, SHOWN_ALONE

from .import_files import event_table

pytestmark = pytest.mark.django_db
MANY = 1_500
KEYS = [f"overlap:{number}-{number + 1}" for number in range(MANY)]


@pytest.fixture
def job(client: Any, upload: Callable[..., ImportJob], tmp_path: Path) -> ImportJob:
    """A checked upload with many findings, all agreed to be mended."""
    factories.make_square_district()
    client.force_login(factories.make_login(Role.DISTRICT_ADMIN))
    job = upload(event_table(tmp_path, 1), "events")
    found = [
        {"row": None, "code": "overlap", "severity": "notice", "zh": "重叠", "en": "overlap", "measure": 1.0, "key": key,
         "place": None}
        for key in KEYS
    ]  # fmt: skip
    sums = dict.fromkeys(("read", "loaded", "rejected", "repaired", "created", "updated", "unchanged"), 0)
    job.report = sums | {
        "figures": {},
        "problem_counts": {"overlap": MANY},
        "problems": found,
        "problems_left_out": 0,
    }
    job.state, job.options = "checked", job.options | {"consent": KEYS}
    job.save()
    return job


def form_of(client: Any, job: ImportJob, query: str = "") -> tuple[list[str], list[str]]:
    """The keys with a ticked box on the page, and those it keeps besides."""
    text = client.get(f"/import/{job.uuid}/{query}").content.decode()
    kept = re.search(r'name="agreed" value="([^"]*)"', text)
    return re.findall(r'name="consent" value="([^"]+)" checked', text), kept[1].split() if kept else []


@pytest.mark.parametrize(
    ("query", "boxes"), [("", SHOWN), ("?code=overlap", SHOWN_ALONE), ("?code=no_such", SHOWN)]
)
def test_every_page_sends_all_that_was_agreed(client: Any, job: ImportJob, query: str, boxes: int) -> None:
    ticked, kept = form_of(client, job, query)
    assert len(ticked) == boxes
    assert sorted(ticked + kept) == sorted(KEYS)
    assert (
        client.post(
            f"/import/{job.uuid}/", {"action": "write", "consent": ticked, "agreed": " ".join(kept)}
        ).status_code
        == 302
    )
    job.refresh_from_db()
    assert (job.state, job.options["consent"]) == ("writing", sorted(KEYS))


def test_a_box_that_is_cleared_takes_the_consent_back(client: Any, job: ImportJob) -> None:
    ticked, kept = form_of(client, job, "?code=overlap")
    client.post(
        f"/import/{job.uuid}/", {"action": "recheck", "consent": ticked[1:], "agreed": " ".join(kept)}
    )
    job.refresh_from_db()
    assert job.options["consent"] == sorted(set(KEYS) - {ticked[0]})
