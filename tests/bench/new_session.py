"""`python -m tests.bench.new_session ROLE`: print the key of a new session of a role's demo login."""

import sys

import django


def main() -> None:
    """Sign the login in without its password."""
    django.setup()
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    login = get_user_model().objects.get(username=sys.argv[1])
    client.force_login(login, backend="django.contrib.auth.backends.ModelBackend")
    print(client.cookies["sessionid"].value)


if __name__ == "__main__":
    main()
