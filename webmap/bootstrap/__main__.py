"""`python3 -m webmap.bootstrap TARGET`: what the Makefile calls."""

import sys

OLDEST_PYTHON = (3, 11)


def main():
    """The exit code of one target. Parsed by any Python 3: an old one must be able to say that it is old."""
    if sys.version_info < OLDEST_PYTHON:
        found = "%d.%d" % sys.version_info[:2]  # noqa: UP031
        print("✗ 需要 Python 3.11 或更新版本，现在是 %s：PYTHON=python3.11 make …" % found, file=sys.stderr)  # noqa: UP031
        print("✗ Python 3.11 or newer is needed, this is %s" % found, file=sys.stderr)  # noqa: UP031
        return 1
    from .progress import refuse_politely
    from .targets import TARGETS

    return refuse_politely(TARGETS[sys.argv[1]])


if __name__ == "__main__":
    sys.exit(main())
