"""A row of the page: what was measured, against what in the same run, and what it should come to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

HEAD = (
    "| what | median | baseline in the same run | median | ratio | to reach | reached |",
    "|---|---|---|---|---|---|---|",
)
_WANTED = re.compile(r"at most ([\d.]+)|([\d.]+) times faster")


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison."""

    what: str
    ours_seconds: float
    baseline_name: str
    #: None where the baseline could not be measured; then `note` says why.
    baseline_seconds: float | None
    #: "at most 1.5" of the baseline, or "100 times faster"; empty where nothing was promised.
    wanted: str = ""
    #: What else has to be known: how many runs, what was scaled.
    note: str = ""
    #: "s", or "MB" where memory was measured.
    unit: str = "s"

    @property
    def ratio(self) -> float | None:
        """Ours for each of theirs."""
        return self.ours_seconds / self.baseline_seconds if self.baseline_seconds else None

    @property
    def reached(self) -> str:
        """Yes, no, or nothing where there is nothing to reach or no baseline."""
        if self.ratio is None or not self.wanted:
            return ""
        found = _WANTED.fullmatch(self.wanted)
        if found is None:
            raise ValueError(f'{self.wanted}: write "at most N" or "N times faster"')
        return "yes" if self.ratio <= (float(found[1]) if found[1] else 1 / float(found[2])) else "no"

    def line(self) -> str:
        """The row as Markdown."""
        theirs = "" if self.baseline_seconds is None else amount(self.baseline_seconds, self.unit)
        note = f" ({self.note})" if self.note else ""
        cells = (
            self.what + note,
            amount(self.ours_seconds, self.unit),
            self.baseline_name,
            theirs,
            _spoken(self.ratio),
            self.wanted,
            self.reached,
        )
        return f"| {' | '.join(cells)} |"


def table(rows: Iterable[Row]) -> list[str]:
    """The rows as a Markdown table."""
    return [*HEAD, *(row.line() for row in rows)]


def amount(value: float, unit: str = "s") -> str:
    """A measured value as a person reads it: 1.23 s, 4.56 ms, 120 MB."""
    if unit != "s":
        return f"{value:.0f} {unit}"
    return f"{value:.2f} s" if value >= 1 else f"{value * 1e3:.2f} ms"


def _spoken(ratio: float | None) -> str:
    if ratio is None:
        return ""
    return f"{ratio:.2f}" if ratio >= 0.1 else f"1/{1 / ratio:.0f}"
