"""What becomes of a row: stored, left out with a reason that the map gave, or rejected with a reason that it gave."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

#: So many rejected rows are kept with their reasons; those after them are only counted.
MOST_KEPT = 10_000

SAYS_THE_SAME = "a row before it says the same"
SAME_KEY = "a row before it has the same key and says something else"


class BadRow(Exception):
    """A row that cannot be imported; the words name the column, never what it held."""


class LeaveOut(Exception):
    """A row that the map does not want."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not imported, or not all of it."""

    file: str
    line: int
    reason: str
    #: What `line` counts: lines of a text, rows of a sheet, entries of a bundle.
    counted: str = "line"

    def __str__(self) -> str:
        return f"{self.file}, {self.counted} {self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many rows a table of the map did not want, for one reason."""

    table: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Count:
    """What became of the rows for one kind of fact, or of the clients, or of the providers."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class Tally:
    """Counts rows as they go by."""

    _stored: Counter[tuple[str, str]] = field(default_factory=Counter)
    _left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    #: In the order met; a row that two tables read is rejected once for one reason.
    _rejected: dict[Rejected, None] = field(default_factory=dict)
    _more_rejected: int = 0

    def new(self, target: str) -> None:
        """One more that was not known."""
        self._stored[target, "new"] += 1

    def changed(self, target: str) -> None:
        """One more that was known and says something else now."""
        self._stored[target, "changed"] += 1

    def unchanged(self, target: str) -> None:
        """One more that was known and says the same."""
        self._stored[target, "unchanged"] += 1

    def leave_out(self, table: str, reason: str, count: int = 1) -> None:
        """One more that is not wanted, or several."""
        self._left_out[table, reason] += count

    def reject(self, file: str, line: int, reason: str, counted: str = "line") -> None:
        """One more that is wrong."""
        rejected = Rejected(file, line, reason, counted)
        if rejected in self._rejected:
            return
        if len(self._rejected) < MOST_KEPT:
            self._rejected[rejected] = None
        else:
            self._more_rejected += 1

    def reject_all(self, rejected: Iterable[Rejected]) -> None:
        """Those that were found wrong before."""
        for one in rejected:
            self.reject(one.file, one.line, one.reason, one.counted)

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """The first `MOST_KEPT` rejected rows, by file and line."""
        return tuple(sorted(self._rejected, key=lambda r: (r.file, r.line)))

    @property
    def rejected_count(self) -> int:
        """How many were rejected, those not kept included."""
        return len(self._rejected) + self._more_rejected

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What was left out, table by table."""
        return tuple(LeftOut(table, reason, n) for (table, reason), n in sorted(self._left_out.items()))

    @property
    def counts(self) -> dict[str, Count]:
        """What was stored, by target."""
        targets = sorted({target for target, _ in self._stored})
        return {str(t): Count(*(self._stored[t, what] for what in ("new", "changed", "unchanged"))) for t in targets}

    @property
    def anything_stored(self) -> bool:
        """Whether anything is new or changed."""
        return any(c.new or c.changed for c in self.counts.values())
