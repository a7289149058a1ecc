"""The fault plan: `python -m faults.run [SHARE [ROW]]` runs it and writes docs/RELIABILITY.md. SHARE 1 is full size.

With the number of a ROW, from 1 on, only that one is run again, and takes the place of its line on the page.
"""

import logging
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from faults import clocks, crowds, killing, misleading, upgrading
from faults.results import Result
from tests import postgres

PAGE = Path(__file__).parents[1] / "docs" / "RELIABILITY.md"
HEAD = """# Reliability

Made by `make faults`; the rows below are what that run counted (or a later one of a single row:
`python -m faults.run 1 ROW`). The real daemon process is killed, starved, cut off and misled, against a real mail
server on loopback and, where it says so, a real PostgreSQL.

What is promised: nothing is lost unseen, nothing is planned twice, and a letter is repeated at most once for each kill,
then with the same Message-ID and the same bytes. Between a mail server's yes and our note of it lies a gap that cannot
be closed (RFC 1047): a letter that was in it twice is left to a person and shown by `rapport status`, rather than sent
a third time.

"""
TABLE = "| fault | size | counted | seconds | held |\n|---|---|---|---|---|\n"


def plan(share: float, server: Any) -> Iterator[Callable[[], Result]]:
    """Every fault, at a share of its full size."""

    def database() -> str:
        return postgres.fresh_database(server)

    def sized(full: int, least: int = 1) -> int:
        return max(least, round(full * share))

    tools = postgres.programs(server)
    yield lambda: killing.at_random(sized(300), sized(6000))
    yield lambda: killing.at_points(sized(10))
    yield lambda: killing.at_random(sized(100), sized(2000), database())
    yield lambda: killing.at_points(sized(10), database)
    yield lambda: crowds.server_killed(sized(5), sized(400, 60), server)
    yield lambda: crowds.several(2, sized(2000), database)
    yield lambda: crowds.several(4, sized(2000), database)
    yield lambda: crowds.all_due(2, sized(10_000, 200), database)
    yield lambda: crowds.all_due(4, sized(10_000, 200), database)
    yield lambda: killing.ended_while_sending(sized(50))
    yield lambda: misleading.mail_troubles(min(10, sized(20)))
    yield lambda: clocks.clock_jumps(sized(2000))
    yield lambda: clocks.daily(clocks.ZONES[: sized(len(clocks.ZONES))], clocks.YEARS[: sized(len(clocks.YEARS))])
    yield lambda: misleading.disk_full(sized(20, 4))
    yield lambda: misleading.backups_under_load(sized(20))
    yield lambda: misleading.backups_under_load(sized(20), database, tools)
    yield lambda: upgrading.upgrades(sized(10), 4)
    yield lambda: upgrading.upgrades(sized(10), 4, database, tools)


def line(result: Result, seconds: float) -> str:
    """A row of the table."""
    counted = ", ".join(f"{key}: {value}" for key, value in result.counted.items())
    held = "yes" if not result.broken else "no: " + "; ".join(result.broken)
    return f"| {result.fault} | {result.size} | {counted} | {seconds:.0f} | {held} |"


def page(lines: Sequence[str], share: float) -> str:
    """The page with a table of the results."""
    where = f"Share of the full size: {share:g}. Python {platform.python_version()}, {platform.system()}."
    return f"{HEAD}{where}\n\n{TABLE}" + "\n".join(lines) + "\n"


def lines_of(text: str) -> list[str]:
    """The rows of a page."""
    return text.partition(TABLE)[2].splitlines()


def main() -> int:
    """Run it all, or one row; exit status 1 when a promise did not hold."""
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    only = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    logging.getLogger("rapport").setLevel(logging.CRITICAL)
    lines = lines_of(PAGE.read_text()) if only else []
    broken = False
    with postgres.running() as server:
        for number, fault in enumerate(plan(share, server), 1):
            if only and number != only:
                continue
            before = time.monotonic()
            result = fault()
            told = line(result, time.monotonic() - before)
            broken = broken or bool(result.broken)
            lines[number - 1 : number] = [told]
            print(told, flush=True)
            PAGE.write_text(page(lines, share))
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
