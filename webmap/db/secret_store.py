"""The passwords of the database roles, made once per checkout and readable by its owner only."""

import json
import os
import secrets
from pathlib import Path

ROLES = ("owner", "app", "layers")
_FILE = "roles.json"


def role_passwords(local_dir: Path) -> dict[str, str]:
    """Role → password; the first call makes them and keeps them in `roles.json` with mode 0600."""
    path = local_dir / _FILE
    if not path.exists():
        local_dir.mkdir(parents=True, exist_ok=True)
        fresh = local_dir / f".{_FILE}.{os.getpid()}"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            json.dump({role: secrets.token_urlsafe(24) for role in ROLES}, handle)
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return json.loads(path.read_text(encoding="utf-8"))


def known_passwords(local_dir: Path) -> dict[str, str]:
    """Role → password as far as they were made and this user may read them, else empty."""
    try:
        return json.loads((local_dir / _FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, PermissionError):
        return {}
