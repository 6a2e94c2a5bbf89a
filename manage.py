#!/usr/bin/env python
"""Run a management command; schema commands run as the database's owner, all others as the app."""

import os
import sys
from pathlib import Path

from webmap.db.cluster import database_at_hand

OWNER_COMMANDS = {"migrate", "install_sql", "flush", "test", "sqlmigrate", "sqlflush", "createcachetable"}


def main() -> None:
    """Hand the command line to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "webmap.settings.dev")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ.setdefault("DB_ROLE", "owner")
    from django.core.management import execute_from_command_line

    with database_at_hand(Path(__file__).resolve().parent):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
