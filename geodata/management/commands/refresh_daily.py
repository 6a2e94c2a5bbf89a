"""`refresh_daily`: everything that is due once a day, one after the other; the server runs it at night by itself."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from geodata.errors import GeodataError

# Plans first: what follows is made from the grids in force.
PARTS = (
    "refresh_plans",
    "refresh_blocks",
    "refresh_walking",
    "refresh_heat",
    "refresh_heat_findings",
    "refresh_generalised",
)


class Command(BaseCommand):
    """Runs each part; one that fails does not keep the others from running, and the exit code tells."""

    help = "每天一次的更新 · everything that is due once a day (again does nothing)"

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each part's own words."""
        failed = []
        for part in PARTS:
            self.stdout.write(f"{part}:")
            try:
                call_command(part, stdout=self.stdout, stderr=self.stderr)
            except (GeodataError, SystemExit) as refusal:
                # Nothing to do it from yet, e.g. no communities: said, and no failure.
                self.stdout.write(getattr(refusal, "zh", ""))
            # The outermost loop: the other parts still run.
            except Exception as problem:
                failed.append(part)
                self.stderr.write(f"{part}: {problem!r}")
        if failed:
            raise CommandError(f"没有完成 · not done: {', '.join(failed)}")
