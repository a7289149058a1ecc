"""`make bench`: ratios against baselines measured in the same run, written to docs/BENCHMARKS.md. Never a test.

`python -m bench.run upcoming feed` measures only these, `--share 0.1` everything at a tenth of its size; then the
page stays as it is.
"""

import argparse
import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter

from bench.rows import Row, table

ROOT = Path(__file__).parents[1]
#: Each subject: the module that measures it.
SUBJECTS = {
    "claims": "bench.claims",
    "quiet": "bench.quiet",
    "fact": "bench.fact",
    "plan": "bench.plan",
    "feed": "bench.feed",
    "http": "bench.loopback",
    "upcoming": "bench.upcoming",
    "help": "bench.help",
    "import": "bench.imports",
    "report": "bench.report",
    "delivery": "bench.delivery",
    "idle": "bench.idle",
}
HEAD = (
    "# Benchmarks",
    "",
    "Written by `make bench`: medians, and the ratio to a baseline measured in the same run on the same machine. Peers",
    "are their released packages, in an environment of their own (`bench/peers.txt`).",
    "",
)


def rows_of(subject: str, share: float) -> list[Row]:
    """Measure one subject."""
    start = perf_counter()
    found: list[Row] = import_module(SUBJECTS[subject]).rows(share)
    for row in found:
        print(row.line(), flush=True)
    print(f"{subject}: {perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    return found


def main() -> None:
    """Measure; write the page when all of it was measured at full size."""
    asked = argparse.ArgumentParser(prog="bench.run", description="Measure Rapport against what others do.")
    asked.add_argument("subject", nargs="*", choices=[*SUBJECTS, []], help="only these")
    asked.add_argument("--share", type=float, default=1.0, help="of the full sizes")
    told = asked.parse_args()
    subjects = told.subject or list(SUBJECTS)
    found = [row for subject in subjects for row in rows_of(subject, told.share)]
    if set(subjects) != set(SUBJECTS) or told.share != 1.0:
        return
    from bench import feeds, growth

    page = "\n".join([*HEAD, *table(found), "", growth.section(), "", feeds.section()]) + "\n"
    (ROOT / "docs" / "BENCHMARKS.md").write_text(page, "utf-8")


if __name__ == "__main__":
    main()
