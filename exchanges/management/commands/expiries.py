"""Name licences and waivers that expire soon, or have while still called delivered."""

import json
from argparse import ArgumentParser
from datetime import UTC, date, datetime
from typing import Any

from django.core.management.base import BaseCommand

from exchanges import expiries


class Command(BaseCommand):
    """Watch the terms of acts; nothing is written."""

    help = "List acts that expire soon, or have while a step still says delivered."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the number of days, the day, and ``--json``."""
        parser.add_argument("--days", type=int, default=expiries.SOON)
        parser.add_argument("--on", type=date.fromisoformat, help="as of this day")
        parser.add_argument("--json", action="store_true", help="one JSON array")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print them, the soonest first."""
        day = options["on"] or datetime.now(tz=UTC).date()
        found = expiries.expiries(day, within=options["days"])
        if options["json"]:
            rows = [
                {
                    "action": expiry.action.slug,
                    "expires_on": expiry.action.expires_on,
                    "days": expiry.days,
                    "still_delivered": [c.slug for c in expiry.concessions],
                }
                for expiry in found
            ]
            self.stdout.write(json.dumps(rows))
            return
        for expiry in found:
            self.stdout.write(expiry.words)
        self.stdout.write(f"{len(found)} acts to look at.")
