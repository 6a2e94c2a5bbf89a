"""Daily work: when it is due, that it runs and is ended with the server, that one part failing leaves the others."""

import io
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from geodata.errors import BadParameter
from geodata.management.commands import refresh_daily
from webmap.supervisor.daily import DailyWork, next_night

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("now", "due"),
    [
        pytest.param("2026-11-26 00:05", "2026-11-26 00:10", id="before-it-the-same-night"),
        pytest.param("2026-11-26 00:10", "2026-11-27 00:10", id="on-the-minute-the-next"),
        pytest.param("2026-12-31 15:00", "2027-01-01 00:10", id="over-the-year"),
    ],
)
def test_when_it_is_due(now: str, due: str) -> None:
    assert next_night(datetime.fromisoformat(now).replace(tzinfo=ZONE)) == datetime.fromisoformat(
        due
    ).replace(tzinfo=ZONE)


def waited_for(path: Path) -> bool:
    """Whether a file comes to be within seconds."""
    deadline = time.monotonic() + 20
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return path.exists()


def test_it_runs_after_the_start_and_ends_with_the_server(tmp_path: Path) -> None:
    mark, late = tmp_path / "ran", tmp_path / "late"
    script = f"import pathlib, time; pathlib.Path({str(mark)!r}).touch(); time.sleep(60); pathlib.Path({str(late)!r}).touch()"
    work = DailyWork([sys.executable, "-c", script], tmp_path / "log" / "daily.log", first_after_s=0)
    work.start()
    assert waited_for(mark)
    began = time.monotonic()
    work.stop()
    assert time.monotonic() - began < 15
    assert not late.exists()


def test_a_stop_before_the_first_time_runs_nothing(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    work = DailyWork(["touch", str(mark)], tmp_path / "daily.log", first_after_s=60)
    work.start()
    work.stop()
    assert not mark.exists()


def test_what_begins_while_the_server_stops_is_ended_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = DailyWork(["sleep", "60"], tmp_path / "daily.log", first_after_s=0)
    begin = subprocess.Popen

    def stopped_meanwhile(*words: Any, **options: Any) -> "subprocess.Popen[bytes]":
        work._stopped.set()
        return begin(*words, **options)

    monkeypatch.setattr(subprocess, "Popen", stopped_meanwhile)
    work.start()
    work._thread.join(15)
    assert not work._thread.is_alive()


def test_a_part_that_fails_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = []

    def run(part: str, **_: object) -> None:
        ran.append(part)
        if part == "refresh_walking":
            raise RuntimeError("broken")
        if part == "refresh_blocks":
            raise BadParameter("没有社区", "no communities")

    monkeypatch.setattr(refresh_daily, "call_command", run)
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="refresh_walking"):
        call_command("refresh_daily", stdout=out, stderr=err)
    assert tuple(ran) == refresh_daily.PARTS
    assert "没有社区" in out.getvalue()
    assert "broken" in err.getvalue()


def test_everything_is_done_on_an_empty_database(db: None) -> None:
    out, err = io.StringIO(), io.StringIO()
    call_command("refresh_daily", stdout=out, stderr=err)
    begun = [line.removesuffix(":") for line in out.getvalue().splitlines() if line.endswith(":")]
    assert tuple(begun) == refresh_daily.PARTS
    assert [part for part in begun if part in err.getvalue()] == []
