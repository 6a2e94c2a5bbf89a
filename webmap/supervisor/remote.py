"""A real server named by DATABASE_URL: can it be reached, and is it new enough?"""

import os

from webmap.db.binaries import OLDEST_POSTGIS, OLDEST_POSTGRESQL, version_tuple
from webmap.db.errors import SetUpError
from webmap.db.roles import sql_text
from webmap.settings.databases import parse_url

CONNECT_PATIENCE_S = 5


def _connect(url: str):
    import psycopg2

    try:
        alias = parse_url(url)
    except ValueError:
        raise SetUpError(
            "DATABASE_URL 应写成 postgresql://用户:密码@主机:端口/库名",
            "DATABASE_URL must read postgresql://user:password@host:port/name",
        ) from None
    words = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    named = {word: alias[key] for word, key in words.items() if alias[key]}
    try:
        return psycopg2.connect(connect_timeout=CONNECT_PATIENCE_S, **named, **alias["OPTIONS"])
    except psycopg2.OperationalError as problem:
        first = (str(problem).strip().splitlines() or ["no answer"])[0]
        raise SetUpError("DATABASE_URL 指向的数据库连不上，请检查主机、端口、用户和密码", first) from None
    except psycopg2.ProgrammingError as problem:
        raise SetUpError("DATABASE_URL 的参数无法识别", str(problem).strip()) from None


def check(url: str | None = None) -> None:
    """Return when the server can be used.

    Raises SetUpError with what to do: unreadable address, no connection, PostGIS missing or too old.
    """
    connection = _connect(url or os.environ["DATABASE_URL"])
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql_text("select_postgis_version"))
            row = cursor.fetchone()
        major = connection.server_version // 10000
    finally:
        connection.close()
    refuse_version(row[0] if row else "", major)


def refuse_version(version: str, postgresql: int) -> None:
    """Raises SetUpError where PostGIS ('' = none) or PostgreSQL is older than supported."""
    if postgresql < OLDEST_POSTGRESQL:
        raise SetUpError(
            f"PostgreSQL {postgresql} 太旧，请升级到 15 或更新版本",
            f"PostgreSQL {postgresql} is too old: upgrade to 15 or newer",
        )
    if not version:
        raise SetUpError(
            "该数据库没有 PostGIS，请让管理员执行 CREATE EXTENSION postgis",
            "PostGIS is not in this database: CREATE EXTENSION postgis",
        )
    if version_tuple(version) < OLDEST_POSTGIS:
        raise SetUpError(
            f"PostGIS {version} 太旧，请升级到 3.3 或更新版本",
            f"PostGIS {version} is too old: upgrade to 3.3 or newer",
        )
