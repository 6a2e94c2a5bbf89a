"""Files made from the sources for the server: hashed static files and compiled translations."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from webmap.bootstrap.stamps import fingerprint, is_current, set_stamp
from webmap.db.errors import SetUpError
from webmap.db.locks import alone


def compile_translations(base_dir: Path) -> None:
    """Bring every .mo up to its .po; one process at a time."""
    with alone(base_dir / ".local" / "translations.lock"):
        _compile_stale(base_dir)


def _compile_stale(base_dir: Path) -> None:
    for source in (base_dir / "webmap" / "locale").glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as text:
            catalogue = read_po(text)
        fresh = target.with_suffix(".mo.new")
        with fresh.open("wb") as binary:
            write_mo(binary, catalogue)
        fresh.replace(target)


def collect_static(base_dir: Path) -> None:
    """Hash and compress the static files anew when one of them changed; one process at a time.

    Raises SetUpError where one of them names a file that does not exist.
    """
    with alone(base_dir / ".local" / "static.lock"):
        _collect_stale(base_dir)


def _collect_stale(base_dir: Path) -> None:
    from django.core.management import call_command

    sources = [path for path in (base_dir / "static").rglob("*") if path.is_file()]
    sources += [base_dir / "requirements.txt", base_dir / "webmap" / "static_files.py", Path(__file__)]
    mark, stamp = fingerprint(sources), base_dir / ".local" / "static.stamp"
    if is_current(stamp, mark):
        return
    stamp.unlink(missing_ok=True)
    ignored = ["vendor/*", "package.json", "package-lock.json"]  # vendor/ is a root of its own
    try:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=ignored)
    except ValueError as problem:
        words = str(problem).strip().splitlines()
        raise SetUpError(
            "静态文件引用了不存在的文件", " ".join(line.strip() for line in words[2:4] or words[:1])
        ) from None
    set_stamp(stamp, mark)
