"""Tiles in memory: within their bytes, built once, the same for everybody."""

import gzip
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from layers.accepted import takes_gzip
from layers.tile_memory import LEAST_BYTES, OVERHEAD_BYTES, TileMemory, stored

LARGE = bytes(range(256)) * 40


def test_eight_threads_that_ask_for_the_same_build_it_once() -> None:
    memory = TileMemory(10_000_000)
    at_once = threading.Barrier(8)
    built: list[int] = []

    def build() -> bytes:
        built.append(1)
        time.sleep(0.05)
        return LARGE

    def ask(_: int) -> str:
        at_once.wait()
        return memory.find_or_build("key", build).digest

    with ThreadPoolExecutor(8) as crowd:
        digests = set(crowd.map(ask, range(8)))
    assert len(built) == memory.built == 1
    assert len(digests) == 1


def test_a_build_that_fails_fails_for_all_and_is_tried_again() -> None:
    memory = TileMemory(10_000_000)

    def fail() -> bytes:
        raise RuntimeError("no database")

    with pytest.raises(RuntimeError):
        memory.find_or_build("key", fail)
    assert memory.find_or_build("key", lambda: LARGE).body(False) == LARGE


def test_those_not_asked_for_the_longest_go_first() -> None:
    memory = TileMemory(3 * (LEAST_BYTES + OVERHEAD_BYTES))
    for key in "abc":
        memory.find_or_build(key, lambda: b"x" * LEAST_BYTES)
    assert memory.find("a")
    memory.find_or_build("d", lambda: b"y" * LEAST_BYTES)
    assert [key for key in "abcd" if memory.find(key)] == ["a", "c", "d"]
    assert memory.bytes <= memory.most_bytes


def test_a_tile_larger_than_the_memory_is_answered_all_the_same() -> None:
    memory = TileMemory(10)
    assert memory.find_or_build("key", lambda: LARGE).body(False) == LARGE
    assert (len(memory), memory.bytes) == (0, 0)


def test_each_form_of_a_tile_has_a_tag_of_its_own() -> None:
    tile, small = stored(LARGE), stored(b"small")
    assert gzip.decompress(tile.body(True)) == tile.body(False) == LARGE
    assert tile.tag(True) != tile.tag(False)
    assert small.body(True) == small.body(False) == b"small"
    assert small.tag(True) == small.tag(False)


def test_the_same_body_gives_the_same_bytes_and_tag() -> None:
    one, two = stored(LARGE), stored(LARGE)
    assert (one.packed, one.digest) == (two.packed, two.digest)
    assert stored(LARGE + b"x").digest != one.digest


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("gzip, br", True),
        ("br;q=1.0, gzip;q=0.2", True),
        ("gzip;q=0", False),
        ("identity", False),
        ("", False),
    ],
)
def test_gzip_goes_to_those_who_take_it(header: str, taken: bool) -> None:
    assert takes_gzip(header) is taken
