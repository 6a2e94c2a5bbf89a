"""The reading process reaches no network, starts no program and writes nowhere but into its folder."""

import os
import socket
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from .conftest import features, read_apart, refusal_apart

# Confined, then each attempt on its own; what was refused is printed.
ATTEMPTS = """
import ctypes, os, socket, sys
from pathlib import Path
from geodata.importers.files.confinement import confine, watch
folder, outside, port = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
confine(folder, 2 << 30, 1 << 20, 30)
libc = ctypes.CDLL(None, use_errno=True)
if sys.argv[4] == "watched":
    watch(folder)
def tried(name, attempt):
    try:
        attempt()
        print(name, "done")
    except (OSError, PermissionError):
        print(name, "refused")
def raw(family):
    if libc.socket(family, 1, 0) < 0:
        raise OSError
tried("connect", lambda: socket.create_connection(("127.0.0.1", port), 2))
tried("ipv4", lambda: raw(2))
tried("ipv6", lambda: raw(10))
tried("local", lambda: raw(1))
tried("program", lambda: os.execv("/bin/true", ["true"]))
tried("signal", lambda: os.kill(os.getppid(), 0))
tried("write", lambda: open(outside, "w").close())
tried("make", lambda: os.mkdir(outside))
tried("inside", lambda: (folder / "own.txt").write_text("x"))
tried("large", lambda: (folder / "large.txt").write_bytes(b"x" * (2 << 20)))
"""


class Listener:
    """A loopback port that counts who connects."""

    def __init__(self) -> None:
        self.connections = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                self._socket.accept()[0].close()
            except OSError:
                return
            self.connections += 1

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    listening.close()


def attempts(folder: Path, outside: Path, port: int, how: str) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-P", "-c", ATTEMPTS, str(folder), str(outside), str(port), how],
        env={"PYTHONPATH": str(settings.BASE_DIR)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return dict(line.split() for line in done.stdout.splitlines())


@pytest.mark.parametrize("how", ["by the kernel", "watched"])
def test_the_confined_process_can_only_write_into_its_folder(tmp_path, listener, how):
    folder = tmp_path / "own"
    folder.mkdir()
    found = attempts(folder, tmp_path / "outside", listener.port, how)
    assert found == {
        "connect": "refused",
        "ipv4": "refused",
        "ipv6": "refused",
        "local": "refused",
        "program": "refused",
        "signal": "refused",
        "write": "refused",
        "make": "refused",
        "inside": "done",
        "large": "refused",
    }
    assert listener.connections == 0
    assert not (tmp_path / "outside").exists()


def test_the_counter_counts():
    listening = Listener()
    with socket.create_connection(("127.0.0.1", listening.port)) as connected:
        connected.recv(1)
    assert listening.connections == 1
    listening.close()


VRT = (
    '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/vsicurl/{url}</SrcDataSource></OGRVRTLayer>'
    "</OGRVRTDataSource>"
)
KML = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'
PLACE = "<Placemark><name>a</name><Point><coordinates>102.7,25</coordinates></Point></Placemark>"
# Every way we know in which a file asks its reader to fetch something.
FETCHING = {
    "KML network link": (
        "link.kml",
        KML.format(PLACE + "<NetworkLink><Link><href>{url}</href></Link></NetworkLink>"),
    ),
    "KML schema": ("schema.kml", KML.format('<Schema name="{url}"/>' + PLACE)),
    "KML entity": (
        "entity.kml",
        '<!DOCTYPE kml [<!ENTITY x SYSTEM "{url}">]>' + KML.format("<name>&x;</name>" + PLACE),
    ),
    "KML doctype": ("dtd.kml", '<!DOCTYPE kml SYSTEM "{url}">' + KML.format(PLACE)),
    "VRT": ("remote.vrt", VRT),
    "VRT as KML": ("vrt.kml", VRT),
    "VRT as GeoPackage": ("vrt.gpkg", VRT),
    "VRT as shapefile": ("vrt.shp", VRT),
    "VRT as table": ("vrt.csv", VRT),
    "GML schema": (
        "schema.gml",
        '<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://x {url}"><gml:featureMember><a><gml:pointProperty><gml:Point><gml:coordinates>'
        "102,25</gml:coordinates></gml:Point></gml:pointProperty></a></gml:featureMember></gml:FeatureCollection>",
    ),
    "WFS": ("wfs.xml", "<OGRWFSDataSource><URL>{url}</URL></OGRWFSDataSource>"),
    "path as text": ("path.txt", "/vsicurl/{url}"),
    "formula": ("formula.csv", 'name,lon\n"=WEBSERVICE(""{url}"")",102.7\n'),
    "GeoJSON link": ("link.geojson", features(crs={"type": "link", "properties": {"href": "{url}"}})),
}


@pytest.mark.parametrize(("name", "content"), FETCHING.values(), ids=FETCHING.keys())
def test_no_file_makes_the_reader_fetch(made, listener, name, content):
    refusal_apart(made(name, content.replace("{url}", f"http://127.0.0.1:{listener.port}/x")))
    assert listener.connections == 0


def test_nothing_is_written_beside_the_file_or_into_the_temporary_folder(tmp_path, monkeypatch):
    home = tmp_path / "home"
    temporary = tmp_path / "tmp"
    here = tmp_path / "here"
    for folder in (home, temporary, here):
        folder.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.chdir(here)
    with zipfile.ZipFile(here / "slip.zip", "w") as archive:
        archive.writestr("../../evil.csv", "a,b\n1,2\n")
    (here / "good.csv").write_text("a,b\n1,2\n")
    read_apart(here / "good.csv")
    assert refusal_apart(here / "slip.zip")
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert written == {"here/slip.zip", "here/good.csv"}


def test_the_child_sees_no_secret_of_ours(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgis://somebody:secret@nowhere/x")
    seen: list[str] = []

    def look(number: int) -> None:
        for task in Path("/proc/self/task").iterdir():
            for pid in (task / "children").read_text().split():
                if b"reading_process" in Path(f"/proc/{pid}/cmdline").read_bytes():
                    seen.append(Path(f"/proc/{pid}/environ").read_bytes().decode())
                    seen.append(" ".join(os.readlink(fd) for fd in Path(f"/proc/{pid}/fd").iterdir()))

    from geodata.importers.files.contents import ReadOptions
    from geodata.importers.files.process import read_file

    path = tmp_path / "many.csv"
    path.write_text("a,b\n" + "1,2\n" * 300_000)
    with (tmp_path / "held.txt").open("w") as held:
        os.set_inheritable(held.fileno(), True)
        read_file(ReadOptions(path), progress=look)
    assert seen
    assert not any("DATABASE_URL" in text or "secret" in text or "held.txt" in text for text in seen)
