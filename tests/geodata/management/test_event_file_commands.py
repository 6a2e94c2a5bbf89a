"""density and backtest_hotspots on files as people call them: figures, refusals, and no database."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from pyproj import Transformer
from sklearn.neighbors import KernelDensity

from geodata.management.backtest_of_file import slot_of_day
from tests.reference import reference_file


def run(*words: Any) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command(*map(str, words), stdout=out, stderr=err)
    except SystemExit as leaving:
        return int(leaving.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def told(*words: Any) -> dict[str, Any]:
    code, out, err = run(*words, "--json")
    assert code == 0, err
    return json.loads(out)


def refused(*words: Any) -> str:
    code, out, err = run(*words)
    assert (code, out) == (1, "")
    zh, en = err.strip().split("\n")
    assert zh.startswith("没有计算：")
    assert en.startswith("Not worked out: ")
    return err


def write(path: Path, *, events: int = 3000, days: int = 200, seed: int = 0) -> Path:
    """Events around Kunming on a few streets; one row without a place, one 300 km away, one without a time."""
    rng = np.random.default_rng(seed)
    corner = rng.integers(0, 40, (events, 2)) ** 2 / 16_000
    place = np.array([102.70, 25.00]) + corner + rng.normal(0, 0.0005, (events, 2))
    minutes = np.sort(rng.integers(0, days * 1440, events))
    time = np.datetime64("2026-01-01T00:00") + minutes.astype("timedelta64[m]")
    rows = [f"{t},{x:.6f},{y:.6f}" for t, (x, y) in zip(time.astype(str), place, strict=True)]
    rows += [f"{time[0]},,", f"{time[0]},105.7,25.0", "改天,102.71,25.01"]
    path.write_text("\n".join(["上报时间,经度,纬度", *rows]) + "\n", encoding="utf-8")
    return path


def test_a_backtest_gives_every_method_and_always_the_count(tmp_path) -> None:
    found = told("backtest_hotspots", write(tmp_path / "a.csv"), "--horizon", 7, "--cell", 500)
    assert (found["read"], found["events"], found["origins"]) == (3003, 3000, 12)
    assert (found["without_place"], found["without_time"], found["far_away"]) == (1, 1, 1)
    assert {"count", "count_shrunk", "density_28_days"} <= found["methods"].keys()
    for method in found["methods"].values():
        assert all(list(method[measure]) == ["1%", "5%", "10%"] for measure in ("hit", "pai", "pei"))
    assert found["ships"] == "count"
    assert found["methods"]["count"]["p_no_better_than_count"] is None


def test_a_backtest_is_a_table_for_people(tmp_path) -> None:
    code, out, _ = run("backtest_hotspots", write(tmp_path / "a.csv"), "--horizon", 7)
    assert code == 0
    assert "PAI   5%" in out
    assert "采用 count" in out


def test_density_without_a_time_is_the_sum_of_kernels_per_square_kilometre(tmp_path) -> None:
    file, out = write(tmp_path / "a.csv", events=400), tmp_path / "made.npz"
    found = told("density", file, "--bandwidth", 300, "--cell", 75, "--out", out)
    assert (found["method"], found["unit"], found["days"]) == ("binned", "events per km²", None)
    made = np.load(out)
    table = np.genfromtxt(file, delimiter=",", skip_header=1, usecols=(1, 2), encoding="utf-8")
    table = table[np.isfinite(table).all(axis=1) & (table[:, 0] < 103)]
    points = np.column_stack(Transformer.from_crs(4326, 4543, always_xy=True).transform(*table.T))
    nodes = np.column_stack([a.ravel() for a in np.meshgrid(made["x"], made["y"])])
    peer = (
        np.exp(KernelDensity(bandwidth=300, rtol=0, atol=0).fit(points).score_samples(nodes))
        * len(points)
        * 1e6
    )
    assert int(made["measured_in"]) == 4543
    assert np.abs(made["values"].ravel() - peer).max() <= 0.005 * peer.max()


def test_density_with_a_time_is_per_thirty_days_and_coarse_nodes_are_exact(tmp_path) -> None:
    file = write(tmp_path / "a.csv", events=600, days=60)
    whole = told("density", file, "--bandwidth", 300, "--cell", 150, "--out", tmp_path / "whole.npz")
    timed = told(
        "density",
        file,
        "--time",
        "上报时间",
        "--bandwidth",
        300,
        "--cell",
        150,
        "--out",
        tmp_path / "timed.npz",
    )
    assert whole["method"] == timed["method"] == "exact"
    assert (timed["unit"], timed["days"]) == ("events per km² per 30 days", 60)
    # The row without a time is in one of them only.
    assert timed["peak"] * 2 == pytest.approx(whole["peak"], rel=0.02)


def test_binned_and_exact_agree(tmp_path) -> None:
    file = write(tmp_path / "a.csv", events=600)
    words = ("density", file, "--bandwidth", 300, "--cell", 75)
    binned = told(*words, "--out", tmp_path / "b.npz")
    exact = told(*words, "--exact", "--out", tmp_path / "e.npz")
    assert (binned["method"], exact["method"]) == ("binned", "exact")
    one, other = np.load(tmp_path / "b.npz")["values"], np.load(tmp_path / "e.npz")["values"]
    assert np.abs(one - other).max() <= 0.005 * other.max()


def test_points_of_a_geojson_need_no_columns(tmp_path) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "Point", "coordinates": [102.7 + i / 500, 25]},
        }
        for i in range(5)
    ]
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    found = told("density", path, "--bandwidth", 200, "--cell", 50, "--out", tmp_path / "a.npz")
    assert found["events"] == 5


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("--horizon", "0"), "--horizon 0", id="no horizon"),
        pytest.param(("--horizon", "150"), "--horizon", id="history too short"),
        pytest.param(("--horizon", "7", "--cell", "1"), "--cell", id="cells too small"),
        pytest.param(("--horizon", "7", "--time", "时刻"), "时刻", id="no such column"),
        pytest.param(("--horizon", "7", "--time", "经度"), "--time", id="no times in it"),
        pytest.param(("--horizon", "7", "--lon", "上报时间"), "--lon", id="no places in it"),
        pytest.param(("--horizon", "7", "--tz", "Beijing"), "Beijing", id="no such zone"),
        pytest.param(("--horizon", "7", "--crs", "99"), "99", id="no such system"),
    ],
)
def test_what_cannot_be_backtested_is_refused_in_both_languages(tmp_path, words, said: str) -> None:
    assert said in refused("backtest_hotspots", write(tmp_path / "a.csv", events=300), *words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(
            ("--bandwidth", "0", "--cell", "50", "--out", "a.npz"), "--bandwidth", id="no bandwidth"
        ),
        pytest.param(("--bandwidth", "nan", "--cell", "50", "--out", "a.npz"), "--bandwidth", id="no number"),
        pytest.param(
            ("--bandwidth", "200", "--cell", "1", "--out", "a.npz"), "25,000,000", id="too many nodes"
        ),
        pytest.param(("--bandwidth", "200", "--cell", "50", "--out", "a.tif"), ".npz", id="another format"),
        pytest.param(
            ("--bandwidth", "200", "--cell", "50", "--out", "no/such/a.npz"), "--out", id="no such folder"
        ),
    ],
)
def test_what_has_no_density_is_refused_in_both_languages(tmp_path, monkeypatch, words, said: str) -> None:
    monkeypatch.chdir(tmp_path)
    assert said in refused("density", write(tmp_path / "a.csv", events=300), *words)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "is empty"), (b"\x00\x01\x02", "is NUL"), (b"a,b\n1,2\n", "no column for longitude")],
    ids=["empty", "binary", "other columns"],
)
def test_a_file_that_holds_no_events_is_refused(tmp_path, content: bytes, said: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert said in refused("backtest_hotspots", path, "--horizon", 7)


def test_a_refusal_in_json_says_the_same(tmp_path) -> None:
    code, out, _ = run("backtest_hotspots", tmp_path / "none.csv", "--horizon", 7, "--json")
    assert code == 1
    assert json.loads(out)["refused"].keys() == {"code", "zh", "en"}


def test_a_missing_option_is_a_usage_error() -> None:
    with pytest.raises(CommandError):
        call_command("backtest_hotspots", "a.csv")


def test_slots_are_quarters_of_the_day() -> None:
    times = np.array(
        ["2026-01-02T05:59", "2026-01-02T18:00", "2026-01-03T00:00", "2026-01-05T12:00"], dtype="M8[m]"
    )
    assert slot_of_day(times.astype(float) / 1440).tolist() == [0, 3, 0, 2]


def test_on_houston_the_count_ships_and_beats_the_density_of_four_weeks() -> None:
    found = told(
        "backtest_hotspots",
        reference_file("events/houston_crime_2010.csv.gz"),
        *("--time", "time", "--lon", "lon", "--lat", "lat", "--horizon", 7, "--tz", "America/Chicago"),
    )
    assert (found["read"], found["without_place"]) == (86_314, 5)
    count, density = (found["methods"][name]["hit"]["5%"] for name in ("count", "density_28_days"))
    print(f"Houston, 12 weeks: hit at 5 % count {count:.4f}, density of 28 days {density:.4f}")
    assert found["ships"] == "count"
    assert count == pytest.approx(0.356, abs=0.01)
    assert count >= 1.24 * density
