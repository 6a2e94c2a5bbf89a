"""Applies the functions, triggers, views and rights of sql/install to a database; safe to repeat."""

from pathlib import Path

from django.db import connections, transaction

_FOLDER = Path(__file__).parent / "sql" / "install"


def install_sql(using: str = "default") -> list[str]:
    """Names of the files applied, in order; views and functions first, rights last."""
    files = sorted(_FOLDER.glob("*.sql"), key=lambda path: (path.stem == "rights", path.stem))
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        for path in files:
            cursor.execute(path.read_text(encoding="utf-8"))
    return [path.stem for path in files]
