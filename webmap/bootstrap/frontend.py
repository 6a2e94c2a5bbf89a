"""`static/vendor/`: the files of the npm packages that pages load, copied out of a locked installation."""

import re
import shutil
from pathlib import Path

from .node import commands
from .progress import run_logged
from .stamps import fingerprint, is_current, set_stamp

# Package → its files below node_modules; folders are copied whole, file names are kept.
FILES = {
    "leaflet": ("dist/leaflet.js", "dist/leaflet.css", "dist/images", "LICENSE"),
    "protomaps-leaflet": ("dist/protomaps-leaflet.js", "LICENSE"),
    "echarts": ("dist/echarts.esm.min.js", "LICENSE", "NOTICE"),
    "axe-core": ("axe.min.js", "LICENSE"),
}
# Source maps are three times the size of the code, and a named one that is missing breaks hashing.
_SOURCE_MAP = re.compile(rb"\n?//# sourceMappingURL=[^\n]*\n?")


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    elif source.suffix == ".js":
        target.write_bytes(_SOURCE_MAP.sub(b"\n", source.read_bytes()))
    else:
        shutil.copyfile(source, target)


def copy_vendor(modules: Path, vendor: Path) -> None:
    """Fill an empty vendor folder from node_modules."""
    for package, files in FILES.items():
        (vendor / package).mkdir(parents=True)
        for file in files:
            _copy(modules / package / file, vendor / package / Path(file).name)


def build(base_dir: Path) -> None:
    """Bring `static/vendor/` up to the lock file; node_modules itself stays under `.local/`."""
    static, vendor = base_dir / "static", base_dir / "static" / "vendor"
    sources = [static / "package.json", static / "package-lock.json"]
    value = fingerprint([*sources, Path(__file__)])
    if is_current(vendor / ".built", value):
        return
    work = base_dir / ".local" / "npm"
    work.mkdir(parents=True, exist_ok=True)
    for source in (*sources, static / ".npmrc"):
        shutil.copyfile(source, work / source.name)
    _, npm = commands(base_dir)
    run_logged([*npm, "ci", "--ignore-scripts"], base_dir / ".local" / "setup.log", cwd=work)
    shutil.rmtree(vendor, ignore_errors=True)
    copy_vendor(work / "node_modules", vendor)
    set_stamp(vendor / ".built", value)
