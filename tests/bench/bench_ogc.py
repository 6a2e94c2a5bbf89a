"""The conformance tests of `ogctests` against /ogc/: core, GeoJSON and OpenAPI whole, of queryables the declaration.

Its other tests of queryables pass on no server (version 0.1.15): they read the field `href` of a Link header that they
stored as `iri`. tests/layers/ogc/ checks that resource.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from .kept_town import kept_town
from .processes import PEERS
from .result import Result, target
from .tile_servers import ours

PARTS = {"core": "features/core", "queryables": "features/filtering/test_queryables.py::test_ct1"}


def run() -> Iterator[Result]:
    """Failed tests of each part."""
    database = kept_town(1)
    with ours(database, "") as server, TemporaryDirectory() as folder:
        for name, scope in PARTS.items():
            tests, failed = _run(scope, f"http://127.0.0.1:{server.server.port}/ogc", Path(folder))
            yield target(f"ogctests {name}: failed of {tests}", "", float(failed), 0.0)


def _run(scope: str, address: str, folder: Path) -> tuple[int, int]:
    """How many tests ran and how many of them failed."""
    package = next(PEERS.parent.glob("lib/python3*/site-packages/ogctests"))
    report = folder / "report.xml"
    words = [PEERS / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junit-xml={report}"]
    words += ["--rootdir", folder, "-c", os.devnull, package / scope]
    own = os.environ | {"INSTANCE_URL": address}
    done = subprocess.run(
        list(map(str, words)), cwd=folder, env=own, capture_output=True, text=True, check=False
    )
    if not report.exists():
        raise RuntimeError(done.stdout + done.stderr)
    suite = ElementTree.parse(report).getroot()[0]
    failed = [
        f"{case.get('name')}: {(found.get('message') or '')[:200]}"
        for case in suite.iter("testcase")
        for found in (*case.findall("failure"), *case.findall("error"))
    ]
    for line in failed:
        print(f"ogctests {line}")
    return int(suite.get("tests", "0")), len(failed)
