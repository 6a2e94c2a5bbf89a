"""Times in the spellings people use, in the zone they were written in."""

import pytest

from geodata.errors import ImportRefused
from geodata.importers.moments import parse_moments, zone

READ = {
    "2026-05-01 14:30:00": "2026-05-01T06:30:00",
    "2026-05-01 14:30": "2026-05-01T06:30:00",
    "2026/5/1 14:30": "2026-05-01T06:30:00",
    "2026年5月1日14时30分": "2026-05-01T06:30:00",
    "2026年5月1日 14：30": "2026-05-01T06:30:00",
    "2026年5月1日14时": "2026-05-01T06:00:00",
    "2026-05-01": "2026-04-30T16:00:00",
    "2026-05-01T14:30:00.250": "2026-05-01T06:30:00.250000",
    "2026-05-01T14:30:00+08:00": "2026-05-01T06:30:00",
    "2026-05-01T06:30:00Z": "2026-05-01T06:30:00",
    "2026-05-01 06:30 +0000": "2026-05-01T06:30:00",
}


@pytest.mark.parametrize(("text", "utc"), READ.items(), ids=READ.keys())
def test_a_time_is_read_as_local_unless_it_says_otherwise(text, utc):
    found = parse_moments([text], zone("Asia/Shanghai"))
    assert found.utc[0].tz_convert(None).isoformat() == utc


@pytest.mark.parametrize(
    "text", ["", "7/1/2010", "2026-13-01", "2026-02-30", "2026-05-01 25:00", "0001-01-01", "昨天"]
)
def test_other_texts_are_no_times(text):
    assert parse_moments([text], zone("Asia/Shanghai")).utc.isna()[0]


def test_the_hour_that_summer_time_skips_is_moved_on_and_marked():
    found = parse_moments(["2010-03-14 02:30", "2010-03-14 03:30"], zone("America/Chicago"))
    assert [moment.isoformat() for moment in found.utc] == [
        "2010-03-14T08:00:00+00:00",
        "2010-03-14T08:30:00+00:00",
    ]
    assert found.gap.tolist() == [True, False]


def test_the_hour_that_autumn_doubles_is_the_first_one():
    assert parse_moments(["2010-11-07 01:30"], zone("America/Chicago")).utc[0].hour == 6


def test_mixed_spellings_and_no_rows():
    found = parse_moments(["2026-05-01 14:30", "2026-05-01T06:30:00Z", "?"], zone("Asia/Shanghai"))
    assert found.utc[0] == found.utc[1]
    assert found.utc.isna().tolist() == [False, False, True]
    assert len(parse_moments([], zone("UTC")).utc) == 0


@pytest.mark.parametrize("name", ["Beijing", "", "../../etc/passwd"])
def test_an_unknown_zone_is_refused(name):
    with pytest.raises(ImportRefused, match="时区"):
        zone(name)
