"""`python -m tests.journeys.ask_site ROLE PATH…`: what the site answers, as JSON; bodies that are no text in base64.

ROLE is `public` or one for which a login is made in the database at hand.
"""

import base64
import json
import sys

import django


def main() -> None:
    """Ask every path in turn and print the answers."""
    django.setup()
    from django.test import Client

    role, *paths = sys.argv[1:]
    client = Client(SERVER_NAME="localhost")
    if role != "public":
        client.force_login(_login(role), backend="django.contrib.auth.backends.ModelBackend")
    print(json.dumps([_answer(client.get(path)) for path in paths]))


def _login(role: str) -> object:
    from django.contrib.auth import get_user_model

    from geodata.models import Staff

    user, _ = get_user_model().objects.get_or_create(username=f"journey_{role}")
    Staff.objects.get_or_create(user=user, defaults={"role": role, "name": "测试"})
    return user


def _answer(response: object) -> dict[str, object]:
    body = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
    kind = response.headers["Content-Type"]  # type: ignore[attr-defined]
    told = {"status": response.status_code, "type": kind}  # type: ignore[attr-defined]
    if "json" in kind:
        return told | {"json": json.loads(body)}
    return told | {"body": base64.b64encode(body).decode()}


if __name__ == "__main__":
    main()
