"""Django's DATABASES: a real server by DATABASE_URL, else a database of the private cluster by DB_NAME."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from webmap.db.home import remembered
from webmap.db.names import DEFAULT_NAME, TEMPLATE
from webmap.db.secret_store import known_passwords

Alias = dict[str, Any]

# A layer that takes longer than this holds one of few threads: it is cut, and its query wants an index.
LAYERS_SESSION = "-c statement_timeout=10s -c jit=off -c max_parallel_workers_per_gather=0 -c default_transaction_read_only=on"
COMMON = {
    "ENGINE": "django.contrib.gis.db.backends.postgis",
    "CONN_MAX_AGE": None,
    "CONN_HEALTH_CHECKS": True,
}


def database_name() -> str:
    """The database of the private cluster this process works on."""
    return os.environ.get("DB_NAME") or DEFAULT_NAME


def role() -> str:
    """The role this process works as: `owner` for schema commands, else `app`."""
    return "owner" if os.environ.get("DB_ROLE") == "owner" else "app"


def parse_url(url: str) -> Alias:
    """The alias a DATABASE_URL (`postgresql://user:password@host:port/name?sslmode=require`) stands for.

    Raises ValueError, without repeating the password, for anything else.

    >>> parse_url("postgres://me:p%40ss@db.example:5433/atlas")["PASSWORD"]
    'p@ss'
    """
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgres", "postgresql", "postgis") or not name:
        raise ValueError("DATABASE_URL must read postgresql://user:password@host:port/name")
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or options.pop("host", ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def _from_url(url: str, session: str = "") -> Alias:
    alias = parse_url(url)
    if session:
        alias["OPTIONS"]["options"] = session
    return alias


def _from_cluster(base_dir: Path, user: str, session: str = "") -> Alias:
    home = remembered(base_dir)
    return {
        "NAME": database_name(),
        "USER": user,
        "PASSWORD": known_passwords(base_dir / ".local").get(user, ""),
        "HOST": str(home.socket if home else base_dir / ".local" / "postgres"),
        "OPTIONS": {"options": session} if session else {},
    }


def _real_server(url: str) -> dict[str, Alias]:
    """Own logins for schema work and for layers where they are given, else the one of DATABASE_URL."""
    default = os.environ.get("DATABASE_OWNER_URL", url) if role() == "owner" else url
    layers = os.environ.get("DATABASE_LAYERS_URL", url)
    return {"default": _from_url(default), "layers": _from_url(layers, LAYERS_SESSION)}


def databases(base_dir: Path) -> dict[str, Alias]:
    """Aliases `default` (app, or owner for schema commands) and `layers` (reads only)."""
    url = os.environ.get("DATABASE_URL")
    if url:
        aliases = _real_server(url)
    else:
        aliases = {
            "default": _from_cluster(base_dir, role()),
            "layers": _from_cluster(base_dir, "layers", LAYERS_SESSION),
        }
        aliases["default"]["TEST"] = {"TEMPLATE": TEMPLATE}
    aliases["layers"]["TEST"] = {"MIRROR": "default"}
    return {name: alias | COMMON for name, alias in aliases.items()}
