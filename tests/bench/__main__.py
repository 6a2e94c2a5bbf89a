"""`python -m tests.bench [NAME …]`: run the benchmarks (all, or those named) and print their ratios."""

import importlib
import pkgutil
import sys

from tests import bench

PREFIX = "bench_"


def names() -> list[str]:
    """The benchmarks there are: modules `bench_NAME` with a function `run`."""
    found = [module.name for module in pkgutil.iter_modules(bench.__path__)]
    return [name.removeprefix(PREFIX) for name in found if name.startswith(PREFIX)]


def main(wanted: list[str]) -> int:
    """Run, print, and fail where a budget is broken (a missed target, a faster peer: that is news, not a failure)."""
    unknown = set(wanted) - set(names())
    if unknown:
        print(
            f"no such benchmark: {', '.join(sorted(unknown))}; there are: {', '.join(names())}",
            file=sys.stderr,
        )
        return 2
    broken: list[str] = []
    missed: list[str] = []
    for name in wanted or names():
        for result in importlib.import_module(f"{bench.__name__}.{PREFIX}{name}").run():
            print(result.line(), flush=True)
            if result.peer == "budget" and result.ratio < 1:
                broken.append(result.name)
            elif result.missed:
                missed.append(result.name)
    if missed:
        print("missed targets: " + "; ".join(missed))
    if broken:
        print("over budget: " + ", ".join(broken))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
