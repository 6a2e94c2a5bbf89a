"""Settings of `make run`: the production stack on loopback, with the demo town."""

from .base import *  # noqa: F403
from .secret import secret_key

SECRET_KEY = secret_key(LOCAL_DIR)  # noqa: F405
