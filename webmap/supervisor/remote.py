"""A real server named by DATABASE_URL: can it be reached, and is it new enough?"""

import os

from webmap.db.binaries import refuse_old_postgis, refuse_old_postgresql
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
    refuse_old_postgresql(major)
    refuse_old_postgis(row[0] if row else "")
