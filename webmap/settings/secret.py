"""The secret key of an installation: from the environment, else made once and kept with mode 0600."""

import os
import secrets
from pathlib import Path


def secret_key(local_dir: Path) -> str:
    """The installation's secret key; the first call without SECRET_KEY writes `secret_key` into local_dir."""
    given = os.environ.get("SECRET_KEY")
    if given:
        return given
    path = local_dir / "secret_key"
    if not path.exists():
        local_dir.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="utf-8").strip()
